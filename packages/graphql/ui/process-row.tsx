import { type CellValue, type Column, cellText } from './columns.ts';
import { escapeInvisible } from './escape.ts';
import { formatInteger } from './format.ts';
import { type ProcessGroup, type Row, rowValue } from './rows.ts';
import { view } from './settings.ts';
import { visibleColumns } from './table-columns.ts';
import { activeId, hasLevels, openRow, selectedId, toggleExpanded } from './table-state.ts';

/** Expands or collapses a row. Not focusable: the arrow keys of the table do the same. */
function Expander({ row: { id, isExpanded } }: { readonly row: Row }) {
  if (isExpanded === undefined) return <span class="expander" />;
  return (
    <span
      class="expander"
      data-expanded={isExpanded}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        toggleExpanded(id);
      }}
    />
  );
}

function Indent({ row }: { readonly row: Row }) {
  return (
    <span class="indent" style={{ '--depth': row.level - 1 }}>
      <Expander row={row} />
    </span>
  );
}

/** The key of a group and the number of its processes. */
function GroupName({ group: { key, processes } }: { readonly group: ProcessGroup }) {
  return (
    <>
      <span class="text">{key === null ? `no ${view.value}` : escapeInvisible(key)}</span>
      <span class="group-count">{formatInteger(processes.length)}</span>
    </>
  );
}

/** Background intensity of a cell, in percent; lower intensities than 5 % are not visible. */
function heatStyle({ heat }: Column, value: CellValue) {
  const intensity = heat && typeof value === 'number' ? Math.round(100 * heat(value)) : 0;
  return intensity >= 5 ? { style: { '--heat-intensity': `${intensity}%` }, 'data-heat': intensity } : {};
}

function Cell({ row, column, isFirst }: { readonly row: Row; readonly column: Column; readonly isFirst: boolean }) {
  const value = rowValue(column, row);
  const text = cellText(column, value);
  return (
    <div role="gridcell" class={`cell ${column.id} ${column.format ? 'number' : ''}`} {...heatStyle(column, value)}>
      {isFirst && hasLevels.value && <Indent row={row} />}
      {isFirst && row.group ? (
        <GroupName group={row.group} />
      ) : (
        <span class="text" title={column.format ? undefined : text}>
          {text}
        </span>
      )}
    </div>
  );
}

/** A row of the process table. */
export function ProcessRow({ row, index, top }: { readonly row: Row; readonly index: number; readonly top: number }) {
  const { id, process, level, isExpanded, position, siblingCount, isAncestorOfMatch } = row;
  const treeAttributes = hasLevels.value
    ? { 'aria-level': level, 'aria-posinset': position, 'aria-setsize': siblingCount, 'aria-expanded': isExpanded }
    : {};
  return (
    <div
      role="row"
      class="row"
      id={`row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selectedId.value === id}
      {...treeAttributes}
      data-active={activeId.value === id}
      data-ancestor-of-match={isAncestorOfMatch}
      data-pid={process?.pid}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => openRow(row)}
    >
      {visibleColumns.value.map((column, columnIndex) => (
        <Cell key={column.id} row={row} column={column} isFirst={columnIndex === 0} />
      ))}
    </div>
  );
}
