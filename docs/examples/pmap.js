// @ts-check
// What a process has mapped into its memory, as `pmap` shows it; with -x, how much of it is in RAM and was changed.
import { basename } from 'node:path';
import { attempt, parse, processOf } from './support/command.js';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const line = 'pmap.js [-x] PID';
const { values, positionals } = parse({ extended: { type: 'boolean', short: 'x' } }, line);
const target = processOf(positionals[0], line);
const { command, regions } = attempt(read) ?? process.exit();

function read() {
  const words = target.cmdline();
  return {
    command: words.length > 0 ? words.join(' ') : `[${target.name()}]`, // a thread of the kernel
    regions: target.memoryMaps({ grouped: false }),
  };
}

/** @param {string} path */
function mapping(path) {
  if (path.startsWith('/')) return printable(basename(path));
  return path === '[stack]' ? '  [ stack ]' : '  [ anon ]';
}

const rows = regions.map(({ addr, perms, path, size, rss, sharedDirty, privateDirty }) => ({
  address: addr.replace(/-.*/, '').padStart(16, '0'),
  sizes: [size, rss, sharedDirty + privateDirty].map((bytes) => bytes / 1024),
  mode: perms.replace('p', '-').padEnd(5, '-'),
  name: mapping(path),
}));
const totals = [0, 1, 2].map((column) => rows.reduce((sum, { sizes }) => sum + sizes[column], 0));

console.log(`${target.pid}:   ${printable(command)}`);
if (values.extended) {
  const cells = rows.map(({ address, sizes, mode, name }) => [address, ...sizes.map(String), mode, name]);
  const head = ['Address', 'Kbytes', 'RSS', 'Dirty', 'Mode', 'Mapping'];
  console.log(table([head, ...cells, ['total kB', ...totals.map(String), '', '']], ['Address', 'Mode', 'Mapping']));
} else {
  for (const { address, sizes, mode, name } of rows)
    console.log(`${address} ${`${sizes[0]}K`.padStart(7)} ${mode} ${name}`);
  console.log(` total ${`${totals[0]}K`.padStart(16)}`);
}
