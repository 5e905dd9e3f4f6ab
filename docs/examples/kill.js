// @ts-check
// Sends a signal, by default SIGTERM, to processes, as kill(1) does: node docs/examples/kill.js [-SIGNAL] PID…
import { Process } from '@psutil/psutil';
import { attempt, parseCommand, parsePid, refuse } from './support/command.js';
import { convertSignal, listSignals, parseSignal, takeSignal } from './support/signals.js';

const { signal, args } = takeSignal(process.argv.slice(2));
const { values, operands } = parseCommand(
  {
    signal: {
      type: 'string',
      short: 's',
      value: 'SIGNAL',
      description: 'send this signal, such as TERM, SIGTERM or 15',
    },
    list: { type: 'boolean', short: 'l', description: 'list all signals, or convert between their names and numbers' },
  },
  '[-SIGNAL] PID…',
  { args },
);

if (values.list) {
  const lines = operands.length > 0 ? operands.map(convertSignal) : [listSignals()];
  console.log(lines.join('\n'));
} else {
  if (operands.length === 0) refuse('missing PID');
  const number = parseSignal(signal ?? values.signal ?? 'TERM');
  const pids = operands.map(parsePid);
  for (const pid of pids) attempt(() => new Process(pid).sendSignal(number));
}
