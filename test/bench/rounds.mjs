import { filled } from './filled.mjs';
import { median } from './median.mjs';
import { timed } from './sides.mjs';

/** What another side fails at is told and left out; ours and the floor must not fail. */
export async function orNothing(task, side, measure) {
  try {
    return await measure();
  } catch (error) {
    if (['floor', 'ours', 'promise'].includes(side)) throw error;
    console.error(`${task.id}: ${side} failed: ${error.stderr ?? error.message}`);
    return undefined;
  }
}

/** Each side's measurement in each round. The sides take turns: what slows the machine for a while slows all of them. */
export async function roundsOf(task, sides, pid, { rounds, milliseconds }) {
  const all = Object.fromEntries(sides.map((side) => [side, []]));
  for (let round = 0; round < rounds; round++) {
    for (const side of Object.keys(all)) {
      const measurement = await orNothing(task, side, () => timed(task, side, pid, milliseconds));
      if (measurement) all[side].push(measurement);
      else delete all[side];
    }
  }
  return all;
}

/** Microseconds: the median of the rounds. */
export const timeOf = (measurements) => median(measurements.map(({ median }) => median));

/** How many times as long as another a side takes: the median of the ratios of each round. */
export const ratioOf = (measurements, others) =>
  median(measurements.map(({ median }, round) => median / others[round].median));

/** What a function gives while the machine is filled for a task. */
export async function whileFilled({ fill }, use) {
  const { pid, end } = await filled(fill);
  try {
    return await use(pid);
  } finally {
    await end();
  }
}
