import { parseArgs } from 'node:util';
import { titles } from './sides.mjs';
import { tasksNamed } from './tasks.mjs';

export const usage = `npm run bench -- [TASK...] [OPTION...]

  TASK            T1 to T10, such as T4 or T4a; growth; graph; all by default
  --quick         fewer and shorter rounds
  --rounds N      number of rounds
  --sides A,B     only the times of these sides: ${Object.keys(titles).join(' ')}
  --json          prints the results as JSON
  --write         writes the tables to docs/performance.md
  --list          prints the tasks`;

const declared = {
  ...{ quick: { type: 'boolean' }, rounds: { type: 'string' }, sides: { type: 'string' } },
  ...{ json: { type: 'boolean' }, write: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean' } },
};

const sections = ['growth', 'graph'];

/** Parses the command line. */
export function optionsOf(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: declared });
  const { quick = false, rounds = quick ? 3 : 5, sides, ...others } = values;
  const names = positionals.filter((name) => !sections.includes(name));
  const isAll = positionals.length === 0;
  if (others.write && (!isAll || sides))
    throw new Error('--write requires all tasks and all sides: remove the other arguments');
  const unknown = sides?.split(',').find((side) => !(side in titles));
  if (unknown !== undefined) throw new Error(`unknown side ${unknown}: use one of ${Object.keys(titles).join(' ')}`);
  if (!(Number(rounds) >= 1)) throw new Error('--rounds must be a positive number');
  return {
    ...others,
    ...{ rounds: Number(rounds), milliseconds: quick ? 100 : 300, calls: quick ? 3 : 7 },
    tasks: isAll || names.length > 0 ? tasksNamed(names) : [],
    sections: sections.filter((name) => (isAll && !sides) || positionals.includes(name)),
    sides: sides?.split(','),
  };
}
