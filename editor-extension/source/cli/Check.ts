/** What doctor has looked at. */
export interface Check {
  name: string;
  /** 'note': worth knowing, and everything works. */
  state: 'ok' | 'note' | 'missing';
  /** What was found, in a few words. */
  told: string;
  /** What to do, and what was tried; '' when it is fine. */
  advice: string;
}

export const fine = (name: string, told: string): Check => ({ name, state: 'ok', told, advice: '' });
export const note = (name: string, told: string, advice: string): Check => ({ name, state: 'note', told, advice });
export const missing = (name: string, told: string, advice: string): Check => ({
  ...{ name, state: 'missing', told, advice },
});
