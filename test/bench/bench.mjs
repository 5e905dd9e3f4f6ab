// `npm run bench` compares the functions of psutil with the baseline and with other libraries. See --help.
import { graphRatio, growth } from './growth.mjs';
import { measureTask } from './measure.mjs';
import { optionsOf, usage } from './options.mjs';
import { graphText, growthText, textOf } from './print.mjs';
import { titles } from './sides.mjs';
import { installTools } from './tools.mjs';
import { partsOfPage, write } from './write.mjs';

const parts = { growth: [growth, growthText], graph: [graphRatio, graphText] };

async function measureAll(options, show) {
  const results = { tasks: [] };
  for (const task of options.tasks) {
    const result = await measureTask(task, options);
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

const ownSides = ['baseline', 'ours', 'promise', 'os', 'node'];

/** Whether the sides need only a compiler, and no other library. */
const needsOnlyCompiler = ({ sides }) => sides?.every((side) => ownSides.includes(side)) ?? false;

async function main() {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return console.log(usage);
  if (options.list) return console.log(options.tasks.map(({ id, title }) => `${id}\t${title}`).join('\n'));
  if (process.platform !== 'linux') throw new Error('the baseline supports Linux only');
  // Fails before the measurement if the page has no place for the tables.
  if (options.write) partsOfPage();
  const missing = needsOnlyCompiler(options) ? {} : await installTools();
  if (missing.baseline) throw new Error(`a C compiler is ${missing.baseline}`);
  for (const [name, reason] of Object.entries(missing)) console.error(`${titles[name] ?? name}: ${reason}`);
  const results = await measureAll({ ...options, missing }, options.json ? () => {} : console.log);
  if (options.json) console.log(JSON.stringify(results));
  if (options.write) write(results, { ...options, missing });
}

await main().catch(({ message }) => {
  console.error(message);
  process.exitCode = 1;
});
