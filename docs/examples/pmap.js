// @ts-check
// Prints the memory mappings of a process, as pmap(1) does; with -x, also their resident and dirty memory:
// node docs/examples/pmap.js [-x] PID
import { basename } from 'node:path';
import { attempt, openProcess, parseArguments } from './support/command.js';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const usage = 'pmap.js [-x] PID';
const { values, positionals } = parseArguments({ extended: { type: 'boolean', short: 'x' } }, usage);
const target = openProcess(positionals[0], usage);
const { command, mappings } = attempt(read) ?? process.exit();

function read() {
  const cmdline = target.cmdline();
  return {
    command: cmdline.length > 0 ? cmdline.join(' ') : `[${target.name()}]`, // a kernel thread
    mappings: target.memoryMaps({ grouped: false }),
  };
}

/** @param {string} path */
function formatPath(path) {
  if (path.startsWith('/')) return printable(basename(path));
  return path === '[stack]' ? '  [ stack ]' : '  [ anon ]';
}

const rows = mappings.map(({ addr, perms, path, size, rss, sharedDirty, privateDirty }) => ({
  address: addr.replace(/-.*/, '').padStart(16, '0'),
  sizes: [size, rss, (sharedDirty ?? 0) + (privateDirty ?? 0)].map((bytes) => bytes / 1024),
  mode: perms.replace('p', '-').padEnd(5, '-'),
  name: formatPath(path),
}));
const totals = [0, 1, 2].map((column) => rows.reduce((sum, { sizes }) => sum + sizes[column], 0));

console.log(`${target.pid}:   ${printable(command)}`);
if (values.extended) {
  const cells = rows.map(({ address, sizes, mode, name }) => [address, ...sizes.map(String), mode, name]);
  const header = ['Address', 'Kbytes', 'RSS', 'Dirty', 'Mode', 'Mapping'];
  console.log(table([header, ...cells, ['total kB', ...totals.map(String), '', '']], ['Address', 'Mode', 'Mapping']));
} else {
  for (const { address, sizes, mode, name } of rows)
    console.log(`${address} ${`${sizes[0]}K`.padStart(7)} ${mode} ${name}`);
  console.log(` total ${`${totals[0]}K`.padStart(16)}`);
}
