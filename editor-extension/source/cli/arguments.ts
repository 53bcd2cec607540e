import { InvalidArgumentError } from 'commander';

/** '90', '1:30', '1:02:03.5' in seconds. */
export function secondsArgument(value: string): number {
  const match = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d*)?|\.\d+)$/.exec(value.trim());
  const [, hours = '0', minutes, seconds = '0'] = match ?? [];
  const isClock = minutes !== undefined;
  if (match === null || (isClock && Number(seconds) >= 60) || Number(minutes ?? 0) >= 60) {
    throw new InvalidArgumentError('Expected seconds, such as 12.5, or minutes and seconds, such as 1:30.');
  }
  return Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
}

export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value.trim()) ? Number(value) : NaN;
    if (!(number >= least && number <= most)) {
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** '0,2' or 'local,mix': what stands between the commas. */
export function listArgument(value: string): string[] {
  const parts = value.split(',').map((part) => part.trim());
  if (parts.some((part) => part === ''))
    throw new InvalidArgumentError('Expected names or numbers with commas between.');
  return parts;
}
