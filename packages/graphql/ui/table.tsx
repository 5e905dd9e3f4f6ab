import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Column, columns } from './columns.ts';
import { press } from './keyboard.ts';
import { Line } from './line.tsx';
import { active, activeIndex, isTree, order, revealed, rows, sortBy } from './view.ts';

/** Pixels of a line, as in the style sheet: fingers need more. */
const narrow = matchMedia('(max-width: 40rem), (pointer: coarse)');
const lineHeight = () => (narrow.matches ? 44 : 27);
const headHeight = 32;

/** Lines that are drawn above and below those that can be seen. */
const spare = 8;

function Head({ column }: { readonly column: Column }) {
  const { column: sorted, isDescending } = order.value;
  const direction = isDescending ? 'descending' : 'ascending';
  return (
    <div role="columnheader" class={`cell ${column.id}`} aria-sort={sorted === column ? direction : 'none'}>
      <button type="button" onClick={() => sortBy(column)}>
        {column.name}
        <span class="arrow" aria-hidden="true">
          {sorted === column ? (isDescending ? '▾' : '▴') : ''}
        </span>
      </button>
    </div>
  );
}

/** What of the table can be seen: its first pixel and how many there are, without the head. */
function useViewport() {
  const element = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(600);
  const line = useSignal(lineHeight());
  useEffect(() => {
    const grid = element.current as HTMLDivElement;
    const measured = new ResizeObserver(() => {
      height.value = Math.max(0, grid.clientHeight - headHeight);
      line.value = lineHeight();
    });
    measured.observe(grid);
    return () => measured.disconnect();
  }, []);
  return { element, top, height, line };
}

type Viewport = ReturnType<typeof useViewport>;

function reveal({ element, height, line }: Viewport): void {
  const index = activeIndex.peek();
  const grid = element.current;
  if (!grid || index < 0) return;
  const from = index * line.value;
  if (from < grid.scrollTop) grid.scrollTop = from;
  else if (from + line.value > grid.scrollTop + height.value) grid.scrollTop = from + line.value - height.value;
}

function Body({ viewport: { top, height, line } }: { readonly viewport: Viewport }) {
  const first = useComputed(() => Math.max(0, Math.floor(top.value / line.value) - spare)).value;
  const length = useComputed(() => Math.ceil(height.value / line.value) + 2 * spare + 1).value;
  return (
    <div role="rowgroup" class="lines" style={{ height: `${rows.value.length * line.value}px` }}>
      {rows.value.slice(first, first + length).map((row, index) => (
        <Line key={row.process.id} row={row} index={first + index} top={(first + index) * line.value} />
      ))}
    </div>
  );
}

/** The processes: a tree or a list, of which only what can be seen is drawn. */
export function Table() {
  const viewport = useViewport();
  const { element, top, height, line } = viewport;
  useSignalEffect(() => {
    if (revealed.value > 0) reveal(viewport);
  });
  return (
    <div
      ref={element}
      id="processes"
      class="grid"
      role="treegrid"
      tabIndex={0}
      aria-label="Processes"
      aria-readonly="true"
      aria-rowcount={rows.value.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={activeIndex.value < 0 ? undefined : `process-${active.value}`}
      data-tree={isTree.value}
      onScroll={({ currentTarget }) => (top.value = currentTarget.scrollTop)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
        if (press(event.key, Math.max(1, Math.floor(height.value / line.value) - 1))) event.preventDefault();
      }}
    >
      <div role="rowgroup" class="head">
        <div role="row" class="line" aria-rowindex={1}>
          {columns.map((column) => (
            <Head key={column.id} column={column} />
          ))}
        </div>
      </div>
      <Body viewport={viewport} />
    </div>
  );
}
