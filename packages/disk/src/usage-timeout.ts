import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Host, TimeoutExpired } from '@psutil/native';
import { collectDetached, type DiskUsage, hostKey } from '@psutil/native/collect';

/** How many paths are asked at a time: each holds a thread until the kernel answers, which may be never. */
const mostThreads = 16;

let running = 0;
const waiting: (() => void)[] = [];
const asked = new Map<string, Promise<DiskUsage>>();

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < mostThreads) running++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** The answer to a path, which all share who ask while it is awaited. */
function ask(host: Host | undefined, path: string): Promise<DiskUsage> {
  const key = JSON.stringify([hostKey(host), resolve(path)]);
  const already = asked.get(key);
  if (already) return already;
  const answer = inTurn(() => collectDetached('diskUsage', host, path)).finally(() => asked.delete(key));
  asked.set(key, answer);
  return answer;
}

/** The answer to a path, if it comes in time. The timer keeps the program alive meanwhile, as the thread does not. */
export async function answerWithin(
  seconds: number,
  host: Host | undefined,
  path: string,
  signal: AbortSignal | undefined,
): Promise<DiskUsage> {
  const answered = new AbortController();
  const end = signal ? AbortSignal.any([signal, answered.signal]) : answered.signal;
  const late = sleep(seconds * 1000, undefined, { signal: end }).then(() => {
    throw new TimeoutExpired(seconds, { message: `no answer from ${JSON.stringify(path)} within ${seconds} seconds` });
  });
  try {
    return await Promise.race([ask(host, path), late]);
  } finally {
    answered.abort();
  }
}
