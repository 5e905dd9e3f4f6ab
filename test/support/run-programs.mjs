// Runs programs one after the other in this process, which is cheaper than a process for each: the next one starts when
// the event loop is empty. A line with the path precedes the output of each.
import { pathToFileURL } from 'node:url';

const files = process.argv.slice(2);
let pending;

process.on('beforeExit', () => {
  if (pending !== undefined) throw new Error(`${pending} waits for a promise that is never settled`);
  const file = files.shift();
  if (file === undefined) return;
  pending = file;
  console.log(`\n--- ${file}`);
  import(pathToFileURL(file)).then(() => {
    pending = undefined;
  });
});
