import { type ProcessEvent, processEvents } from '@psutil/process/promises';
import type { Result, Source } from './broadcast.js';

/** A process event, and whether the kernel or a comparison of snapshots reported it. */
export type SourcedEvent = ProcessEvent & { readonly source: 'kernel' | 'snapshots' };

type Emit = (result: Result<SourcedEvent>, isLast?: boolean) => void;

async function emitAll(emit: Emit, signal: AbortSignal): Promise<void> {
  try {
    const events = processEvents({ signal });
    for await (const event of events) emit({ value: { ...event, source: events.source } });
  } catch (error) {
    emit({ error }, true);
  }
}

/** The events of all processes, shared by all subscribers. */
export const eventSource: Source<SourcedEvent> = {
  start(emit) {
    const controller = new AbortController();
    // Deferred, so that a synchronous error is emitted after the caller has the function that stops the source.
    queueMicrotask(() => void emitAll(emit, controller.signal));
    return () => controller.abort();
  },
  buffered: 1000,
  replaysLast: false,
};
