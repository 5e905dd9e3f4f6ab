import { signal } from '@preact/signals';
import { type Answer, ask } from './api.ts';
import { follow } from './live.ts';
import type { Process } from './process.ts';

/** All processes, as they were last told. */
export const processes = signal<readonly Process[]>([]);

/** How many there are, which may be more than are told. */
export const totalCount = signal(0);

const query = `query Processes {
  processes(first: 5000) {
    totalCount
    edges { node { id pid ppid name username status numThreads cpuTimes { user system } memoryInfo { rss } cmdline } }
  }
}`;

interface Told {
  readonly processes: { readonly totalCount: number; readonly edges: readonly { readonly node: Process }[] };
}

let before = new Map<string, number>();
let when = 0;

function take({ data, errors }: Answer<Told>): void {
  if (!data) throw new Error(errors?.[0]?.message ?? 'the server tells nothing of the processes');
  const now = performance.now() / 1000;
  const times = new Map<string, number>();
  processes.value = data.processes.edges.map(({ node }) => {
    const time = (node.cpuTimes?.user ?? 0) + (node.cpuTimes?.system ?? 0);
    times.set(node.id, time);
    return {
      ...node,
      cpuPercent: before.has(node.id) ? ((time - (before.get(node.id) ?? 0)) / (now - when)) * 100 : null,
    };
  });
  before = times;
  when = now;
  totalCount.value = data.processes.totalCount;
}

async function* poll(stop: AbortSignal): AsyncGenerator<Answer<Told>> {
  for (;;) {
    yield await ask<Told>({ query }, stop);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    stop.throwIfAborted();
  }
}

/** The stream of the processes. */
export const processFeed = follow(poll, take);
