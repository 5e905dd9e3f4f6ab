import { parseArgs } from 'node:util';
import { titles } from './sides.mjs';
import { tasksNamed } from './tasks.mjs';

export const usage = `npm run bench -- [TASK...] [OPTION...]

  TASK            T1 to T10, such as T4 or T4a; growth; graph. Without any, all
  --quick         fewer and shorter rounds, for trying
  --rounds N      so many rounds
  --sides A,B     only these of ${Object.keys(titles).join(' ')}, and only their times
  --json          prints all that was measured as JSON
  --write         puts the tables into docs/performance.md
  --list          prints the tasks`;

const given = {
  ...{ quick: { type: 'boolean' }, rounds: { type: 'string' }, sides: { type: 'string' } },
  ...{ json: { type: 'boolean' }, write: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean' } },
};

const sections = ['growth', 'graph'];

/** What is to be measured, and how. */
export function optionsOf(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: given });
  const { quick = false, rounds = quick ? 3 : 5, sides, ...others } = values;
  const names = positionals.filter((name) => !sections.includes(name));
  const isAll = positionals.length === 0;
  if (others.write && (!isAll || sides)) throw new Error('--write measures all tasks and all sides');
  const unknown = sides?.split(',').find((side) => !(side in titles));
  if (unknown !== undefined) throw new Error(`no side ${unknown}; there are ${Object.keys(titles).join(' ')}`);
  if (!(Number(rounds) >= 1)) throw new Error('--rounds takes a number');
  return {
    ...others,
    ...{ rounds: Number(rounds), milliseconds: quick ? 100 : 300, calls: quick ? 3 : 7 },
    tasks: isAll || names.length > 0 ? tasksNamed(names) : [],
    sections: sections.filter((name) => (isAll && !sides) || positionals.includes(name)),
    sides: sides?.split(','),
  };
}
