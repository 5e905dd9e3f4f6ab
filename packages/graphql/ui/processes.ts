import { signal } from '@preact/signals';
import { type Answer, subscribe } from './api.ts';
import { follow } from './live.ts';
import type { Process } from './process.ts';

/** All processes, as they were last told. */
export const processes = signal<readonly Process[]>([]);

/** How many there are, which may be more than are told. */
export const totalCount = signal(0);

const query = `subscription Processes {
  processes(first: 5000, interval: 2) {
    totalCount
    edges { node { id pid ppid name username status numThreads cpuPercent memoryInfo { rss } cmdline } }
  }
}`;

interface Told {
  readonly processes: { readonly totalCount: number; readonly edges: readonly { readonly node: Process }[] };
}

function take({ data, errors }: Answer<Told>): void {
  if (!data) throw new Error(errors?.[0]?.message ?? 'the server tells nothing of the processes');
  processes.value = data.processes.edges.map(({ node }) => node);
  totalCount.value = data.processes.totalCount;
}

/** The stream of the processes. */
export const processFeed = follow((stop) => subscribe<Told>({ query }, stop), take);
