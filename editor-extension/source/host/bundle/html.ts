/** Pieces of a page that stands alone. */

export type Cell = string | { figure: number | null; digits: number };

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Nothing where there are no rows. */
export function htmlTable(heading: string, columns: string[], rows: Cell[][]): string {
  if (rows.length === 0) return '';
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('');
  return `<h3>${escapeHtml(heading)}</h3><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

export function htmlList(heading: string, items: string[]): string {
  if (items.length === 0) return '';
  return `<h3>${escapeHtml(heading)}</h3><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function cellHtml(cell: Cell): string {
  if (typeof cell === 'string') return `<td>${escapeHtml(cell)}</td>`;
  return `<td class="n">${cell.figure === null ? '–' : cell.figure.toFixed(cell.digits)}</td>`;
}
