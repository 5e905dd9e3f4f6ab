import { columns } from './columns.ts';
import { formatInteger } from './format.ts';
import { processes, totalCount } from './processes.ts';
import { isMatch } from './rows.ts';
import { columnIds, search, type View, view, views } from './settings.ts';
import { toggleColumn, visibleColumns } from './table-columns.ts';

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

function formatCount(): string {
  const shown = processes.value.length;
  const total = `${totalCount.value > shown ? `first ${formatInteger(shown)} of ` : ''}${formatInteger(totalCount.value)}`;
  if (search.value.trim() === '') return total;
  return `${formatInteger(processes.value.filter((process) => isMatch(process, search.value)).length)} of ${total}`;
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
      <ViewSwitch />
      <ColumnChooser />
    </div>
  );
}
