import { readdirSync } from 'node:fs';
import { pidsOf } from './plain.mjs';
import { ratioOf, roundsOf, timeOf, whileFilled } from './rounds.mjs';
import { runNode } from './sides.mjs';
import { everyTask } from './tasks.mjs';

const taskOf = (id) => everyTask.find((task) => task.id === id);

/** Measures reading all processes, and one of them, with a number of additional processes. */
function measureWith(count, options) {
  return whileFilled({ fill: [['sleepers', count]] }, async (pid) => {
    const table = await roundsOf(taskOf('T6'), ['baseline', 'ours', 'promise'], pid, options);
    const one = await roundsOf(taskOf('T8c'), ['ours'], pid, options);
    const processes = pidsOf(readdirSync('/proc')).length;
    const each = Object.entries(table).map(([side, rounds]) => [side, timeOf(rounds) / processes]);
    const { median } = await runNode(taskOf('T6'), 'promise', pid, 'blocked', options.calls);
    return { processes, each: Object.fromEntries(each), one: timeOf(one.ours), blocked: median };
  });
}

/** Measures T6 with more and more processes. */
export async function growth(options) {
  const all = [];
  for (const count of [100, 1000, 5000]) all.push(await measureWith(count, options));
  return all;
}

/** Measures a GraphQL query beside the table that it reads. */
export function graphRatio(options) {
  const task = taskOf('graph');
  return whileFilled(task, async (pid) => {
    const { table, graph } = await roundsOf(task, ['table', 'graph'], pid, options);
    return { table: timeOf(table), graph: timeOf(graph), ratio: ratioOf(graph, table) };
  });
}
