import { columns } from './columns.ts';
import { formatInteger } from './format.ts';
import { totalCount } from './processes.ts';
import { isMatch } from './rows.ts';
import { columnIds, search, showsKernel, type View, view, views } from './settings.ts';
import { toggleColumn, visibleColumns } from './table-columns.ts';
import { shownProcesses } from './table-state.ts';

const viewLabels: Readonly<Record<View, readonly [label: string, title: string]>> = {
  list: ['List', 'All processes'],
  tree: ['Tree', 'Processes below their parents'],
  user: ['User', 'Processes grouped by user'],
  program: ['Program', 'Processes grouped by name'],
  container: ['Container', 'Processes grouped by container'],
};

function ViewSwitch() {
  return (
    <div class="view-switch" role="group" aria-label="View">
      {views.map((each) => (
        <button
          key={each}
          type="button"
          title={viewLabels[each][1]}
          aria-pressed={view.value === each}
          onClick={() => (view.value = each)}
        >
          {viewLabels[each][0]}
        </button>
      ))}
    </div>
  );
}

function ColumnChooser() {
  const visible = visibleColumns.value;
  return (
    <>
      <button type="button" popovertarget="columns" class="columns-button">
        Columns
      </button>
      <div id="columns" popover="auto" role="dialog" aria-label="Columns">
        {columns.slice(1).map((column) => (
          <label key={column.id} title={column.description}>
            <input type="checkbox" checked={visible.includes(column)} onChange={() => toggleColumn(column)} />
            {column.label} <span class="hint">{column.description}</span>
          </label>
        ))}
        <button type="button" disabled={!columnIds.value} onClick={() => (columnIds.value = undefined)}>
          Reset
        </button>
      </div>
    </>
  );
}

/** Returns the number of processes that match the search and settings, and of all processes. */
function formatCount(): string {
  const total = formatInteger(totalCount.value);
  const matches = shownProcesses.value.filter((process) => isMatch(process, search.value)).length;
  return matches === totalCount.value ? total : `${formatInteger(matches)} of ${total}`;
}

/** The number of processes, the search field, and the settings of the table. */
export function Toolbar() {
  return (
    <div class="toolbar">
      <span class="count" data-count={totalCount.value}>
        {formatCount()}
      </span>
      <input
        id="search"
        type="search"
        placeholder="Name, command, user or PID"
        aria-label="Search processes"
        aria-keyshortcuts="/"
        autocomplete="off"
        spellcheck={false}
        value={search.value}
        onInput={({ currentTarget }) => (search.value = currentTarget.value)}
      />
      <button
        type="button"
        class="kernel-switch"
        title="Show kernel threads and processes"
        aria-pressed={showsKernel.value}
        onClick={() => (showsKernel.value = !showsKernel.value)}
      >
        Kernel
      </button>
      <ViewSwitch />
      <ColumnChooser />
    </div>
  );
}
