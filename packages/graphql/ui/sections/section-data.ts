import { computed, type ReadonlySignal } from '@preact/signals';
import { type PollResult, poll } from '../poll.ts';
import { sectionId } from '../settings.ts';

/** Repeats a query while a section is visible, `seconds` after each response. */
export function pollSection<T extends object>(
  section: string,
  query: string,
  seconds: number,
): ReadonlySignal<PollResult<T>> {
  return poll<T>(
    computed(() => (sectionId.value === section ? { query } : undefined)),
    seconds,
  );
}
