import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Column, columns } from './columns.ts';
import { ProcessRow } from './process-row.tsx';
import { handleTableKey } from './table-keyboard.ts';
import { activeId, activeIndex, isTree, rows, scrollRequests, sortBy, sortOrder } from './table-state.ts';

/** Row heights in pixels, as in table.css: touch screens need larger targets. */
const touchLayout = matchMedia('(max-width: 40rem), (pointer: coarse)');
const getRowHeight = () => (touchLayout.matches ? 44 : 27);
const headerHeight = 32;

/** Number of rows rendered above and below the visible ones. */
const overscan = 8;

function ColumnHeader({ column }: { readonly column: Column }) {
  const { column: sortColumn, isDescending } = sortOrder.value;
  const direction = isDescending ? 'descending' : 'ascending';
  return (
    <div role="columnheader" class={`cell ${column.id}`} aria-sort={sortColumn === column ? direction : 'none'}>
      <button type="button" onClick={() => sortBy(column)}>
        {column.label}
        <span class="arrow" aria-hidden="true">
          {sortColumn === column ? (isDescending ? '▾' : '▴') : ''}
        </span>
      </button>
    </div>
  );
}

/** Scroll offset, height without the header, and row height of the table, in pixels. */
function useViewport() {
  const element = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);
  const height = useSignal(600);
  const rowHeight = useSignal(getRowHeight());
  useEffect(() => {
    const table = element.current as HTMLDivElement;
    const observer = new ResizeObserver(() => {
      height.value = Math.max(0, table.clientHeight - headerHeight);
      rowHeight.value = getRowHeight();
    });
    observer.observe(table);
    return () => observer.disconnect();
  }, []);
  return { element, scrollTop, height, rowHeight };
}

type Viewport = ReturnType<typeof useViewport>;

function scrollToActiveRow({ element, height, rowHeight }: Viewport): void {
  const index = activeIndex.peek();
  const table = element.current;
  if (!table || index < 0) return;
  const top = index * rowHeight.value;
  const bottom = top + rowHeight.value;
  if (top < table.scrollTop) table.scrollTop = top;
  else if (bottom > table.scrollTop + height.value) table.scrollTop = bottom - height.value;
}

/** The rows in the viewport. */
function TableBody({ viewport: { scrollTop, height, rowHeight } }: { readonly viewport: Viewport }) {
  const first = useComputed(() => Math.max(0, Math.floor(scrollTop.value / rowHeight.value) - overscan)).value;
  const length = useComputed(() => Math.ceil(height.value / rowHeight.value) + 2 * overscan + 1).value;
  return (
    <div role="rowgroup" class="table-body" style={{ height: `${rows.value.length * rowHeight.value}px` }}>
      {rows.value.slice(first, first + length).map((row, index) => (
        <ProcessRow key={row.process.id} row={row} index={first + index} top={(first + index) * rowHeight.value} />
      ))}
    </div>
  );
}

/** The processes as a tree or a list, with virtual scrolling. */
export function ProcessTable() {
  const viewport = useViewport();
  const { element, scrollTop, height, rowHeight } = viewport;
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
      aria-activedescendant={activeIndex.value < 0 ? undefined : `process-${activeId.value}`}
      data-tree={isTree.value}
      onScroll={({ currentTarget }) => (scrollTop.value = currentTarget.scrollTop)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
        const pageSize = Math.max(1, Math.floor(height.value / rowHeight.value) - 1);
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
