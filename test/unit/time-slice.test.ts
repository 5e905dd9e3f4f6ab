import { forEachYielding, iterateYielding } from '@psutil/native/collect';
import { expect, test } from 'vitest';

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Does long work that visits some numbers, and tells how many turns of the event loop each visit was in. */
async function turnsOf(work: (visit: (item: number) => void) => Promise<void>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const visits: (readonly [item: number, turn: number])[] = [];
  await work((item) => {
    visits.push([item, turns]);
    busyFor(5);
  });
  isDone = true;
  expect(visits.map(([item]) => item)).toEqual([1, 2, 3, 4, 5]);
  return new Set(visits.map(([, turn]) => turn)).size;
}

test('long work on the event loop lets everything else have its turn between its pieces', async () => {
  expect(await turnsOf((visit) => forEachYielding([1, 2, 3, 4, 5], visit))).toBe(5);
});

test('so does a loop that awaits each of many', async () => {
  const turns = await turnsOf(async (visit) => {
    for await (const item of iterateYielding([1, 2, 3, 4, 5])) visit(item);
  });
  expect(turns).toBe(5);
});
