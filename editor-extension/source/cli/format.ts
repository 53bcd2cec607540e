/** Words for people: lengths, sizes, times, tables. */

export { sizeText } from '../shared/sizeText';

/** '1:02.5', with so many decimals. */
export function clock(seconds: number, decimals = 1): string {
  const unit = 10 ** decimals;
  const units = Math.round(seconds * unit);
  const minutes = Math.floor(units / (60 * unit));
  return `${minutes}:${((units % (60 * unit)) / unit).toFixed(decimals).padStart(decimals + 3, '0')}`;
}

/** Local time to the second. */
export function timeText(unixMs: number): string {
  const date = new Date(unixMs);
  if (Number.isNaN(date.getTime())) return '?';
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** dBFS of an amplitude, -120 at least. */
export function decibels(amplitude: number): number {
  return amplitude <= 1e-6 ? -120 : 20 * Math.log10(amplitude);
}

/** What a terminal would take as a command is shown as a question mark: texts come from files. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '?');
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns of a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += /\p{M}/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return width;
}

/** Columns under each other; `right` has those with figures. */
export function tableText(rows: string[][], right: readonly number[] = []): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return right.includes(column) ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}
