import { startFill } from './fill.mjs';
import { median } from './median.mjs';
import { timed } from './sides.mjs';

/** Measures a side. If a side of another library fails, it prints the error and returns undefined. */
export async function measureSide(task, side, measure) {
  try {
    return await measure();
  } catch (error) {
    if (['baseline', 'ours', 'promise'].includes(side)) throw error;
    console.error(`${task.id}: ${side} failed: ${error.stderr ?? error.message}`);
    return undefined;
  }
}

/** Measures each side in each round. The sides alternate, so that a temporary load affects all of them. */
export async function roundsOf(task, sides, pid, { rounds, milliseconds }) {
  const all = Object.fromEntries(sides.map((side) => [side, []]));
  for (let round = 0; round < rounds; round++) {
    for (const side of Object.keys(all)) {
      const measurement = await measureSide(task, side, () => timed(task, side, pid, milliseconds));
      if (measurement) all[side].push(measurement);
      else delete all[side];
    }
  }
  return all;
}

/** Returns the median time of the rounds, in microseconds. */
export const timeOf = (measurements) => median(measurements.map(({ median }) => median));

/** Returns the ratio of the times of two sides: the median of the ratios of each round. */
export const ratioOf = (measurements, others) =>
  median(measurements.map(({ median }, round) => median / others[round].median));

/** Calls a function while the fill programs of a task run. */
export async function whileFilled({ fill }, use) {
  const { pid, end } = await startFill(fill);
  try {
    return await use(pid);
  } finally {
    await end();
  }
}
