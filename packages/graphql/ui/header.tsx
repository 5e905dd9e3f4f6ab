import { effect } from '@preact/signals';
import { escapeInvisible } from './escape.ts';
import { formatDuration, formatInteger } from './format.ts';
import { hostInfo } from './host-info.ts';
import { metricsStream, samples } from './metrics.ts';
import { processStream } from './processes.ts';
import { theme, themes } from './settings.ts';
import { showShortcuts } from './shortcuts.tsx';
import type { Stream, StreamState } from './stream.ts';
import { Vitals } from './vitals.tsx';

const stateLabels: Readonly<Record<StreamState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  disconnected: 'Connection lost, reconnecting',
  paused: 'Paused',
  unauthorized: 'Access token required',
};

/** States in the order in which they are displayed if the streams differ. */
const statePriority: readonly StreamState[] = ['unauthorized', 'disconnected', 'paused', 'connecting', 'live'];

function ConnectionState() {
  const streams: readonly Stream[] = [metricsStream, processStream];
  const state = statePriority.find((each) => streams.some((stream) => stream.state.value === each)) ?? 'connecting';
  const reason =
    state === 'disconnected'
      ? streams.find((stream) => stream.state.value === 'disconnected')?.disconnectReason.value
      : undefined;
  return (
    <span class="connection" role="status" data-state={state}>
      {stateLabels[state]}
      {reason && <span class="reason"> ({reason})</span>}
    </span>
  );
}

function HostSummary() {
  const { host, cpu, system } = hostInfo.value ?? {};
  const now = samples.value.at(-1)?.time ?? Date.now() / 1000;
  const items = [
    [host?.os.name, host?.os.version].filter(Boolean).join(' '),
    [host?.kernel, host?.arch].filter(Boolean).join(' '),
    host?.container && `${host.container} container`,
    cpu?.count && `${formatInteger(cpu.count)} CPUs`,
    system?.bootTime && `up ${formatDuration(now - Date.parse(system.bootTime) / 1000)}`,
  ];
  return (
    <p class="host">
      {host && (
        <strong>
          <bdi>{escapeInvisible(host.hostname)}</bdi>
        </strong>
      )}
      {items.filter(Boolean).map((item) => (
        <span key={item}>{escapeInvisible(String(item))}</span>
      ))}
    </p>
  );
}

function ThemeButton() {
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'auto';
  const label = `Color theme: ${theme.value}`;
  return (
    <button type="button" title={label} onClick={() => (theme.value = next)} data-action="theme">
      {{ auto: '◐', light: '☀', dark: '☾' }[theme.value]}
      <span class="visually-hidden"> {label}</span>
    </button>
  );
}

// The title of an inactive tab shows the load, too.
effect(() => {
  const { cpu, memory } = samples.value.at(-1) ?? {};
  const load = [cpu && `CPU ${Math.round(cpu.percent)} %`, memory && `memory ${Math.round(memory.percent)} %`];
  const hostname = hostInfo.value?.host?.hostname;
  document.title = [hostname && escapeInvisible(hostname), ...load, 'psutil'].filter(Boolean).join(' · ');
});

/** The host, the connection state, and the links and settings. */
export function Header() {
  return (
    <header class="header">
      <h1>psutil</h1>
      <HostSummary />
      <Vitals />
      <ConnectionState />
      <nav aria-label="Links and settings">
        <a href="graphql">GraphiQL</a>
        <ThemeButton />
        <button type="button" title="Keyboard shortcuts (?)" onClick={showShortcuts}>
          ?<span class="visually-hidden"> Keyboard shortcuts</span>
        </button>
      </nav>
    </header>
  );
}
