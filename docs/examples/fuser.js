// @ts-check
// The processes that have a file in use, as `fuser` shows them: as working folder (c), as program (e), mapped into their
// memory (m) or open. A file is known by its path here, and another name of it is another file.
import { realpathSync } from 'node:fs';
import { processIter } from '@psutil/psutil';
import { attempt, usage } from './support/command.js';
import { printable } from './support/printable.js';

const words = process.argv.slice(2);
if (words.length === 0) usage('fuser.js FILE…');

const infos = Array.from(
  processIter({ attrs: ['pid', 'cwd', 'exe', 'memoryMaps', 'openFiles'] }),
  ({ info }) => info,
).filter(({ pid }) => pid !== process.pid);

/** @param {string} file */
function usersOf(file) {
  const isFile = (/** @type {{ path: string }} */ { path }) => path === file;
  return infos.flatMap(({ pid, cwd, exe, memoryMaps, openFiles }) => {
    const isProgram = exe === file;
    const uses = [
      ...(cwd === file ? ['c'] : []),
      ...(isProgram ? ['e'] : []),
      ...(memoryMaps?.some(isFile) && !isProgram ? ['m'] : []),
    ];
    return uses.length > 0 || openFiles?.some(isFile) ? [`${pid}${uses.join('')}`] : [];
  });
}

for (const word of words) {
  const file = attempt(() => realpathSync(word));
  const users = file === undefined ? [] : usersOf(file);
  if (users.length > 0) console.log(`${printable(word)}: ${users.join(' ')}`);
  else process.exitCode = 1;
}
