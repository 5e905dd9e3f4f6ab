import { TimeSlice } from '@psutil/native/internal/time-slice';
import type { ProcessEntry } from '@psutil/process/table';
import { redactArguments, truncateArguments } from './guard/redact.js';

/** The redacted arguments of the processes of a snapshot. */
const cache = new WeakMap<ProcessEntry, readonly string[]>();

const slice = new TimeSlice();

/** Redacts the arguments of a process, and yields to the event loop after each time slice. */
async function redact(process: ProcessEntry): Promise<readonly string[]> {
  const cmdline: string[] = [];
  for (const argument of redactArguments(process.get('cmdline'))) {
    cmdline.push(argument);
    if (slice.isExpired) await slice.yield();
  }
  cache.set(process, cmdline);
  return cmdline;
}

let queue: Promise<unknown> = Promise.resolve();

/** Redacts one process after the other, so that all requests together use one time slice at a time. */
function enqueue(process: ProcessEntry, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const result = queue.then(() => {
    signal?.throwIfAborted();
    return cache.get(process) ?? redact(process);
  });
  queue = result.catch(() => {}); // The caller handles the error.
  return result;
}

/** Returns the arguments of a process with secrets redacted, within the limits. Redacts each process of a snapshot once. */
export const redactedCmdline = (
  process: ProcessEntry,
  signal?: AbortSignal,
): readonly string[] | Promise<readonly string[]> => cache.get(process) ?? enqueue(process, signal);

/** Returns the arguments of a process, within the limits. */
export const unredactedCmdline = (process: ProcessEntry): readonly string[] => [
  ...truncateArguments(process.get('cmdline')),
];

/** Redacts the arguments of processes that a filter is about to match. */
export async function redactCmdlines(processes: readonly ProcessEntry[], signal?: AbortSignal): Promise<void> {
  for (const process of processes) {
    signal?.throwIfAborted();
    // A process whose arguments cannot be read never matches.
    if (!cache.has(process)) await enqueue(process, signal).catch(() => {});
  }
}

/**
 * Returns the redacted arguments of a process as text, after {@link redactCmdlines}; undefined if they cannot be
 * read. Filters match this text, so that a client cannot find a secret by searching for it.
 */
export const cmdlineText = (process: ProcessEntry): string | undefined => cache.get(process)?.join(' ');
