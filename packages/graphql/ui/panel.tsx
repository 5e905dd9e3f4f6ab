import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { commandOf, statusOf } from './columns.ts';
import { type Details, type Loaded, loaded, type Relative } from './details.ts';
import { Files, Section, Sockets } from './lists.tsx';
import type { Process } from './process.ts';
import { processes } from './processes.ts';
import { visible } from './text.ts';
import { bytes, count, duration, percent } from './units.ts';
import { close, open } from './view.ts';

function Name({ of: { id, name, pid } }: { readonly of: Relative }) {
  return (
    <button type="button" class="relative" onClick={() => open(id)}>
      <bdi>{visible(name ?? '?')}</bdi> <span class="pid">{pid}</span>
    </button>
  );
}

function Parents({ of: parents }: { readonly of: readonly Relative[] }) {
  return (
    <nav aria-label="Parents">
      <ol class="parents">
        {parents.toReversed().map((parent) => (
          <li key={parent.id}>
            <Name of={parent} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Children({ of: children }: { readonly of: readonly Relative[] }) {
  return (
    <ul class="children">
      {children.map((child) => (
        <li key={child.id}>
          <Name of={child} />
        </li>
      ))}
    </ul>
  );
}

/** A fact: its value, why it could not be read, or that there is none. */
function Fact(props: {
  readonly name: string;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}) {
  const { name, error, children } = props;
  const isNone = children === null || children === undefined || children === '';
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>
        {error ? <span class="refused">{error}</span> : isNone ? <span class="none">–</span> : <bdi>{children}</bdi>}
      </dd>
    </div>
  );
}

const written = <T,>(value: T | null | undefined, write: (value: T) => string) =>
  value === null || value === undefined ? null : write(value);

function since(createTime: string): string {
  const start = new Date(createTime);
  return `${start.toLocaleString()} (${duration((Date.now() - start.getTime()) / 1000)})`;
}

function Facts({
  of,
  now,
  errors,
}: { readonly of: Details; readonly now: Process | undefined } & Pick<Loaded, 'errors'>) {
  const fact = (name: string, field: keyof Details, value: ComponentChildren) => (
    <Fact name={name} error={errors.get(field)}>
      {value}
    </Fact>
  );
  return (
    <dl class="facts">
      {fact('Command', 'cmdline', commandOf(of))}
      {fact('Program', 'exe', written(of.exe, visible))}
      {fact('Folder', 'cwd', written(of.cwd, visible))}
      {fact('User', 'username', written(of.username, visible))}
      {fact('Status', 'status', statusOf(now?.status ?? of.status))}
      {fact('Started', 'createTime', written(of.createTime, since))}
      <Fact name="CPU">{written(now?.cpuPercent, percent)}</Fact>
      {fact(
        'CPU time',
        'cpuTimes',
        written(of.cpuTimes, ({ user, system }) => `${(user + system).toFixed(2)} s`),
      )}
      {fact(
        'Memory',
        'memoryInfo',
        written(of.memoryInfo, ({ rss, vms }) => `${bytes(rss)}, ${bytes(vms)} virtual`),
      )}
      {fact(
        'Disk',
        'ioCounters',
        written(of.ioCounters, (io) => `${bytes(io.readBytes)} read, ${bytes(io.writeBytes)} written`),
      )}
      {fact('Threads', 'numThreads', written(of.numThreads, count))}
      {fact('Descriptors', 'numFds', written(of.numFds, count))}
      {fact('Niceness', 'nice', written(of.nice, String))}
      {fact('Terminal', 'terminal', written(of.terminal, visible))}
      {of.cgroup && fact('Control group', 'cgroup', visible(of.cgroup))}
      {of.container && fact('Container', 'container', visible(of.container))}
    </dl>
  );
}

function Body({ of: { details, errors, failure } }: { readonly of: Loaded }) {
  if (!details) return <p class="notice">{failure ?? 'Loading …'}</p>;
  const now = processes.value.find(({ id }) => id === details.id);
  return (
    <>
      {failure && <p class="notice">{failure}; this is what was last known.</p>}
      {details.parents && details.parents.length > 0 && <Parents of={details.parents} />}
      <Facts of={details} now={now} errors={errors} />
      <Section name="Children" of={details.children} error={errors.get('children')}>
        {(children) => <Children of={children} />}
      </Section>
      <Section name="Connections" of={details.connections} error={errors.get('connections')}>
        {(sockets) => <Sockets of={sockets} />}
      </Section>
      <Section name="Open files" of={details.openFiles} error={errors.get('openFiles')}>
        {(files) => <Files of={files} />}
      </Section>
    </>
  );
}

/** Where the panel covers the table, who opens it goes on in it. */
const covers = matchMedia('(max-width: 75rem)');

/** A process by itself: what it is, whom it descends from, and what it has open. */
export function Panel() {
  const known = loaded.value;
  const title = useRef<HTMLHeadingElement>(null);
  const id = known?.id;
  useEffect(() => {
    if (id !== undefined && covers.matches) title.current?.focus();
  }, [id]);
  if (!known) return null;
  const process = known.details ?? processes.value.find((each) => each.id === known.id);
  return (
    <aside class="panel" aria-labelledby="panel-title" data-pid={process?.pid}>
      <header>
        <h2 id="panel-title" ref={title} tabIndex={-1}>
          <bdi>{visible(process?.name ?? 'Process')}</bdi> <span class="pid">{process?.pid}</span>
        </h2>
        <button type="button" class="icon" aria-label="Close" title="Close (Esc)" onClick={close}>
          ✕
        </button>
      </header>
      <div class="scrolls">
        <Body of={known} />
      </div>
    </aside>
  );
}
