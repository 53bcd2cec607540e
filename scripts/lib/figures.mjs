const COLUMNS = ['name', 'value', 'unit', 'peer', 'peerValue', 'ratio', 'goal', 'met'];

/** Throws when `list` is not a list of `{ name, value, unit, peer, peerValue, ratio, goal, met }`. */
export function checkFigures(list, from) {
  if (!Array.isArray(list)) throw new TypeError(`${from}: expected a list of figures`);
  for (const figure of list) {
    const wrong =
      typeof figure.name !== 'string' ||
      (typeof figure.value !== 'number' && figure.value !== null) ||
      typeof figure.unit !== 'string';
    if (wrong) throw new TypeError(`${from}: a figure needs name, value and unit: ${JSON.stringify(figure)}`);
  }
  return list;
}

/** A number in at most four significant digits, other values as they are, nothing as an empty cell. */
export function cell(value) {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'NO';
  if (typeof value !== 'number') return String(value);
  return Math.abs(value) >= 1e4 ? String(Math.round(value)) : String(Number(value.toPrecision(4)));
}

/** One table of all figures, columns aligned, numbers to the right. */
export function table(figures) {
  const rows = [COLUMNS, ...figures.map((figure) => COLUMNS.map((column) => cell(figure[column])))];
  const widths = COLUMNS.map((_, index) => Math.max(...rows.map((row) => row[index].length)));
  const numeric = new Set(['value', 'peerValue', 'ratio']);
  const pad = (text, index) =>
    numeric.has(COLUMNS[index]) ? text.padStart(widths[index]) : text.padEnd(widths[index]);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
