import { columns } from './columns.ts';
import type { Process } from './process.ts';
import type { Row } from './tree.ts';
import { active, isTree, open, opened, toggle } from './view.ts';

/** Shows and hides the children; the keys do the same in the table, so that it is no stop of its own for them. */
function Twisty({ row: { process, isOpen } }: { readonly row: Row }) {
  if (isOpen === undefined) return <span class="twisty" />;
  return (
    <span
      class="twisty"
      data-open={isOpen}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        toggle(process.id);
      }}
    />
  );
}

/** How much of a cell is filled: of one CPU. */
const filled = ({ cpuPercent }: Process) => `${Math.min(100, cpuPercent ?? 0)}%`;

/** A process as a line of the table. */
export function Line({ row, index, top }: { readonly row: Row; readonly index: number; readonly top: number }) {
  const { process, level, isOpen, place, siblings, isContext } = row;
  const isActive = active.value === process.id;
  const tree = isTree.value
    ? { 'aria-level': level, 'aria-posinset': place, 'aria-setsize': siblings, 'aria-expanded': isOpen }
    : {};
  return (
    <div
      role="row"
      class="line"
      id={`process-${process.id}`}
      aria-rowindex={index + 2}
      aria-selected={opened.value === process.id}
      {...tree}
      data-active={isActive}
      data-context={isContext}
      data-pid={process.pid}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => open(process.id)}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          class={`cell ${column.id}`}
          {...(column.id === 'cpu' ? { style: { '--filled': filled(process) } } : {})}
        >
          {column.id === 'name' && isTree.value ? (
            <span class="branch" style={{ '--level': level - 1 }}>
              <Twisty row={row} />
            </span>
          ) : null}
          <span class="text">{column.text(process)}</span>
        </div>
      ))}
    </div>
  );
}
