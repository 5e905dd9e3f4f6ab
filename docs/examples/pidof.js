// @ts-check
// The pids of a program, the newest first, as `pidof` shows them.
import { basename } from 'node:path';
import { processIter } from '@psutil/psutil';

const [, , program] = process.argv;

if (program === undefined) {
  console.error('usage: pidof.js PROGRAM');
  process.exit(2);
}

const pids = [];
for (const { info } of processIter({ attrs: ['pid', 'name', 'exe', 'cmdline'] })) {
  const names = [info.name, basename(info.exe ?? ''), basename(info.cmdline?.[0] ?? '')];
  if (info.pid !== process.pid && names.includes(program)) pids.push(info.pid);
}

if (pids.length > 0) console.log(pids.reverse().join(' '));
else process.exitCode = 1;
