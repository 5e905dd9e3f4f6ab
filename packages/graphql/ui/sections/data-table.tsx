import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formatInteger } from '../format.ts';

/** A column of a {@link DataTable}. */
export interface DataColumn<T> {
  readonly label: string;
  readonly cell: (item: T) => ComponentChildren;
  readonly isNumber?: boolean;
}

/** Number of rows rendered at first: a machine may have many thousands of sockets. */
const initialRows = 200;

/** A table of a section, with its title and the number of its rows. */
export function DataTable<T>(props: {
  readonly title: string;
  readonly columns: readonly DataColumn<T>[];
  readonly items: readonly T[];
  readonly itemKey: (item: T, index: number) => string | number;
  readonly total?: number | undefined;
}) {
  const { title, columns, items, itemKey, total = items.length } = props;
  const [limit, setLimit] = useState(initialRows);
  return (
    <div class="block" data-table={title.toLowerCase()}>
      <h2>
        {title} <span class="count">{formatInteger(total)}</span>
      </h2>
      <div class="table-frame" tabIndex={0} role="group" aria-label={title}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.label} scope="col" class={column.isNumber ? 'number' : ''}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.slice(0, limit).map((item, index) => (
              <tr key={itemKey(item, index)}>
                {columns.map((column) => (
                  <td key={column.label} class={column.isNumber ? 'number' : ''}>
                    {column.cell(item)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {items.length > limit && (
        <button type="button" class="show-more" onClick={() => setLimit(limit * 10)}>
          {formatInteger(items.length - limit)} more
        </button>
      )}
    </div>
  );
}
