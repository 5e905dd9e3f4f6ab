import { median } from './median.mjs';
import { orNothing, ratioOf, roundsOf, timeOf, whileFilled } from './rounds.mjs';
import { allocated, asNode, isNode, sidesOf, started } from './sides.mjs';

const isOurs = (side) => side === 'ours' || side === 'promise';

/** The first call of a process that has just loaded the packages. */
async function coldOf(task, side, pid, { rounds }) {
  const times = [];
  for (let round = 0; round < rounds; round++) times.push((await asNode(task, side, pid, 'cold', 1)).median);
  return median(times);
}

async function extrasOf(task, side, pid, options) {
  if (!isNode(side)) return {};
  return {
    kept: (await asNode(task, side, pid, 'kept', options.calls)).median,
    allocated: (await allocated(task, side, pid, options.milliseconds)).median,
    ...('strace' in options.missing ? {} : await started(task, side, pid)),
    ...(isOurs(side) ? { cold: await coldOf(task, side, pid, options) } : {}),
  };
}

function figuresOf(side, all) {
  const measurements = all[side];
  const { found } = measurements[0];
  return {
    time: timeOf(measurements),
    ...(all.floor ? { toFloor: ratioOf(measurements, all.floor) } : {}),
    ...(all.ours ? { toOurs: ratioOf(measurements, all.ours) } : {}),
    ...(found === undefined ? {} : { found }),
  };
}

/** All that is told of a task: of each side its time and ratios, and of those in Node what else a call costs. */
export function measured(task, options) {
  const sides = sidesOf(task, options.missing).filter((side) => options.sides?.includes(side) ?? true);
  return whileFilled(task, async (pid) => {
    const all = await roundsOf(task, sides, pid, options);
    const figures = {};
    for (const side of Object.keys(all)) {
      const extras = options.sides ? {} : await orNothing(task, side, () => extrasOf(task, side, pid, options));
      figures[side] = { ...figuresOf(side, all), ...extras };
    }
    return { id: task.id, title: task.title, less: task.less ?? {}, sides: figures };
  });
}
