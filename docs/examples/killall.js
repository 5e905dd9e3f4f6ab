// @ts-check
// Sends a signal, by default SIGTERM, to all processes with a name, as killall(1) does:
// node docs/examples/killall.js [-SIGNAL] NAME
import { processIter } from '@psutil/psutil';
import { attempt, exitWithUsage, parseSignal } from './support/command.js';
import { printable } from './support/printable.js';

const usage = 'killall.js [-SIGNAL] NAME';
const { signal, rest } = parseSignal(process.argv.slice(2), usage);
const [name] = rest;
if (name === undefined || rest.length > 1) exitWithUsage(usage);

const matches = [...processIter({ attrs: ['name'] })].filter(
  ({ pid, info }) => info.name === name && pid !== process.pid,
);

for (const match of matches) attempt(() => match.sendSignal(signal));

if (matches.length === 0) {
  console.error(`${printable(name)}: no process found`);
  process.exitCode = 1;
}
