import { computed, signal } from '@preact/signals';
import type { GraphQLResponse } from './graphql-client.ts';
import type { Process } from './process.ts';
import { historySeconds, recordHistory } from './process-history.ts';
import { openStream } from './stream.ts';
import { selection } from './table-columns.ts';

/** The processes. */
export const processes = signal<readonly Process[]>([]);

/** Number of all processes, which may exceed the number of {@link processes}. */
export const totalCount = signal(0);

const operation = computed(() => ({
  query: `subscription Processes {
  processes(first: 5000, interval: ${historySeconds}) { totalCount edges { node { ${selection.value} } } }
}`,
}));

interface SubscriptionData {
  readonly processes: { readonly totalCount: number; readonly edges: readonly { readonly node: Process }[] } | null;
}

function handleResponse({ data, errors }: GraphQLResponse<SubscriptionData>): void {
  if (!data?.processes) throw new Error(errors?.[0]?.message ?? 'the server returned no processes');
  processes.value = data.processes.edges.map(({ node }) => node);
  totalCount.value = data.processes.totalCount;
  recordHistory(processes.value, performance.now() / 1000);
}

/** The stream of the processes, every two seconds. */
export const processStream = openStream(operation, handleResponse);
