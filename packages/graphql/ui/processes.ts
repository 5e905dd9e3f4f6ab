import { signal } from '@preact/signals';
import { type GraphQLResponse, subscribe } from './graphql-client.ts';
import type { Process } from './process.ts';
import { openStream } from './stream.ts';

/** The last snapshot of the processes. */
export const processes = signal<readonly Process[]>([]);

/** Number of all processes, which may exceed the length of the snapshot. */
export const totalCount = signal(0);

const query = `subscription Processes {
  processes(first: 5000, interval: 2) {
    totalCount
    edges {
      node { id pid ppid name username status numThreads cpuPercent memoryInfo { rss } cmdline isKernelProcess }
    }
  }
}`;

interface SubscriptionData {
  readonly processes: { readonly totalCount: number; readonly edges: readonly { readonly node: Process }[] } | null;
}

function handleResponse({ data, errors }: GraphQLResponse<SubscriptionData>): void {
  if (!data?.processes) throw new Error(errors?.[0]?.message ?? 'the server returned no processes');
  processes.value = data.processes.edges.map(({ node }) => node);
  totalCount.value = data.processes.totalCount;
}

/** The stream of the processes, one snapshot every two seconds. */
export const processStream = openStream((signal) => subscribe<SubscriptionData>({ query }, signal), handleResponse);
