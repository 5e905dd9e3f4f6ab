import { batch, computed, effect, signal } from '@preact/signals';
import { type GraphQLResponse, type List, nodesOf } from './graphql-client.ts';
import { request } from './poll.ts';
import type { Process } from './process.ts';
import { historySeconds, recordHistory } from './process-history.ts';
import { openStream } from './stream.ts';
import { selection } from './table-columns.ts';

/** The processes. */
export const processes = signal<readonly Process[]>([]);

/** Number of all processes. */
export const totalCount = signal(0);

const operation = computed(() => ({
  query: `subscription Processes {
  processChanges(interval: ${historySeconds}) { totalCount removed changed { ${selection.value} } }
}`,
}));

interface SubscriptionData {
  readonly processChanges: {
    readonly totalCount: number;
    readonly removed: readonly string[];
    readonly changed: readonly Process[];
  } | null;
}

/** The processes of the current connection by ID. */
const received = new Map<string, Process>();

function show(all: Iterable<Process>, count: number): void {
  batch(() => {
    processes.value = [...all];
    totalCount.value = count;
  });
}

interface QueryData {
  readonly processes: List<Process> | null;
}

/** Shows the processes until the first event of the subscription, which takes an interval. */
async function loadProcesses(): Promise<void> {
  const query = `query Processes { processes(first: 5000) { totalCount edges { node { ${selection.value} } } } }`;
  const { data } = await request<QueryData>({ query }, new AbortController().signal);
  if (data?.processes && received.size === 0) show(nodesOf(data.processes), data.processes.totalCount);
}

/** Applies the changes; the first event of a connection has all processes. */
function handleResponse({ data, errors }: GraphQLResponse<SubscriptionData>, isFirst: boolean): void {
  const changes = data?.processChanges;
  if (!changes) throw new Error(errors?.[0]?.message ?? 'the server returned no processes');
  if (isFirst) received.clear();
  for (const id of changes.removed) received.delete(id);
  for (const process of changes.changed) received.set(process.id, process);
  show(received.values(), changes.totalCount);
  recordHistory(processes.value, performance.now() / 1000);
}

/** The stream of the changes of processes, every two seconds. */
export const processStream = openStream(operation, handleResponse);

effect(() => {
  if (processStream.state.value === 'connecting' && received.size === 0) void loadProcesses();
});
