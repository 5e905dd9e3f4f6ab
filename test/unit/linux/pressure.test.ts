import { pressure } from '@psutil/system';
import { pressure as pressureAsync } from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

const line = (kind: string, first: number) =>
  `${kind} avg10=${first}.50 avg60=${first + 1}.25 avg300=${first + 2}.00 total=${first}500000\n`;
const stall = (first: number) => ({ avg10: first + 0.5, avg60: first + 1.25, avg300: first + 2, total: first + 0.5 });

test('pressure() returns the pressure of the system, sync and async', async () => {
  const host = hostWith({
    'proc/pressure/cpu': line('some', 1),
    'proc/pressure/memory': line('some', 2) + line('full', 3),
    'proc/pressure/io': line('some', 4) + line('full', 5),
  });
  const expected = {
    cpu: { some: stall(1), full: null },
    memory: { some: stall(2), full: stall(3) },
    io: { some: stall(4), full: stall(5) },
  };
  expect(pressure({ host })).toEqual(expected);
  expect(await pressureAsync({ host })).toEqual(expected);
});

test.for(['', '/unified'])('pressure({ cgroup }) reads the control group below sys/fs/cgroup%s', async (mount) => {
  const host = hostWith({
    [`sys/fs/cgroup${mount}/cpu.pressure`]: line('some', 7),
    [`sys/fs/cgroup${mount}/a/b.slice/memory.pressure`]: line('some', 1) + line('full', 2),
  });
  const nothing = { cpu: null, memory: null, io: null };
  expect(pressure({ host, cgroup: '/' })).toEqual({ ...nothing, cpu: { some: stall(7), full: null } });
  const expected = { ...nothing, memory: { some: stall(1), full: stall(2) } };
  expect(await pressureAsync({ host, cgroup: '/a/b.slice' })).toEqual(expected);
  expect(thrownBy(() => pressure({ host, cgroup: '/absent' }))).toMatchObject({ code: 'ENOENT' });
});

test('pressure() is null for each resource that the kernel does not report', () => {
  expect(pressure({ host: hostWith({}) })).toEqual({ cpu: null, memory: null, io: null });
  expect(pressure({ host: hostWith({ 'proc/pressure/io': '' }) })).toEqual({ cpu: null, memory: null, io: null });
});

test.for([
  'some avg10=0.00 avg60=0.00\n',
  'some avg10=x avg60=0.00 avg300=0.00 total=0\n',
  'some avg10=-1.00 avg60=0.00 avg300=0.00 total=0\n',
  'some avg60=0.00 avg10=0.00 avg300=0.00 total=0\n',
  'some',
])('pressure() throws ERR_MALFORMED_FILE with the line for %j', async (text) => {
  const host = hostWith({ 'proc/pressure/cpu': line('full', 1) + text });
  const error = malformed(`${host.proc}/pressure/cpu`, 2);
  expect(thrownBy(() => pressure({ host }))).toEqual(error);
  expect(await rejectedBy(pressureAsync({ host }))).toEqual(error);
});
