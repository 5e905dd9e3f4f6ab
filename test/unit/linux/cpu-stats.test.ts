import { cpuStats } from '@psutil/cpu';
import { cpuStats as cpuStatsAsync } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, thrownBy } from './thrown.ts';

const interrupts = `intr 99${' 0'.repeat(500_000)}\n`;

test('cpuStats() returns the counters for an interrupt line of any length', async () => {
  const host = hostWith({ 'proc/stat': `cpu  1 2 3 4\n${interrupts}ctxt 5\nbtime 1\nsoftirq 77 1 2 3\n` });
  const stats = { ctxSwitches: 5, interrupts: 99, softInterrupts: 77 };
  expect(cpuStats({ host })).toEqual(stats);
  expect(await cpuStatsAsync({ host })).toEqual(stats);
});

test('cpuStats() omits the counters that the kernel does not report', () => {
  const host = hostWith({ 'proc/stat': 'intr 99\nctxt 5\n' });
  expect(cpuStats({ host })).toEqual({ ctxSwitches: 5, interrupts: 99 });
});

test.for([
  ['', 1],
  ['ctxt 5\n', 1],
  ['ctxt 5\nintr\n', 2],
  ['ctxt x\nintr 1\n', 1],
  ['ctxt 5\nintr 1\nsoftirq -1\n', 3],
] as const)('cpuStats() throws ERR_MALFORMED_FILE for a /proc/stat of %j', ([text, line]) => {
  const host = hostWith({ 'proc/stat': text });
  expect(thrownBy(() => cpuStats({ host }))).toEqual(malformed(`${host.proc}/stat`, line));
});

test('cpuStats() throws the system error if /proc/stat is missing', () => {
  expect(thrownBy(() => cpuStats({ host: { proc: '/nowhere' } }))).toEqual(missing('open', '/nowhere/stat'));
});
