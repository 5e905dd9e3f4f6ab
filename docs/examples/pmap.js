// @ts-check
// Prints the memory mappings of processes, as pmap(1) does: node docs/examples/pmap.js [-x] PID…
import { basename } from 'node:path';
import { Process } from '@psutil/psutil';
import { attempt, parseCommand, parsePid, refuse } from './support/command.js';
import { printable } from './support/printable.js';
import { formatCommand } from './support/process.js';

const { values, operands } = parseCommand(
  {
    extended: { type: 'boolean', short: 'x', description: 'print the resident and dirty memory too' },
    quiet: { type: 'boolean', short: 'q', description: 'print no titles and totals' },
    'show-path': { type: 'boolean', short: 'p', description: 'print the whole paths of files' },
  },
  'PID…',
);
if (operands.length === 0) refuse('missing PID');

/** @param {string} path */
function formatPath(path) {
  if (path.startsWith('/')) return printable(values['show-path'] ? path : basename(path));
  return path === '[stack]' ? '  [ stack ]' : '  [ anon ]';
}

/** @param {readonly number[]} sizes in KiB */
const formatSizes = (sizes) => sizes.map((size) => String(size).padStart(7)).join(' ');

/** @param {readonly import('@psutil/psutil').MappedRegion[]} mappings */
function print(mappings) {
  const rows = mappings.map(({ addr, perms, path, size, rss, sharedDirty, privateDirty }) => ({
    address: addr.replace(/-.*/, '').padStart(16, '0'),
    sizes: [size, rss, (sharedDirty ?? 0) + (privateDirty ?? 0)].map((bytes) => bytes / 1024),
    mode: perms.replace('p', '-').padEnd(5, '-'),
    name: formatPath(path),
  }));
  const totals = [0, 1, 2].map((column) => rows.reduce((sum, { sizes }) => sum + sizes[column], 0));
  const hasTitles = !values.quiet;
  if (values.extended) {
    if (hasTitles) console.log('Address           Kbytes     RSS   Dirty Mode  Mapping');
    for (const { address, sizes, mode, name } of rows) console.log(`${address} ${formatSizes(sizes)} ${mode} ${name}`);
    if (hasTitles) console.log(`---------------- ------- ------- ------- \ntotal kB         ${formatSizes(totals)}`);
  } else {
    for (const { address, sizes, mode, name } of rows)
      console.log(`${address} ${`${sizes[0]}K`.padStart(7)} ${mode} ${name}`);
    if (hasTitles) console.log(` total ${`${totals[0]}K`.padStart(17)}`);
  }
}

for (const pid of operands.map(parsePid)) {
  const read = attempt(() => {
    const target = new Process(pid);
    return { command: target.asDict({ attrs: ['name', 'cmdline'] }), mappings: target.memoryMaps({ grouped: false }) };
  });
  if (read === undefined) continue;
  console.log(`${pid}:   ${formatCommand(read.command)}`);
  print(read.mappings);
}
if (process.exitCode === 1) process.exitCode = 42; // as pmap exits for a process that does not exist
