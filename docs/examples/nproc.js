// @ts-check
// Prints the number of online CPUs, as nproc(1) does; with --cores, of physical cores: node docs/examples/nproc.js
import { cpuCount } from '@psutil/psutil';

const count = cpuCount({ logical: !process.argv.includes('--cores') });

console.log(count ?? 'unknown');
