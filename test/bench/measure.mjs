import { median } from './median.mjs';
import { measureSide, ratioOf, roundsOf, timeOf, whileFilled } from './rounds.mjs';
import { allocated, isNode, runNode, sidesOf, spawned } from './sides.mjs';

const isOurs = (side) => side === 'ours' || side === 'promise';

/** Measures the first call in a new process. */
async function coldOf(task, side, pid, { rounds }) {
  const times = [];
  for (let round = 0; round < rounds; round++) times.push((await runNode(task, side, pid, 'cold', 1)).median);
  return median(times);
}

async function extrasOf(task, side, pid, options) {
  if (!isNode(side)) return {};
  return {
    blocked: (await runNode(task, side, pid, 'blocked', options.calls)).median,
    allocated: (await allocated(task, side, pid, options.milliseconds)).median,
    ...('strace' in options.missing ? {} : await spawned(task, side, pid)),
    ...(isOurs(side) ? { cold: await coldOf(task, side, pid, options) } : {}),
  };
}

function figuresOf(side, all) {
  const measurements = all[side];
  const { found } = measurements[0];
  return {
    time: timeOf(measurements),
    ...(all.baseline ? { toBaseline: ratioOf(measurements, all.baseline) } : {}),
    ...(all.ours ? { toOurs: ratioOf(measurements, all.ours) } : {}),
    ...(found === undefined ? {} : { found }),
  };
}

/** Measures a task: the time and the ratios of each side, and the other costs of those that run in Node. */
export function measureTask(task, options) {
  const sides = sidesOf(task, options.missing).filter((side) => options.sides?.includes(side) ?? true);
  return whileFilled(task, async (pid) => {
    const all = await roundsOf(task, sides, pid, options);
    const figures = {};
    for (const side of Object.keys(all)) {
      const extras = options.sides ? {} : await measureSide(task, side, () => extrasOf(task, side, pid, options));
      figures[side] = { ...figuresOf(side, all), ...extras };
    }
    return { id: task.id, title: task.title, notes: task.notes ?? {}, sides: figures };
  });
}
