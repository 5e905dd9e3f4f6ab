import { type ProcessEvent, processEvents } from '@psutil/process/promises';
import type { News, Source } from './broadcast.js';

/** Something that a process did, and who tells. */
export type ToldEvent = ProcessEvent & { readonly source: 'kernel' | 'snapshots' };

type Tell = (news: News<ToldEvent>, isLast?: boolean) => void;

async function tellAll(tell: Tell, signal: AbortSignal): Promise<void> {
  try {
    const events = processEvents({ signal });
    for await (const event of events) tell({ value: { ...event, source: events.source } });
  } catch (error) {
    tell({ error }, true);
  }
}

/** What processes do, for all who listen. */
export const eventSource: Source<ToldEvent> = {
  begin(tell) {
    const ending = new AbortController();
    // Not before it is known how to stop it.
    queueMicrotask(() => void tellAll(tell, ending.signal));
    return () => ending.abort();
  },
  kept: 1000,
  isState: false,
};
