import { readFileSync } from 'node:fs';
import { cpus, freemem, totalmem } from 'node:os';
import { cpuTimes } from '@psutil/cpu';
import { virtualMemory } from '@psutil/memory';
import { processIter } from '@psutil/process';
import { bench, describe } from 'vitest';

// Ratios within one run, never a pass or fail. `readFileSync` alone is what Node can do at best without an addon.

describe('RAM', () => {
  bench('virtualMemory()', () => void virtualMemory());
  bench("readFileSync('/proc/meminfo')", () => void readFileSync('/proc/meminfo', 'latin1'));
  bench('os.totalmem() and os.freemem()', () => void (totalmem() + freemem()));
});

describe('CPU times', () => {
  bench('cpuTimes({ percpu: true })', () => void cpuTimes({ percpu: true }));
  bench("readFileSync('/proc/stat')", () => void readFileSync('/proc/stat', 'latin1'));
  bench('os.cpus()', () => void cpus());
});

describe('all processes', () => {
  const attrs = ['pid', 'ppid', 'name', 'status', 'createTime', 'username', 'cpuTimes', 'memoryInfo'] as const;
  bench('processIter({ attrs }) of eight', () => void [...processIter({ attrs })]);
  bench('processIter()', () => void [...processIter()]);
});
