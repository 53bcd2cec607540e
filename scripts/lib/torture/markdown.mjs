import { cell } from '../figures.mjs';

const BEGIN = '<!-- counts: begin -->';
const END = '<!-- counts: end -->';

function nameOf({ name, unit }) {
  return unit === '' ? name : `${name}, ${unit}`;
}

/** The counts as a Markdown table, with the line that made them above. */
export function markdownTable(figures, command) {
  const rows = figures.map((figure) => `| ${nameOf(figure)} | ${cell(figure.value)} | ${cell(figure.goal)} |`);
  return [`Made by \`${command}\`.`, '', '| count | value | must be |', '|---|---|---|', ...rows].join('\n');
}

/** The text with what stands between its two marker lines replaced; undefined when it has no such lines. */
export function replaceCounts(text, table) {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) return undefined;
  return `${text.slice(0, begin + BEGIN.length)}\n${table}\n${text.slice(end)}`;
}
