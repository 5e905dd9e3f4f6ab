// `npm run bench`: what our readings cost, beside the least that they can cost and what others cost. --help tells more.
import { graphShare, growth } from './growth.mjs';
import { measured } from './measure.mjs';
import { optionsOf, usage } from './options.mjs';
import { graphText, growthText, textOf } from './print.mjs';
import { titles } from './sides.mjs';
import { installTools } from './tools.mjs';
import { partsOfPage, write } from './write.mjs';

const parts = { growth: [growth, growthText], graph: [graphShare, graphText] };

async function measureAll(options, show) {
  const results = { tasks: [] };
  for (const task of options.tasks) {
    const result = await measured(task, options);
    results.tasks.push(result);
    show(textOf(result));
  }
  for (const name of options.sections) {
    const [measure, text] = parts[name];
    results[name] = await measure(options);
    show(text(results[name]));
  }
  return results;
}

const own = ['floor', 'ours', 'promise', 'os', 'node'];

/** Whether all that is needed is a compiler: to try ours beside the floor installs nothing. */
const isOwn = ({ sides }) => sides?.every((side) => own.includes(side)) ?? false;

async function main() {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return console.log(usage);
  if (options.list) return console.log(options.tasks.map(({ id, title }) => `${id}\t${title}`).join('\n'));
  if (process.platform !== 'linux') throw new Error('the floor is known of Linux alone');
  // Better before the measuring than after it.
  if (options.write) partsOfPage();
  const missing = isOwn(options) ? {} : await installTools();
  if (missing.floor) throw new Error(`a C compiler is ${missing.floor}`);
  for (const [name, reason] of Object.entries(missing)) console.error(`${titles[name] ?? name}: ${reason}`);
  const results = await measureAll({ ...options, missing }, options.json ? () => {} : console.log);
  if (options.json) console.log(JSON.stringify(results));
  if (options.write) write(results, { ...options, missing });
}

await main().catch(({ message }) => {
  console.error(message);
  process.exitCode = 1;
});
