import { decoders } from './decode.generated.js';
import { NotSupported, toError } from './errors.js';
import { binding } from './load.js';
import { Packed, type Target } from './packed.js';
import type { Host } from './types.generated.js';

function started(answer: string | (() => void)): () => void {
  if (typeof answer === 'function') return answer;
  throw toError(decoders.failure(new Packed(binding.numbers, answer)));
}

/** Calls back once when a process has ended, be it as a zombie. Gives a function that stops the watch. */
export function watchProcessExit(host: Host | undefined, target: Target, ended: () => void): () => void {
  if (!binding.watchProcessExit) throw new NotSupported('wait');
  return started(binding.watchProcessExit(host, target, ended));
}

/** What a process did, by the numbers that the addon has for it. */
export interface RawProcessEvent {
  readonly kind: 'start' | 'exec' | 'exit';
  readonly pid: number;
  /** The parent of what started, or the exit code of what ended. */
  readonly detail: number;
}

const kinds = ['start', 'exec', 'exit'] as const;

/** Calls back with what processes do, or with null where some of it was lost. Gives a function that stops the watch. */
export function watchProcessEvents(happened: (events: RawProcessEvent[] | null) => void): () => void {
  if (!binding.watchProcessEvents) throw new NotSupported('processEvents');
  return started(
    binding.watchProcessEvents((numbers) => {
      if (numbers === null) return happened(null);
      const events: RawProcessEvent[] = [];
      for (let at = 0; at + 2 < numbers.length; at += 3) {
        const [kind, pid, detail] = numbers.subarray(at, at + 3) as unknown as [number, number, number];
        events.push({ kind: kinds[kind] as RawProcessEvent['kind'], pid, detail });
      }
      return happened(events);
    }),
  );
}
