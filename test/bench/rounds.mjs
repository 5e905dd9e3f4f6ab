import { filled } from './filled.mjs';
import { timed } from './sides.mjs';

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Each side's time in each round. The sides take turns, so that what slows the machine for a while slows all of them. */
export async function roundsOf(task, sides, pid, { rounds, milliseconds }) {
  const times = Object.fromEntries(sides.map((side) => [side, []]));
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) times[side].push((await timed(task, side, pid, milliseconds)).median);
  }
  return times;
}

/** How many times as long as another a side takes: the median of the rounds, in each of which both were measured. */
export const ratio = (times, others) => median(times.map((time, round) => time / others[round]));

/** What a function gives while the machine is filled for a task. */
export async function whileFilled(task, use) {
  const { pid, end } = await filled(task.fill);
  try {
    return await use(pid);
  } finally {
    await end();
  }
}
