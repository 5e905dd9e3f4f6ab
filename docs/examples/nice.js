// @ts-check
// Runs a command with a changed nice value, as nice(1) does; with -p, prints or sets the nice value of a process, as
// renice(1) does: node docs/examples/nice.js [-n NICE] COMMAND [ARGUMENT…]
import { Process } from '@psutil/psutil';
import { attempt, openProcess, parseCommand, parseNumber, refuse, runCommand } from './support/command.js';

const { values, operands: command } = parseCommand(
  {
    adjustment: { type: 'string', short: 'n', value: 'NICE', description: 'add this to the nice value, 10 by default' },
    pid: {
      type: 'string',
      short: 'p',
      value: 'PID',
      description: 'print or, with -n, set the nice value of a process',
    },
  },
  '[COMMAND [ARGUMENT…]]',
  { stopsAtOperand: true },
);
const adjustment =
  values.adjustment === undefined ? undefined : parseNumber(values.adjustment, 'nice value', /^[+-]?\d+$/);

/** @param {Process} target */
function printOrSet(target) {
  const before = target.nice();
  if (adjustment === undefined) return console.log(before);
  target.nice(adjustment);
  console.log(`${target.pid} (process ID) old priority ${before}, new priority ${target.nice()}`);
}

async function run() {
  const current = new Process();
  if (command.length === 0) return console.log(adjustment === undefined ? current.nice() : refuse('missing command'));
  // A child inherits the nice value of its parent.
  attempt(() => current.nice(Math.max(-20, Math.min(19, current.nice() + (adjustment ?? 10)))));
  await runCommand(command);
}

if (values.pid === undefined) await run();
else if (command.length > 0) refuse(`unexpected argument '${command[0]}'`);
else attempt(() => printOrSet(openProcess(values.pid)));
