import * as atOnce from '@psutil/process';
import * as promises from '@psutil/process/promises';

/** Both entries of `@psutil/process`, for tests that hold for either. What they answer can be awaited in both. */
export const forms = [
  ['at once', atOnce],
  ['through promises', promises],
] as const;

/** Either of the entries. */
export type Form = (typeof forms)[number][1];

type Items = Iterable<unknown> | AsyncIterable<unknown>;
type Item<I> = I extends AsyncIterable<infer T> ? T : I extends Iterable<infer T> ? T : never;

/** The items of an iteration: at once where that is possible. */
export async function listOf<I extends Items>(items: I): Promise<Item<I>[]> {
  const each: Items = items;
  if (Symbol.iterator in each) return [...each] as Item<I>[];
  const list: unknown[] = [];
  for await (const item of each) list.push(item);
  return list as Item<I>[];
}

/** Methods that also answer about a process that is gone: its identity, whether it is there, and when it is not. */
export const alwaysAnswer: readonly string[] = ['createTime', 'equals', 'isRunning', 'toString', 'wait'];

/** Attributes that are never the same twice: other processes are counted in them, or share what is counted. */
export const moving: readonly string[] = ['limits', 'memoryFullInfo', 'memoryMaps'];
