import { render } from 'preact';
import { Charts } from './charts.tsx';
import { formatInteger } from './format.ts';
import { Header } from './header.tsx';
import { ProcessPanel } from './process-panel.tsx';
import { ProcessTable } from './process-table.tsx';
import { processes, totalCount } from './processes.ts';
import { Shortcuts } from './shortcuts.tsx';
import { needsToken } from './stream.ts';
import { isTree, rows, search } from './table-state.ts';
import { TokenForm } from './token-form.tsx';

function ViewSwitch() {
  return (
    <div class="view-switch" role="group" aria-label="View">
      <button type="button" aria-pressed={isTree.value} onClick={() => (isTree.value = true)}>
        Tree
      </button>
      <button type="button" aria-pressed={!isTree.value} onClick={() => (isTree.value = false)}>
        List
      </button>
    </div>
  );
}

function formatCount(): string {
  const matches = rows.value.filter(({ isAncestorOfMatch }) => !isAncestorOfMatch).length;
  const isTruncated = totalCount.value > processes.value.length;
  const total = `${isTruncated ? `first ${formatInteger(processes.value.length)} of ` : ''}${formatInteger(totalCount.value)}`;
  return search.value.trim() === '' ? total : `${formatInteger(matches)} of ${total}`;
}

function Toolbar() {
  return (
    <div class="toolbar">
      <h2 id="processes-title">Processes</h2>
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
    </div>
  );
}

function App() {
  return (
    <>
      <Header />
      {needsToken.value ? (
        <TokenForm />
      ) : (
        <main>
          <Charts />
          <section class="processes" aria-labelledby="processes-title">
            <Toolbar />
            <ProcessTable />
          </section>
          <ProcessPanel />
        </main>
      )}
      <Shortcuts />
    </>
  );
}

render(<App />, document.body);
