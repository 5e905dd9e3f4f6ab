// @ts-check
// Prints or sets the I/O scheduling class and priority of processes, or runs a command with them, as ionice(1) does:
// node docs/examples/ionice.js [-c CLASS] [-n LEVEL] [-p PID… | COMMAND [ARGUMENT…]]
import { Process } from '@psutil/psutil';
import { attempt, openProcess, parseCommand, parseNumber, refuse, runCommand } from './support/command.js';

const classNames = ['none', 'realtime', 'best-effort', 'idle']; // indexed by the `IOPRIO_CLASS_…` constants

const { values, operands } = parseCommand(
  {
    class: {
      type: 'string',
      short: 'c',
      value: 'CLASS',
      description: 'set this class: 0-3, or none, realtime, best-effort, idle',
    },
    classdata: {
      type: 'string',
      short: 'n',
      value: 'LEVEL',
      description: 'set this level of the class, 0 (highest) to 7',
    },
    ignore: { type: 'boolean', short: 't', description: 'ignore a failure to set the class, and run the command' },
    pid: { type: 'string', short: 'p', value: 'PID', description: 'print or set the class of these processes' },
  },
  '[PID… | COMMAND [ARGUMENT…]]',
  { stopsAtOperand: true },
);

/** @param {string} nameOrNumber of a class */
function parseClass(nameOrNumber) {
  const name = nameOrNumber.toLowerCase();
  if (classNames.includes(name)) return classNames.indexOf(name);
  return classNames[Number(name)] === undefined ? refuse(`unknown class '${name}'`) : Number(name);
}

const level = values.classdata === undefined ? undefined : parseNumber(values.classdata, 'level', /^[0-7]$/);
const isChange = values.class !== undefined || level !== undefined;
const ioclass = parseClass(values.class ?? 'best-effort');

/** @param {Process} target */
function print(target) {
  const { ioclass: current, value } = target.ionice();
  console.log(classNames[current] === 'idle' ? 'idle' : `${classNames[current]}: prio ${value}`);
}

/** @param {Process} target */
function set(target) {
  const hasLevels = ['realtime', 'best-effort'].includes(classNames[ioclass]);
  target.ionice(ioclass, hasLevels ? (level ?? 4) : 0);
}

if (values.pid !== undefined) {
  const pids = [values.pid, ...operands];
  for (const target of pids.map(openProcess)) attempt(() => (isChange ? set(target) : print(target)));
} else if (operands.length > 0) {
  if (isChange) attempt(() => set(new Process())); // a child inherits the class of its parent
  if (process.exitCode === undefined || values.ignore) await runCommand(operands);
} else if (isChange) refuse('missing PID or command');
else print(new Process());
