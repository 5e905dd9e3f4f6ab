// @ts-check
// Prints the usage of RAM and swap space, in KiB by default, as free(1) does: node docs/examples/free.js [-h]
import { swapMemory, virtualMemory } from '@psutil/psutil';
import { parseCommand, parseNumber, parseSeconds, repeat } from './support/command.js';
import { formatSize } from './support/format.js';

const { values } = parseCommand({
  bytes: { type: 'boolean', short: 'b', description: 'print bytes' },
  kibi: { type: 'boolean', short: 'k', description: 'print KiB, the default' },
  mebi: { type: 'boolean', short: 'm', description: 'print MiB' },
  gibi: { type: 'boolean', short: 'g', description: 'print GiB' },
  human: { type: 'boolean', short: 'h', description: 'print each value in the largest unit that suits it' },
  wide: { type: 'boolean', short: 'w', description: 'print buffers and cache in separate columns' },
  total: { type: 'boolean', short: 't', description: 'print the sum of RAM and swap space' },
  seconds: { type: 'string', short: 's', value: 'SECONDS', description: 'repeat, with this pause' },
  count: { type: 'string', short: 'c', value: 'COUNT', description: 'repeat so often; with a pause of 1 second' },
});
const seconds = parseSeconds(values.seconds ?? '1');
const count = values.count === undefined ? undefined : parseNumber(values.count, 'count');

const divisor = values.bytes ? 1 : values.mebi ? 2 ** 20 : values.gibi ? 2 ** 30 : 2 ** 10;
const units = ['B', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** @param {number} bytes */
const format = (bytes) => (values.human ? formatSize(bytes, units, Math.floor) : String(Math.floor(bytes / divisor)));

/** @param {readonly (string | number)[]} cells */
const formatLine = ([title, ...cells]) =>
  String(title).padEnd(8) + cells.map((cell) => (typeof cell === 'number' ? format(cell) : cell).padStart(12)).join('');

function print() {
  // A system that has no such count leaves the field out.
  const { total, used, free = 0, shared = 0, buffers = 0, cached = 0, available } = virtualMemory();
  const swap = swapMemory();
  const caches = values.wide ? [buffers, cached] : [buffers + cached];
  const titles = ['total', 'used', 'free', 'shared', ...(values.wide ? ['buffers', 'cache'] : ['buff/cache'])];
  console.log(formatLine(['', ...titles, 'available']));
  console.log(formatLine(['Mem:', total, used, free, shared, ...caches, available]));
  console.log(formatLine(['Swap:', swap.total, swap.used, swap.free]));
  if (values.total) console.log(formatLine(['Total:', total + swap.total, used + swap.used, free + swap.free]));
}

const repetitions = count ?? (values.seconds === undefined ? 1 : Number.POSITIVE_INFINITY);
await repeat(repetitions, seconds, () => {
  print();
  if (repetitions > 1) console.log();
});
