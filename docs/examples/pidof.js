// @ts-check
// Prints the PIDs of a program in descending order, as pidof(1) does: node docs/examples/pidof.js PROGRAM
import { basename } from 'node:path';
import { processIter } from '@psutil/psutil';
import { exitWithUsage } from './support/command.js';

const [, , program] = process.argv;
if (program === undefined) exitWithUsage('pidof.js PROGRAM');

const pids = [];
for (const { info } of processIter({ attrs: ['pid', 'name', 'exe', 'cmdline'] })) {
  const names = [info.name, basename(info.exe ?? ''), basename(info.cmdline?.[0] ?? '')];
  if (info.pid !== process.pid && names.includes(program)) pids.push(info.pid);
}

if (pids.length > 0) console.log(pids.reverse().join(' '));
else process.exitCode = 1;
