import { columns } from './columns.ts';
import type { Process } from './process.ts';
import type { Row } from './process-tree.ts';
import { activeId, isTree, selectedId, selectProcess, toggleExpanded } from './table-state.ts';

/** Expands or collapses a row. Not focusable: the arrow keys of the table do the same. */
function Expander({ row: { process, isExpanded } }: { readonly row: Row }) {
  if (isExpanded === undefined) return <span class="expander" />;
  return (
    <span
      class="expander"
      data-expanded={isExpanded}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        toggleExpanded(process.id);
      }}
    />
  );
}

/** Width of the bar in a CPU cell: 100 % is one CPU. */
const cpuBarWidth = ({ cpuPercent }: Process) => `${Math.min(100, cpuPercent ?? 0)}%`;

/** A row of the process table. */
export function ProcessRow({ row, index, top }: { readonly row: Row; readonly index: number; readonly top: number }) {
  const { process, level, isExpanded, position, siblingCount, isAncestorOfMatch } = row;
  const treeAttributes = isTree.value
    ? { 'aria-level': level, 'aria-posinset': position, 'aria-setsize': siblingCount, 'aria-expanded': isExpanded }
    : {};
  return (
    <div
      role="row"
      class="row"
      id={`process-${process.id}`}
      aria-rowindex={index + 2}
      aria-selected={selectedId.value === process.id}
      {...treeAttributes}
      data-active={activeId.value === process.id}
      data-ancestor-of-match={isAncestorOfMatch}
      data-pid={process.pid}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => selectProcess(process.id)}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          class={`cell ${column.id}`}
          {...(column.id === 'cpu' ? { style: { '--cpu-bar-width': cpuBarWidth(process) } } : {})}
        >
          {column.id === 'name' && isTree.value ? (
            <span class="indent" style={{ '--depth': level - 1 }}>
              <Expander row={row} />
            </span>
          ) : null}
          <span class="text">{column.text(process)}</span>
        </div>
      ))}
    </div>
  );
}
