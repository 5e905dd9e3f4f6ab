// @ts-check
// The number of CPUs online, as `nproc` without an affinity shows it; with --cores, of physical cores.
import { cpuCount } from '@psutil/psutil';

const count = cpuCount({ logical: !process.argv.includes('--cores') });

console.log(count ?? 'unknown');
