import { render } from 'preact';
import { Charts } from './charts.tsx';
import { Header } from './header.tsx';
import { Keys } from './keys.tsx';
import { needsToken } from './live.ts';
import { Panel } from './panel.tsx';
import { processes, totalCount } from './processes.ts';
import { Table } from './table.tsx';
import { TokenForm } from './token-form.tsx';
import { count } from './units.ts';
import { isTree, rows, search } from './view.ts';

function Shape() {
  return (
    <div class="shape" role="group" aria-label="Shape of the table">
      <button type="button" aria-pressed={isTree.value} onClick={() => (isTree.value = true)}>
        Tree
      </button>
      <button type="button" aria-pressed={!isTree.value} onClick={() => (isTree.value = false)}>
        List
      </button>
    </div>
  );
}

function howMany(): string {
  const found = rows.value.filter(({ isContext }) => !isContext).length;
  const all = totalCount.value > processes.value.length ? `the first ${count(processes.value.length)} of ` : '';
  const total = `${all}${count(totalCount.value)}`;
  return search.value.trim() === '' ? total : `${count(found)} of ${total}`;
}

function Tools() {
  return (
    <div class="tools">
      <h2 id="processes-title">Processes</h2>
      <span class="count" data-count={totalCount.value}>
        {howMany()}
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
      <Shape />
    </div>
  );
}

function Page() {
  return (
    <>
      <Header />
      {needsToken.value ? (
        <TokenForm />
      ) : (
        <main>
          <Charts />
          <section class="processes" aria-labelledby="processes-title">
            <Tools />
            <Table />
          </section>
          <Panel />
        </main>
      )}
      <Keys />
    </>
  );
}

render(<Page />, document.body);
