import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ActionButtons } from './action-dialog.tsx';
import { commandLine } from './columns.ts';
import { escapeInvisible } from './escape.ts';
import {
  formatBytes,
  formatDuration,
  formatIfKnown,
  formatInteger,
  formatNice,
  formatPercent,
  formatStatus,
} from './format.ts';
import { nodesOf } from './graphql-client.ts';
import { isPanelOverlay } from './media.ts';
import { ListSection, OpenFileList, SocketList } from './panel-lists.tsx';
import { notSupported } from './poll.ts';
import type { Process, ProcessReference } from './process.ts';
import { type ProcessDetails, type Selection, selection } from './process-details.ts';
import { historyCapacity, historyOf, historySeconds } from './process-history.ts';
import { processes } from './processes.ts';
import { Placeholder, ProcessLink } from './sections/text.tsx';
import { Sparkline } from './sparkline.tsx';
import { closePanel } from './table-state.ts';

/** The ancestors as a breadcrumb navigation, root first. */
function Parents({ parents }: { readonly parents: readonly ProcessReference[] }) {
  return (
    <nav aria-label="Parents">
      <ol class="parents">
        {parents.toReversed().map((parent) => (
          <li key={parent.id}>
            <ProcessLink process={parent} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function ChildList({ items }: { readonly items: readonly ProcessReference[] }) {
  return (
    <ul class="children">
      {items.map((child) => (
        <li key={child.id}>
          <ProcessLink process={child} />
        </li>
      ))}
    </ul>
  );
}

/** Length of a text from which its element may have to be scrolled, and is therefore focusable. */
const maxVisibleText = 150;

/** A label with its value, the error that prevented reading it, or a dash for an empty value. */
function Property(props: {
  readonly label: string;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}) {
  const { label, error, children } = props;
  const isEmpty = children === null || children === undefined || children === '';
  return (
    <div class="property">
      <dt>{label}</dt>
      <dd tabIndex={typeof children === 'string' && children.length > maxVisibleText ? 0 : undefined}>
        {error ? <span class="error">{error}</span> : isEmpty ? <span class="unknown">–</span> : <bdi>{children}</bdi>}
      </dd>
    </div>
  );
}

function formatStartTime(createTime: string): string {
  const start = new Date(createTime);
  return `${start.toLocaleString()} (${formatDuration((Date.now() - start.getTime()) / 1000)} ago)`;
}

const formatCpuTimes = ({ user, system }: NonNullable<ProcessDetails['cpuTimes']>) => `${(user + system).toFixed(2)} s`;
const formatMemory = ({ rss, vms }: NonNullable<ProcessDetails['memoryInfo']>) =>
  `${formatBytes(rss)} RSS, ${formatBytes(vms)} virtual`;
/** Returns the bytes, or on a system that does not count them the operations. */
const formatIo = ({ readCount, writeCount, readBytes, writeBytes }: NonNullable<ProcessDetails['ioCounters']>) =>
  readBytes === null || writeBytes === null
    ? `${readCount} reads, ${writeCount} writes`
    : `${formatBytes(readBytes)} read, ${formatBytes(writeBytes)} written`;

/** The properties of a process; `listed` is the process in the table, which is refreshed more often. */
function Properties({
  details,
  listed,
  errors,
}: { readonly details: ProcessDetails; readonly listed: Process | undefined } & Pick<Selection, 'errors'>) {
  const property = (label: string, field: keyof ProcessDetails, value: ComponentChildren) =>
    errors.get(field) === notSupported ? null : (
      <Property label={label} error={errors.get(field)}>
        {value}
      </Property>
    );
  return (
    <dl class="properties">
      {property('Command line', 'cmdline', commandLine(details))}
      {property('Executable', 'exe', formatIfKnown(details.exe, escapeInvisible))}
      {property('Working directory', 'cwd', formatIfKnown(details.cwd, escapeInvisible))}
      {property('User', 'username', formatIfKnown(details.username, escapeInvisible))}
      {property('Status', 'status', formatStatus(listed?.status ?? details.status))}
      {property('Start time', 'createTime', formatIfKnown(details.createTime, formatStartTime))}
      <Property label="CPU usage">{formatIfKnown(listed?.cpuPercent, formatPercent)}</Property>
      {property('CPU time', 'cpuTimes', formatIfKnown(details.cpuTimes, formatCpuTimes))}
      {property('Memory', 'memoryInfo', formatIfKnown(details.memoryInfo, formatMemory))}
      {property('Disk I/O', 'ioCounters', formatIfKnown(details.ioCounters, formatIo))}
      {property('Threads', 'numThreads', formatIfKnown(details.numThreads, formatInteger))}
      {property('File descriptors', 'numFds', formatIfKnown(details.numFds, formatInteger))}
      {property('Handles', 'numHandles', formatIfKnown(details.numHandles, formatInteger))}
      {property('Nice value', 'nice', formatIfKnown(details.nice, formatNice))}
      {property('Terminal', 'terminal', formatIfKnown(details.terminal, escapeInvisible))}
      {details.cgroup && property('Cgroup', 'cgroup', escapeInvisible(details.cgroup))}
      {details.container && property('Container', 'container', escapeInvisible(details.container))}
    </dl>
  );
}

/** CPU usage and memory of a process since the page was opened. */
function History({ id }: { readonly id: string }) {
  const { cpuPercent, rss } = historyOf(id);
  const common = { capacity: historyCapacity, secondsPerValue: historySeconds };
  return (
    <div class="history" data-events={processes.value.length > 0 ? cpuPercent.length : 0}>
      <Sparkline {...common} label="CPU" color="blue" values={cpuPercent} minMax={10} format={formatPercent} />
      <Sparkline {...common} label="RSS" color="orange" values={rss} minMax={2 ** 20} format={formatBytes} />
    </div>
  );
}

function PanelBody({ selection: { details, errors, failure } }: { readonly selection: Selection }) {
  if (!details) return <Placeholder failure={failure} />;
  const listed = processes.value.find(({ id }) => id === details.id);
  return (
    <>
      {failure && <p class="notice">{failure}; showing the last known values</p>}
      <History id={details.id} />
      {details.parents && details.parents.length > 0 && <Parents parents={details.parents} />}
      <Properties details={details} listed={listed} errors={errors} />
      <ListSection title="Children" items={details.children} error={errors.get('children')}>
        {(children) => <ChildList items={children} />}
      </ListSection>
      <ListSection
        title="Connections"
        items={details.sockets && nodesOf(details.sockets)}
        total={details.sockets?.totalCount}
        error={errors.get('sockets')}
      >
        {(sockets) => <SocketList sockets={sockets} />}
      </ListSection>
      <ListSection
        title="Open files"
        items={details.openFiles && nodesOf(details.openFiles)}
        total={details.openFiles?.totalCount}
        error={errors.get('openFiles')}
      >
        {(files) => <OpenFileList files={files} />}
      </ListSection>
    </>
  );
}

/** The panel with the details of the selected process. */
export function ProcessPanel() {
  const selected = selection.value;
  const title = useRef<HTMLHeadingElement>(null);
  const id = selected?.id;
  useEffect(() => {
    if (id !== undefined && isPanelOverlay.value) title.current?.focus();
  }, [id]);
  if (!selected) return null;
  const process = selected.details ?? processes.value.find((each) => each.id === selected.id);
  return (
    <aside class="panel" aria-labelledby="panel-title" data-pid={process?.pid}>
      <header>
        <h2 id="panel-title" ref={title} tabIndex={-1}>
          <bdi>{escapeInvisible(process?.name ?? 'Process')}</bdi> <span class="pid">{process?.pid}</span>
        </h2>
        <button type="button" class="icon" aria-label="Close" title="Close (Esc)" onClick={closePanel}>
          ✕
        </button>
      </header>
      {selected.details && <ActionButtons target={selected.details} />}
      <div class="panel-body" tabIndex={0} role="group" aria-label="Details">
        <PanelBody selection={selected} />
      </div>
    </aside>
  );
}
