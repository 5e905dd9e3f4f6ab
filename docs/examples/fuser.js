// @ts-check
// Prints the PIDs of the processes that use a file, as fuser(1) does: node docs/examples/fuser.js FILE…
// Letters mark a current working directory (c), an executable (e) and a mapped file (m). Files are compared by path, so
// other hard links to the same file are not found.
import { realpathSync } from 'node:fs';
import { processIter } from '@psutil/psutil';
import { attempt, exitWithUsage } from './support/command.js';
import { printable } from './support/printable.js';

const files = process.argv.slice(2);
if (files.length === 0) exitWithUsage('fuser.js FILE…');

const infos = Array.from(
  processIter({ attrs: ['pid', 'cwd', 'exe', 'memoryMaps', 'openFiles'] }),
  ({ info }) => info,
).filter(({ pid }) => pid !== process.pid);

/** @param {string} target */
function findUsers(target) {
  const isTarget = (/** @type {{ path: string }} */ { path }) => path === target;
  return infos.flatMap(({ pid, cwd, exe, memoryMaps, openFiles }) => {
    const isExecutable = exe === target;
    const uses = [
      ...(cwd === target ? ['c'] : []),
      ...(isExecutable ? ['e'] : []),
      ...(memoryMaps?.some(isTarget) && !isExecutable ? ['m'] : []),
    ];
    return uses.length > 0 || openFiles?.some(isTarget) ? [`${pid}${uses.join('')}`] : [];
  });
}

for (const file of files) {
  const target = attempt(() => realpathSync(file));
  const users = target === undefined ? [] : findUsers(target);
  if (users.length > 0) console.log(`${printable(file)}: ${users.join(' ')}`);
  else process.exitCode = 1;
}
