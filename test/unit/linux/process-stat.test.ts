import { writeFileSync } from 'node:fs';
import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { bootTime, resolveHost, type Stat, statLine } from './process-files.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

test('cpuTimes() converts clock ticks to seconds', () => {
  const host = resolveHost({ 7: { utime: 1234, stime: 56, cutime: 789, cstime: 10, blkio: 250 } });
  const times = { user: 12.34, system: 0.56, childrenUser: 7.89, childrenSystem: 0.1, iowait: 2.5 };
  expect(new Process(7, { host }).cpuTimes()).toEqual(times);
  expect(new Process(7, { host: { ...host, clockTick: 1000 } }).cpuTimes()).toEqual({
    user: 1.234,
    system: 0.056,
    childrenUser: 0.789,
    childrenSystem: 0.01,
    iowait: 0.25,
  });
});

test('cpuTimes() omits iowait if stat has no field for it', () => {
  const line = statLine(7, { utime: 100 }).split(' ').slice(0, 41).join(' ');
  const times = new Process(7, { host: resolveHost({ 7: { stat: `${line}\n` } }) }).cpuTimes();
  expect(times).toEqual({ user: 1, system: 0, childrenUser: 0, childrenSystem: 0 });
});

test('createTime() is the boot time of the host plus the start of the process', async () => {
  const host = resolveHost({ 7: { start: 123_456 } });
  expect(new Process(7, { host }).createTime()).toBe(bootTime + 1234.56);
  expect(await new AsyncProcess(7, { host }).createTime()).toBe(bootTime + 1234.56);
  expect(new Process(7, { host: { ...host, clockTick: 1000 } }).createTime()).toBe(bootTime + 123.456);
});

test('createTime() does not change if the clock of the host is set', () => {
  const host = resolveHost({ 7: {} });
  const process = new Process(7, { host });
  writeFileSync(`${host.proc}/stat`, `btime ${bootTime + 3600}\n`);
  expect(process.createTime()).toBe(bootTime + 5);
  expect(new Process(7, { host }).createTime()).toBe(bootTime + 3605);
});

test.for([
  ['R', 'running'],
  ['S', 'sleeping'],
  ['D', 'disk-sleep'],
  ['T', 'stopped'],
  ['t', 'tracing-stop'],
  ['Z', 'zombie'],
  ['X', 'dead'],
  ['x', 'dead'],
  ['K', 'wake-kill'],
  ['W', 'waking'],
  ['P', 'parked'],
  ['I', 'idle'],
] as const)('status() of the state %s is %s', ([state, status]) => {
  expect(new Process(7, { host: resolveHost({ 7: { state } }) }).status()).toBe(status);
});

test('numThreads() and ppid() return large numbers', () => {
  const process = new Process(4_194_303, { host: resolveHost({ 4194303: { threads: 32_768, ppid: 4_194_302 } }) });
  expect([process.numThreads(), process.ppid()]).toEqual([32_768, 4_194_302]);
});

const malformedStats: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['blank', '\n'],
  ['without a name', '7 S 1 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 500\n'],
  ['without a closing parenthesis', '7 (prog S 1 7 7 0 -1 0 0 0 0 0 0 0 0 0 0 20 0 1 0 500\n'],
  ['with reversed parentheses', '7 )prog( S 1 7 7 0 -1\n'],
  ['truncated after the name', '7 (prog)'],
  ['truncated after the state', '7 (prog) S'],
  ['truncated before the start', '7 (prog) S 1 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0\n'],
  ['with a state of two letters', statLine(7, { state: 'SS' })],
];

test.for(malformedStats)('the constructor throws ERR_MALFORMED_FILE for a stat that is %s', ([, stat]) => {
  const host = resolveHost({ 7: { stat } });
  const error = malformed(`${host.proc}/7/stat`, 1, 7);
  expect(thrownBy(() => new Process(7, { host }))).toEqual(error);
});

const invalidFields: readonly (readonly [keyof Stat, string])[] = [
  ['ppid', '-1'],
  ['ppid', 'x'],
  ['ppid', '4294967297'],
  ['flags', '-1'],
  ['utime', '-1'],
  ['utime', '1.5'],
  ['stime', '0x1'],
  ['cutime', '99999999999999999999'],
  ['cstime', '-0'],
  ['threads', '-1'],
  ['threads', '4294967297'],
  ['start', '-500'],
  ['start', '9007199254740993'],
  ['start', '18446744073709551616'],
  ['blkio', '-1'],
  ['blkio', 'x'],
];

test.for(invalidFields)('cpuTimes() throws ERR_MALFORMED_FILE if the field %s of stat is %s', ([field, value]) => {
  const host = resolveHost({ 7: { stat: statLine(7, { [field]: value }) } });
  const error = malformed(`${host.proc}/7/stat`, 1, 7);
  expect(thrownBy(() => new Process(7, { host }).cpuTimes())).toEqual(error);
});

test('cpuTimes() succeeds after an earlier ERR_MALFORMED_FILE if stat is valid again', async () => {
  const host = resolveHost({ 7: { utime: 100 } });
  const process = new AsyncProcess(7, { host });
  writeFileSync(`${host.proc}/7/stat`, '7 (prog) S -1');
  expect(await rejectedBy(process.cpuTimes())).toMatchObject({ code: 'ERR_MALFORMED_FILE', pid: 7 });
  writeFileSync(`${host.proc}/7/stat`, statLine(7, { utime: 300 }));
  expect((await process.cpuTimes()).user).toBe(3);
});
