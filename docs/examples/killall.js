// @ts-check
// Sends a signal, by default SIGTERM, to all processes with a name, as killall(1) does:
// node docs/examples/killall.js [-SIGNAL] NAME…
import { processIter } from '@psutil/psutil';
import { attempt, parseCommand, refuse } from './support/command.js';
import { printable } from './support/printable.js';
import { listSignals, parseSignal, takeSignal } from './support/signals.js';

const { signal, args } = takeSignal(process.argv.slice(2));
const { values, operands: names } = parseCommand(
  {
    signal: {
      type: 'string',
      short: 's',
      value: 'SIGNAL',
      description: 'send this signal, such as TERM, SIGTERM or 15',
    },
    list: { type: 'boolean', short: 'l', description: 'list all signals' },
    quiet: { type: 'boolean', short: 'q', description: 'print nothing if no process has the name' },
    user: { type: 'string', short: 'u', value: 'USER', description: 'signal the processes of this user only' },
    verbose: { type: 'boolean', short: 'v', description: 'print each process that was signalled' },
  },
  '[-SIGNAL] NAME…',
  { args },
);

/** @param {string} name */
function signalAll(name) {
  const matches = [...processIter({ attrs: ['name', 'username'] })].filter(
    ({ pid, info }) =>
      info.name === name && pid !== process.pid && (values.user === undefined || info.username === values.user),
  );
  for (const match of matches) {
    attempt(() => match.sendSignal(number));
    if (values.verbose) console.error(`Killed ${printable(name)}(${match.pid}) with signal ${number}`);
  }
  if (matches.length > 0) return;
  if (!values.quiet) console.error(`${printable(name)}: no process found`);
  process.exitCode = 1;
}

const number = parseSignal(signal ?? values.signal ?? 'TERM');
if (values.list) console.log(listSignals());
else if (names.length === 0) refuse('missing name');
else names.forEach(signalAll);
