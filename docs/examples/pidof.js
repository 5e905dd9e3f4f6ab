// @ts-check
// Prints the PIDs of programs, the newest first, as pidof(1) does: node docs/examples/pidof.js PROGRAM…
import { basename } from 'node:path';
import { processIter } from '@psutil/psutil';
import { parseCommand, parseLists, parsePid, refuse } from './support/command.js';

const { values, operands: programs } = parseCommand(
  {
    'single-shot': { type: 'boolean', short: 's', description: 'print one PID only' },
    q: { type: 'boolean', short: 'q', description: 'print nothing; the exit code is 1 if no process was found' },
    x: { type: 'boolean', short: 'x', description: 'find the shells that run a script with this name too' },
    'omit-pid': {
      type: 'string',
      short: 'o',
      value: 'PID',
      multiple: true,
      description: 'omit these PIDs; %PPID is the parent',
    },
  },
  'PROGRAM…',
);
if (programs.length === 0) refuse('missing program');
const omitted = parseLists(values['omit-pid'] ?? []).map((pid) => (pid === '%PPID' ? process.ppid : parsePid(pid)));

/** @param {Partial<import('@psutil/psutil').AttributesOf<'name' | 'exe' | 'cmdline', null>>} info */
function namesOf({ name, exe, cmdline }) {
  const [command = '', script = ''] = cmdline ?? [];
  const paths = [exe ?? '', command, ...(values.x ? [script] : [])];
  // A script that the kernel started has the name of the script, but runs its interpreter.
  const names = command === '' || values.x ? [name] : [];
  return new Set([...names, ...paths, ...paths.map((path) => basename(path))]);
}

const found = Array.from(processIter({ attrs: ['pid', 'name', 'exe', 'cmdline'] }), ({ info }) => info)
  .filter(({ pid }) => pid !== process.pid && !omitted.includes(pid))
  .filter((info) => programs.some((program) => namesOf(info).has(program)))
  .map(({ pid }) => pid)
  .reverse();

const printed = found.slice(0, values['single-shot'] ? 1 : found.length);
if (printed.length > 0 && !values.q) console.log(printed.join(' '));
if (printed.length === 0) process.exitCode = 1;
