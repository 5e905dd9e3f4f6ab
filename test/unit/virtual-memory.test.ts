import { virtualMemory } from '@psutil/memory';
import { expect, test } from 'vitest';
import { hostWith } from '../support/host-with.ts';

test('virtualMemory counts what is not available as used', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 250 kB\n' });
  expect(virtualMemory({ host })).toEqual({
    total: 1024000,
    available: 256000,
    percent: 75,
    used: 768000,
    free: 102400,
  });
});
