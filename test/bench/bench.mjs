// `npm run bench`: what our readings cost, beside the least that they can cost and what others cost. --help tells more.
import { graphShare, growth } from './growth.mjs';
import { measured } from './measure.mjs';
import { optionsOf, usage } from './options.mjs';
import { graphText, growthText, textOf } from './print.mjs';
import { titles } from './sides.mjs';
import { installTools } from './tools.mjs';
import { partsOfPage, write } from './write.mjs';

const options = optionsOf(process.argv.slice(2));
if (process.platform !== 'linux' && !options.help) throw new Error('the floor of each task is known of Linux alone');

const parts = { growth: [growth, growthText], graph: [graphShare, graphText] };

async function measureAll(missing, show) {
  const results = { tasks: [] };
  for (const task of options.tasks) {
    const result = await measured(task, { ...options, missing });
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

async function main() {
  if (options.help) return console.log(usage);
  if (options.list) return console.log(options.tasks.map(({ id, title }) => `${id}\t${title}`).join('\n'));
  // Better before the measuring than after it.
  if (options.write) partsOfPage();
  const missing = options.sides ? {} : await installTools();
  for (const [name, reason] of Object.entries(missing)) console.error(`${titles[name] ?? name}: ${reason}`);
  const results = await measureAll(missing, options.json ? () => {} : console.log);
  if (options.json) console.log(JSON.stringify(results));
  if (options.write) write(results, { ...options, missing });
}

await main();
