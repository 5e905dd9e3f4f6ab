import { resolve } from 'node:path';
import { type Host, TimeoutExpired } from '@psutil/native';
import { collectDetached } from '@psutil/native/internal/execution';
import { hostKey } from '@psutil/native/internal/host';
import type { DiskUsage } from '@psutil/native/internal/records';
import { sleep } from '@psutil/native/internal/sleep';

/** Maximum number of threads. Each is blocked until the kernel returns, which may be never. */
const maxThreads = 16;

let running = 0;
const queue: (() => void)[] = [];
const pending = new Map<string, Promise<DiskUsage>>();

async function withThreadLimit<T>(work: () => Promise<T>): Promise<T> {
  if (running < maxThreads) running++;
  else await new Promise<void>((start) => queue.push(start));
  try {
    return await work();
  } finally {
    const startNext = queue.shift();
    if (startNext) startNext();
    else running--;
  }
}

/** Reads the usage of a path on a detached thread. Concurrent requests for the same path share one thread. */
function readUsage(host: Host | undefined, path: string): Promise<DiskUsage> {
  const key = JSON.stringify([hostKey(host), resolve(path)]);
  const shared = pending.get(key);
  if (shared) return shared;
  const usage = withThreadLimit(() => collectDetached('diskUsage', host, path)).finally(() => pending.delete(key));
  pending.set(key, usage);
  return usage;
}

/** Reads the usage of a path within a timeout. The timer keeps the program alive; a detached thread does not. */
export async function diskUsageWithTimeout(
  seconds: number,
  host: Host | undefined,
  path: string,
  signal: AbortSignal | undefined,
): Promise<DiskUsage> {
  signal?.throwIfAborted();
  const finished = new AbortController();
  const end = signal ? AbortSignal.any([signal, finished.signal]) : finished.signal;
  const expired = sleep(seconds, end).then(() => {
    throw new TimeoutExpired(seconds, {
      message: `no disk usage of ${JSON.stringify(path)} within ${seconds} seconds`,
    });
  });
  try {
    return await Promise.race([readUsage(host, path), expired]);
  } finally {
    finished.abort();
  }
}
