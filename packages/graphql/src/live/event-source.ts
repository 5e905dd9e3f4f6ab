import { type ProcessEvent, processEvents } from '@psutil/process/promises';
import type { Result, Source } from './broadcast.js';

/** An event of a process, and its source. */
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
  begin(emit) {
    const ending = new AbortController();
    // Deferred until the function that stops it is known.
    queueMicrotask(() => void emitAll(emit, ending.signal));
    return () => ending.abort();
  },
  buffered: 1000,
  isState: false,
};
