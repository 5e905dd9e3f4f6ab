import { computed, type ReadonlySignal } from '@preact/signals';
import type { Operation } from '../graphql-client.ts';
import { type PollResult, poll } from '../poll.ts';
import { sectionId } from '../settings.ts';

/** The operation of a section while it is visible; undefined otherwise. */
export const sectionOperation = (section: string, query: string): ReadonlySignal<Operation | undefined> =>
  computed(() => (sectionId.value === section ? { query } : undefined));

/** Repeats a query while a section is visible, `seconds` after each response. */
export function pollSection<T extends object>(
  section: string,
  query: string,
  seconds: number,
): ReadonlySignal<PollResult<T>> {
  return poll<T>(sectionOperation(section, query), seconds);
}
