import { host } from './host.ts';
import { showKeys } from './keys.tsx';
import type { Feed, FeedState } from './live.ts';
import { machineFeed, samples } from './machine.ts';
import { processFeed } from './processes.ts';
import { visible } from './text.ts';
import { theme, themes } from './theme.ts';
import { count, duration } from './units.ts';

const words: Readonly<Record<FeedState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Connection lost, trying again',
  paused: 'Paused',
  refused: 'A token is needed',
};

/** Of the states of two feeds, the one to be told. */
const worst: readonly FeedState[] = ['refused', 'lost', 'paused', 'connecting', 'live'];

function State() {
  const feeds: readonly Feed[] = [machineFeed, processFeed];
  const state = worst.find((each) => feeds.some((feed) => feed.state.value === each)) ?? 'connecting';
  const reason = state === 'lost' ? feeds.find((feed) => feed.state.value === 'lost')?.reason.value : undefined;
  return (
    <span class="state" role="status" data-state={state}>
      {words[state]}
      {reason && <span class="reason"> ({reason})</span>}
    </span>
  );
}

function Machine() {
  const known = host.value;
  if (!known) return <p class="machine" />;
  const { hostname, os, kernel, arch, container } = known.host;
  const now = samples.value.at(-1)?.time ?? Date.now() / 1000;
  const facts = [
    [os.name, os.version].filter(Boolean).join(' '),
    [kernel, arch].filter(Boolean).join(' '),
    container && `in ${container}`,
    known.cpu.count && `${count(known.cpu.count)} CPUs`,
    `up ${duration(now - Date.parse(known.system.bootTime) / 1000)}`,
  ];
  return (
    <p class="machine">
      <strong>
        <bdi>{visible(hostname)}</bdi>
      </strong>
      {facts.filter(Boolean).map((fact) => (
        <span key={fact}>{visible(String(fact))}</span>
      ))}
    </p>
  );
}

function ThemeButton() {
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'auto';
  return (
    <button type="button" title={`Colours: ${theme.value}`} onClick={() => (theme.value = next)} data-action="theme">
      {{ auto: '◐', light: '☀', dark: '☾' }[theme.value]}
      <span class="for-readers"> Colours: {theme.value}</span>
    </button>
  );
}

/** Which machine this is, and how the page is connected to it. */
export function Header() {
  return (
    <header class="top">
      <h1>psutil</h1>
      <Machine />
      <State />
      <nav aria-label="Page">
        <a href="graphql">GraphiQL</a>
        <ThemeButton />
        <button type="button" title="Keys (?)" onClick={showKeys}>
          ?<span class="for-readers"> Keys</span>
        </button>
      </nav>
    </header>
  );
}
