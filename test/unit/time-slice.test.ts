import { forEachYielding, iterateYielding } from '@psutil/native/internal/time-slice';
import { expect, test } from 'vitest';

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Runs long work that visits five numbers, and returns the number of event loop iterations with a visit. */
async function iterationsOf(work: (visit: (item: number) => void) => Promise<void>): Promise<number> {
  let iterations = 0;
  let isDone = false;
  const count = () => {
    iterations++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const visits: (readonly [item: number, iteration: number])[] = [];
  await work((item) => {
    visits.push([item, iterations]);
    busyFor(5);
  });
  isDone = true;
  expect(visits.map(([item]) => item)).toEqual([1, 2, 3, 4, 5]);
  return new Set(visits.map(([, iteration]) => iteration)).size;
}

test('forEachYielding() yields to the event loop after each time slice', async () => {
  expect(await iterationsOf((visit) => forEachYielding([1, 2, 3, 4, 5], visit))).toBe(5);
});

test('iterateYielding() yields to the event loop after each time slice', async () => {
  const iterations = await iterationsOf(async (visit) => {
    for await (const item of iterateYielding([1, 2, 3, 4, 5])) visit(item);
  });
  expect(iterations).toBe(5);
});

test('concurrent works start their time slices in different iterations of the event loop', async () => {
  let iteration = 0;
  let isDone = false;
  const count = () => {
    iteration++;
    if (!isDone) setImmediate(count);
  };
  const visited: number[] = [];
  const work = () =>
    forEachYielding([1, 2, 3], (item) => {
      if (item > 1) visited.push(iteration);
      busyFor(3);
    });
  setImmediate(count);
  await Promise.all([work(), work(), work(), work()]);
  isDone = true;
  expect(new Set(visited).size).toBe(visited.length);
});
