import { graphTask } from './tasks/graph.mjs';
import { machineTasks } from './tasks/machine.mjs';
import { networkTasks } from './tasks/network.mjs';
import { processTasks } from './tasks/process.mjs';
import { processesTasks } from './tasks/processes.mjs';

const numberOf = ({ id }) => Number(/\d+/.exec(id)[0]);

/**
 * All tasks. `ours` is given our package, `peers` theirs (Python's are expressions), and each gives the function to be
 * timed. `fill` is what the machine is filled with before, `found` a number that the floor
 * finds too, and `less` what another side gives instead of the same. `paced` are sides that must rest between calls.
 */
export const tasks = [...machineTasks, ...networkTasks, ...processTasks, ...processesTasks].sort(
  (a, b) => numberOf(a) - numberOf(b),
);

/** Those, and what is measured beside them. */
export const everyTask = [...tasks, graphTask];

/** The tasks of these names: `T4` is T4a, T4b and T4c, and no name is all. */
export function tasksNamed(names) {
  const missing = names.find((name) => !tasks.some(({ id }) => isNamed(id, name)));
  if (missing !== undefined) throw new Error(`no task ${missing}; there are ${tasks.map(({ id }) => id).join(' ')}`);
  return names.length === 0 ? tasks : tasks.filter(({ id }) => names.some((name) => isNamed(id, name)));
}

const isNamed = (id, name) => id === name || (id.startsWith(name) && /^\D/.test(id.slice(name.length)));

/** How one side does a task: a function of its library and a pid, or an expression of Python; undefined where it does not. */
export function sideOf(task, side) {
  if (side === 'ours') return task.ours;
  if (side === 'promise') return task.promise ?? task.ours;
  return task.peers[side];
}
