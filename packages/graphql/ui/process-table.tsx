import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Column, minTableWidth } from './columns.ts';
import { isTouch } from './media.ts';
import { ProcessRow } from './process-row.tsx';
import { sortOrder } from './settings.ts';
import { sortBy, sortColumn, tableWidth, visibleColumns } from './table-columns.ts';
import { handleTableKey } from './table-keyboard.ts';
import { activeIndex, rows, scrollRequests } from './table-state.ts';

/** Row heights in pixels, as in table.css. */
const getRowHeight = () => (isTouch.value ? 36 : 27);
const headerHeight = 32;

/** Number of rows rendered above and below the visible ones. */
const overscan = 8;

function ColumnHeader({ column }: { readonly column: Column }) {
  const isSorted = sortColumn.value === column;
  const { isDescending } = sortOrder.value;
  const direction = isDescending ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      class={`cell ${column.id} ${column.format ? 'number' : ''}`}
      aria-sort={isSorted ? direction : 'none'}
    >
      <button type="button" title={column.description} onClick={() => sortBy(column)}>
        {column.label}
        <span class="arrow" aria-hidden="true">
          {isSorted ? (isDescending ? '▾' : '▴') : ''}
        </span>
      </button>
    </div>
  );
}

/** Scroll offset and height without the header of the table, in pixels. */
function useViewport() {
  const element = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);
  const height = useSignal(600);
  useEffect(() => {
    const table = element.current as HTMLDivElement;
    const observer = new ResizeObserver(() => {
      height.value = Math.max(0, table.clientHeight - headerHeight);
      tableWidth.value = table.clientWidth / 16;
    });
    observer.observe(table);
    return () => observer.disconnect();
  }, []);
  return { element, scrollTop, height };
}

type Viewport = ReturnType<typeof useViewport>;

function scrollToActiveRow({ element, height }: Viewport): void {
  const index = activeIndex.peek();
  const table = element.current;
  if (!table || index < 0) return;
  const top = index * getRowHeight();
  const bottom = top + getRowHeight();
  if (top < table.scrollTop) table.scrollTop = top;
  else if (bottom > table.scrollTop + height.value) table.scrollTop = bottom - height.value;
}

/** The rows in the viewport. */
function TableBody({ viewport: { scrollTop, height } }: { readonly viewport: Viewport }) {
  const rowHeight = getRowHeight();
  const first = useComputed(() => Math.max(0, Math.floor(scrollTop.value / getRowHeight()) - overscan)).value;
  const length = useComputed(() => Math.ceil(height.value / getRowHeight()) + 2 * overscan + 1).value;
  return (
    <div role="rowgroup" class="table-body" style={{ height: `${rows.value.length * rowHeight}px` }}>
      {rows.value.slice(first, first + length).map((row, index) => (
        <ProcessRow key={row.id} row={row} index={first + index} top={(first + index) * rowHeight} />
      ))}
    </div>
  );
}

/** Custom properties of the table: the widths of its columns. */
const columnStyle = (columns: readonly Column[]) => ({
  '--columns': columns
    .map(({ minWidth, maxWidth }) => (maxWidth === `${minWidth}rem` ? maxWidth : `minmax(${minWidth}rem, ${maxWidth})`))
    .join(' '),
  '--min-width': `${minTableWidth(columns)}rem`,
});

/** The processes, with virtual scrolling. */
export function ProcessTable() {
  const viewport = useViewport();
  const { element, scrollTop, height } = viewport;
  const columns = visibleColumns.value;
  useSignalEffect(() => {
    if (scrollRequests.value > 0) scrollToActiveRow(viewport);
  });
  return (
    <div
      ref={element}
      id="processes"
      class="table"
      role="treegrid"
      tabIndex={0}
      aria-label="Processes"
      aria-readonly="true"
      aria-rowcount={rows.value.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={activeIndex.value < 0 ? undefined : `row-${activeIndex.value}`}
      style={columnStyle(columns)}
      onScroll={({ currentTarget }) => (scrollTop.value = currentTarget.scrollTop)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
        const pageSize = Math.max(1, Math.floor(height.value / getRowHeight()) - 1);
        if (handleTableKey(event.key, pageSize)) event.preventDefault();
      }}
    >
      <div role="rowgroup" class="table-header">
        <div role="row" class="row" aria-rowindex={1}>
          {columns.map((column) => (
            <ColumnHeader key={column.id} column={column} />
          ))}
        </div>
      </div>
      <TableBody viewport={viewport} />
    </div>
  );
}
