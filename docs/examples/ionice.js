// @ts-check
// Prints or sets the I/O scheduling class and priority of a process, as ionice(1) does:
// node docs/examples/ionice.js [-c CLASS [-n LEVEL]] -p PID
import { attempt, exitWithUsage, openProcess, parseArguments } from './support/command.js';

const usage = 'ionice.js [-c CLASS [-n LEVEL]] -p PID';
const classNames = ['none', 'realtime', 'best-effort', 'idle']; // indexed by the `IOPRIO_CLASS_…` constants

const { values } = parseArguments(
  {
    class: { type: 'string', short: 'c' },
    level: { type: 'string', short: 'n' },
    pid: { type: 'string', short: 'p' },
  },
  usage,
);
const { class: requestedClass, level, pid } = values;
if (level !== undefined && !/^\d+$/.test(level)) exitWithUsage(usage);
const target = openProcess(pid, usage);

function print() {
  const { ioclass, value } = target.ionice();
  console.log(classNames[ioclass] === 'idle' ? 'idle' : `${classNames[ioclass]}: prio ${value}`);
}

/** @param {string} nameOrNumber of a class */
function set(nameOrNumber) {
  const ioclass = classNames.includes(nameOrNumber) ? classNames.indexOf(nameOrNumber) : Number(nameOrNumber);
  const hasLevels = ['realtime', 'best-effort'].includes(classNames[ioclass]);
  target.ionice(ioclass, Number(level ?? (hasLevels ? 4 : 0)));
}

if (requestedClass === undefined) attempt(print);
else if (classNames.includes(requestedClass) || classNames[Number(requestedClass)] !== undefined)
  attempt(() => set(requestedClass));
else exitWithUsage(usage);
