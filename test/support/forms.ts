import * as sync from '@psutil/process';
import * as promises from '@psutil/process/promises';

/** Both entries of `@psutil/process`, for tests that apply to either; a test can await the results of both. */
export const forms = [
  ['synchronous', sync],
  ['promises', promises],
] as const;

/** One of the two entries. */
export type Form = (typeof forms)[number][1];

type Items = Iterable<unknown> | AsyncIterable<unknown>;
type Item<I> = I extends AsyncIterable<infer T> ? T : I extends Iterable<infer T> ? T : never;

/** Collects the items of a synchronous or asynchronous iterable into an array. */
export async function listOf<I extends Items>(items: I): Promise<Item<I>[]> {
  const iterable: Items = items;
  if (Symbol.iterator in iterable) return [...iterable] as Item<I>[];
  const list: unknown[] = [];
  for await (const item of iterable) list.push(item);
  return list as Item<I>[];
}

/** Methods of `Process` that do not throw `NoSuchProcess` when the process has ended. */
export const alwaysAnswer: readonly string[] = ['createTime', 'equals', 'isRunning', 'toString', 'wait'];

/** Attributes that change between any two reads, because other processes contribute to them. */
export const moving: readonly string[] = ['limits', 'memoryFullInfo', 'memoryMaps'];
