import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useTexts } from '../context';
import { Button } from '../controls';

const PAGE = 300;

export interface Column {
  key: string;
  label: string;
  /** Right-aligned, digits of one width. */
  numeric?: boolean;
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  cell: (row: Row, column: string) => ComponentChildren;
  /** The row that is now. */
  isCurrent?: (row: Row) => boolean;
  /** Of a click anywhere in the row; the row's button does the same for keys. */
  onRow?: (row: Row) => void;
}

/** A table whose first column is the row's head. Long ones grow by a button: nobody scrolls through 20000 rows. */
export function Table<Row>({ caption, columns, rows, keyOf, cell, isCurrent, onRow }: TableProps<Row>) {
  const texts = useTexts();
  const [most, setMost] = useState(PAGE);
  const shown = rows.slice(0, most);
  const pick = (row: Row, event: MouseEvent): void => {
    const target = event.target;
    if (target instanceof Element && target.closest('button, a, input') === null) onRow?.(row);
  };
  return (
    <>
      <table class={`vr-table${onRow ? ' vr-table-active' : ''}`}>
        <caption class="vr-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, numeric }) => (
              <th key={key} scope="col" class={numeric ? 'vr-number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr
              key={keyOf(row)}
              class={isCurrent?.(row) ? 'vr-current' : undefined}
              onClick={(event) => {
                pick(row, event);
              }}
            >
              {columns.map(({ key, numeric }, place) =>
                place === 0 ? (
                  <th key={key} scope="row" class={numeric ? 'vr-number' : undefined}>
                    {cell(row, key)}
                  </th>
                ) : (
                  <td key={key} class={numeric ? 'vr-number' : undefined}>
                    {cell(row, key)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most ? (
        <Button
          label={texts.more(Math.min(PAGE, rows.length - most))}
          onClick={() => {
            setMost(most + PAGE);
          }}
        />
      ) : null}
    </>
  );
}
