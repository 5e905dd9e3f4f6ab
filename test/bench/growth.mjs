import { readdirSync } from 'node:fs';
import { pidsOf } from './plain.mjs';
import { ratioOf, roundsOf, timeOf, whileFilled } from './rounds.mjs';
import { asNode } from './sides.mjs';
import { everyTask } from './tasks.mjs';

const taskOf = (id) => everyTask.find((task) => task.id === id);

/** What the table costs, and one process, among so many. */
function among(count, options) {
  return whileFilled({ fill: [['sleepers', count]] }, async (pid) => {
    const table = await roundsOf(taskOf('T6'), ['floor', 'ours', 'promise'], pid, options);
    const one = await roundsOf(taskOf('T8c'), ['ours'], pid, options);
    const processes = pidsOf(readdirSync('/proc')).length;
    const each = Object.entries(table).map(([side, rounds]) => [side, timeOf(rounds) / processes]);
    const { median } = await asNode(taskOf('T6'), 'promise', pid, 'kept', options.calls);
    return { processes, each: Object.fromEntries(each), one: timeOf(one.ours), kept: median };
  });
}

/** How the table of processes grows. */
export async function growth(options) {
  const all = [];
  for (const count of [100, 1000, 5000]) all.push(await among(count, options));
  return all;
}

/** What the graph adds to the table that it reads. */
export function graphShare(options) {
  const task = taskOf('graph');
  return whileFilled(task, async (pid) => {
    const { table, graph } = await roundsOf(task, ['table', 'graph'], pid, options);
    return { table: timeOf(table), graph: timeOf(graph), ratio: ratioOf(graph, table) };
  });
}
