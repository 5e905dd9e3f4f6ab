import { graphTask } from './tasks/graph.mjs';
import { machineTasks } from './tasks/machine.mjs';
import { networkTasks } from './tasks/network.mjs';
import { processTasks } from './tasks/process.mjs';
import { processesTasks } from './tasks/processes.mjs';

const numberOf = ({ id }) => Number(/\d+/.exec(id)[0]);

/**
 * All tasks. `ours` takes the package of psutil, each of `peers` its own package (for Python, it is an expression), and
 * returns the function to measure. `fill` lists the programs to start before, `found` returns a number that the baseline
 * also returns, and `notes` describes results that are not equivalent. `paced` lists sides that need a pause between calls.
 */
export const tasks = [...machineTasks, ...networkTasks, ...processTasks, ...processesTasks].sort(
  (a, b) => numberOf(a) - numberOf(b),
);

/** All tasks, including those that are not in the tables. */
export const everyTask = [...tasks, graphTask];

/** Returns the tasks with the given names: `T4` selects T4a, T4b and T4c. All tasks by default. */
export function tasksNamed(names) {
  const missing = names.find((name) => !tasks.some(({ id }) => isNamed(id, name)));
  if (missing !== undefined)
    throw new Error(`unknown task ${missing}: use one of ${tasks.map(({ id }) => id).join(' ')}`);
  return names.length === 0 ? tasks : tasks.filter(({ id }) => names.some((name) => isNamed(id, name)));
}

const isNamed = (id, name) => id === name || (id.startsWith(name) && /^\D/.test(id.slice(name.length)));

/** Returns the implementation of a task by a side: a function of its library and a PID, or a Python expression. */
export function sideOf(task, side) {
  if (side === 'ours') return task.ours;
  if (side === 'promise') return task.promise ?? task.ours;
  return task.peers[side];
}
