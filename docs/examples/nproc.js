// @ts-check
// Prints the number of CPUs that this process may use, as nproc(1) does: node docs/examples/nproc.js [--all]
import { cpuCount, Process, supports } from '@psutil/psutil';
import { parseCommand, parseNumber } from './support/command.js';

const { values } = parseCommand({
  all: { type: 'boolean', description: 'print the number of online CPUs' },
  cores: { type: 'boolean', description: 'print the number of physical cores' },
  ignore: { type: 'string', value: 'COUNT', description: 'subtract a number of CPUs, down to 1' },
});
const ignored = parseNumber(values.ignore ?? '0', 'count');

function count() {
  if (values.cores || values.all || !supports('Process.cpuAffinity')) return cpuCount({ logical: !values.cores });
  return new Process().cpuAffinity().length;
}

const number = count();
console.log(number === null ? 'unknown' : Math.max(1, number - ignored));
