// @ts-check
// How urgent the reads and writes of a process are, as `ionice` shows and sets it.
import { attempt, parse, processOf, usage } from './support/command.js';

const line = 'ionice.js [-c CLASS [-n LEVEL]] -p PID';
const names = ['none', 'realtime', 'best-effort', 'idle']; // at their numbers, `IOPRIO_CLASS_…`

const { values } = parse(
  {
    class: { type: 'string', short: 'c' },
    level: { type: 'string', short: 'n' },
    pid: { type: 'string', short: 'p' },
  },
  line,
);
const { class: wanted, level, pid } = values;
if (level !== undefined && !/^\d+$/.test(level)) usage(line);
const target = processOf(pid, line);

function show() {
  const { ioclass, value } = target.ionice();
  console.log(names[ioclass] === 'idle' ? 'idle' : `${names[ioclass]}: prio ${value}`);
}

/** @param {string} word the name or the number of a class */
function set(word) {
  const ioclass = names.includes(word) ? names.indexOf(word) : Number(word);
  const hasLevels = ['realtime', 'best-effort'].includes(names[ioclass]);
  target.ionice(ioclass, Number(level ?? (hasLevels ? 4 : 0)));
}

if (wanted === undefined) attempt(show);
else if (names.includes(wanted) || names[Number(wanted)] !== undefined) attempt(() => set(wanted));
else usage(line);
