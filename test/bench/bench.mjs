// npm run bench -- [TASK...] [--rounds N] [--quick]
import { parseArgs } from 'node:util';
import { median, ratio, roundsOf, whileFilled } from './rounds.mjs';
import { tasksNamed } from './tasks.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const options = { rounds: Number(values.rounds ?? (values.quick ? 3 : 7)), milliseconds: values.quick ? 100 : 400 };

for (const task of tasksNamed(positionals)) {
  const times = await whileFilled(task, (pid) => roundsOf(task, ['floor', 'ours', 'promise'], pid, options));
  const figures = Object.entries(times).map(
    ([side, each]) => `${side} ${median(each).toFixed(2)} (${ratio(each, times.floor).toFixed(2)})`,
  );
  console.log(`${task.id.padEnd(5)}${task.title.padEnd(52)} ${figures.join('   ')}`);
}
