import { decoders } from './decode.generated.js';
import { NotSupported, toError } from './errors.js';
import { binding } from './load.js';
import { Packed, type Target } from './packed.js';
import type { Host } from './types.generated.js';

/** Returns the function that stops a watch, or throws the packed failure to start it. */
function stopFunction(result: string | (() => void)): () => void {
  if (typeof result === 'function') return result;
  throw toError(decoders.failure(new Packed(binding().numbers, result)));
}

/**
 * Calls back once when a process has ended, also if it is a zombie, with its exit code, or with null where the system
 * tells it only to the parent. Returns a function that stops the watch.
 *
 * @throws {NotSupported} If the system cannot wait for processes.
 */
export function watchProcessExit(
  host: Host | undefined,
  target: Target,
  onExit: (exitCode: number | null) => void,
): () => void {
  const { watchProcessExit } = binding();
  if (!watchProcessExit) throw new NotSupported('wait');
  return stopFunction(watchProcessExit(host, target, (numbers) => onExit(numbers?.[0] ?? null)));
}

/** An event of a process. */
export interface RawProcessEvent {
  readonly kind: 'start' | 'exec' | 'exit';
  readonly pid: number;
  /** PID of the parent for a start, exit code for an exit. */
  readonly detail: number;
}

const kinds = ['start', 'exec', 'exit'] as const;

function eventsOf(numbers: Float64Array): RawProcessEvent[] {
  const events: RawProcessEvent[] = [];
  for (let at = 0; at + 2 < numbers.length; at += 3) {
    const [kind, pid, detail] = numbers.subarray(at, at + 3) as unknown as [number, number, number];
    events.push({ kind: kinds[kind] as RawProcessEvent['kind'], pid, detail });
  }
  return events;
}

/**
 * Calls back with process events, or with null where some were lost. Returns a function that stops the watch.
 *
 * @throws {NotSupported} If the system reports no process events.
 */
export function watchProcessEvents(onEvents: (events: RawProcessEvent[] | null) => void): () => void {
  const { watchProcessEvents } = binding();
  if (!watchProcessEvents) throw new NotSupported('processEvents');
  return stopFunction(watchProcessEvents((numbers) => onEvents(numbers && eventsOf(numbers))));
}
