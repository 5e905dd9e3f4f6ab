import { inTurns } from '@psutil/native/collect';
import { expect, test } from 'vitest';

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('long work on the event loop lets everything else have its turn between its pieces', async () => {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const visited: number[] = [];
  const turnsAt: number[] = [];
  await inTurns([1, 2, 3, 4, 5], (item) => {
    visited.push(item);
    turnsAt.push(turns);
    busyFor(5);
  });
  isDone = true;
  expect(visited).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(turnsAt).size).toBe(5);
});
