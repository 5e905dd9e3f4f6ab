// @ts-check
// Sends all processes of a name a signal, as `killall` does.
import { processIter } from '@psutil/psutil';
import { attempt, signalAmong, usage } from './support/command.js';
import { printable } from './support/printable.js';

const line = 'killall.js [-SIGNAL] NAME';
const { signal, others } = signalAmong(process.argv.slice(2), line);
const [name] = others;
if (name === undefined || others.length > 1) usage(line);

const found = [...processIter({ attrs: ['name'] })].filter(
  ({ pid, info }) => info.name === name && pid !== process.pid,
);

for (const each of found) attempt(() => each.sendSignal(signal));

if (found.length === 0) {
  console.error(`${printable(name)}: no process found`);
  process.exitCode = 1;
}
