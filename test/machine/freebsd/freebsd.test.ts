// What only FreeBSD has: starts that move with the clock, tables in sysctl(3), kernel processes, CPU sets and jails.
import * as psutil from '@psutil/psutil';
import { AccessDenied, Process } from '@psutil/psutil';
import { expect, test } from 'vitest';
import { structure } from '../../support/structure.ts';
import type { Answer } from '../machine.ts';
import { add } from '../scripted-process.ts';
import { machineFacts as facts, scriptedPid, scriptedProcess } from '../scripted-system.ts';
import { system } from '../setup.ts';

const { machine } = system;
const pid = scriptedPid;
const row = `sysctl/1.14.1.${pid}`;
const table = 'sysctl/1.14.8';
const rowSize = 1088;

const int = (value: number) => structure(4, [0, 4, value]);
const long = (value: number) => structure(8, [0, 8, value]);

test('a process keeps its identity if the clock is set while its row is read', () => {
  const process = add();
  const { id } = process;
  // The row was read with another boot time than the one that is read afterwards.
  machine.next('sysctl/1.21', structure(16, [0, 8, facts.bootTime - 100]));
  expect(new Process(pid).id).toBe(id);
  machine.next('sysctl/1.21', structure(16, [0, 8, facts.bootTime + 3600]));
  expect(process.isRunning()).toBe(true);
  machine.next('sysctl/1.21', structure(16, [0, 8, facts.bootTime - 100]));
  expect(psutil.pids()).toContain(pid);
});

test('the table of processes may grow between the call for its size and the call for its bytes', () => {
  add();
  machine.next(table, machine.read(table).subarray(0, rowSize));
  expect(psutil.pids()).toContain(pid);
});

test('a table that does not fit again and again causes ENOMEM', () => {
  const attempts = Array.from({ length: 20 }, (): Answer[] => [Buffer.alloc(rowSize), { error: 'ENOMEM' }]);
  machine.next(table, ...attempts.flat());
  expect(() => psutil.pids()).toThrow(expect.objectContaining({ code: 'ENOMEM' }));
  expect(psutil.pids()).toContain(1);
});

test('a table of rows that do not fit, which the kernel leaves out, is read again', () => {
  const files = Array.from({ length: 30 }, (_, index) => `/opt/data${index}`);
  const process = add({ files });
  const call = `sysctl/1.14.33.${pid}`;
  machine.next(call, machine.read(call).subarray(0, 384));
  expect(process.openFiles().map(({ path }) => path)).toEqual(files);
  machine.next(`sysctl/1.14.42.${pid}`, machine.read(`sysctl/1.14.42.${pid}`).subarray(0, 300));
  expect(process.cwd()).toBe('/home/alice');
  const mapping = machine.read(`sysctl/1.14.32.${pid}`);
  machine.answer(`sysctl/1.14.32.${pid}`, Buffer.concat(Array.from({ length: 30 }, () => mapping)));
  machine.next(`sysctl/1.14.32.${pid}`, mapping);
  expect(process.memoryMaps({ grouped: false })).toHaveLength(30);
});

test('a process that executes another program meanwhile is read and changed again', () => {
  const process = add();
  const busy = { error: 'EBUSY' } as const;
  for (const kind of [32, 33, 35, 42]) machine.next(`sysctl/1.14.${kind}.${pid}`, busy, busy);
  expect(process.environ()).toEqual({ HOME: '/home/alice', EMPTY: '' });
  expect(process.cwd()).toBe('/home/alice');
  expect(process.numFds()).toBe(2);
  expect(process.memoryMaps()).toHaveLength(1);
  machine.next(`sysctl/1.14.37.${pid}.7`, busy);
  process.rlimit(psutil.RLIMIT_NOFILE, [512, 1024]);
  machine.answer(`sysctl/1.14.35.${pid}`, busy);
  expect(() => process.environ()).toThrow(AccessDenied);
});

test('arguments and variables in memory that cannot be read are empty', () => {
  const process = add();
  for (const error of ['ENOMEM', 'ENOEXEC', 'EFAULT'] as const) {
    for (const kind of [7, 35]) machine.answer(`sysctl/1.14.${kind}.${pid}`, { error });
    expect([process.cmdline(), process.environ()]).toEqual([[], {}]);
  }
});

test('a process of which a call fails does not fail a table of all processes', () => {
  const attrs = Object.keys(add().asDict()) as psutil.AttributeName[];
  const scan = () => [...psutil.processIter({ attrs })].map((each) => each.pid);
  for (const error of ['EBUSY', 'EPERM', 'EACCES', 'ESRCH'] as const)
    for (const call of [...system.callsOf(pid), `cpuset/3/${pid}`]) {
      add();
      machine.answer(call, { error });
      expect(scan(), `${call} ${error}`).toContain(process.pid);
      system.removeProcesses(pid);
    }
});

test('a name that the kernel cut off is completed by the executable', () => {
  const name = Buffer.from('a-name-of-more-than-19-bytes');
  expect(add({ name, exe: '/opt/a-name-of-more-than-19-bytes' }).name()).toBe('a-name-of-more-than-19-bytes');
  expect(add({ name, exe: '/opt/other' }).name()).toBe('a-name-of-more-than');
});

test('a program whose file was deleted has an empty path', () => {
  const process = add();
  machine.answer(`sysctl/1.14.12.${pid}`, { error: 'ENOENT' });
  expect(process.exe()).toBe('');
});

test('a kernel process has neither a program nor arguments', () => {
  const process = add();
  const bytes = machine.read(row);
  bytes.writeUInt32LE(0x4, 368);
  machine.answer(row, bytes);
  for (const kind of [7, 12, 35]) machine.answer(`sysctl/1.14.${kind}.${pid}`, { error: 'ESRCH' });
  expect([process.exe(), process.cmdline(), process.environ(), process.isKernelProcess()]).toEqual(['', [], {}, true]);
});

test('the kernel is the process 0, which nothing changes', () => {
  system.addProcesses(
    scriptedProcess({ pid: 0, ppid: 0, name: Buffer.from('kernel'), start: 1, ports: [], files: [] }),
  );
  const kernel = new Process(0);
  expect(kernel.name()).toBe('kernel');
  expect(psutil.pidExists(0)).toBe(true);
  const calls = machine.calls().length;
  // The system calls take 0 for this program or its group.
  for (const change of [() => kernel.kill(), () => kernel.nice(5), () => kernel.cpuAffinity([0])])
    expect(change).toThrow(AccessDenied);
  expect(machine.calls()).toHaveLength(calls);
  system.removeProcesses(0);
  expect(psutil.pidExists(0)).toBe(false);
});

test('a process of another jail does not exist', () => {
  const process = add();
  for (const call of [row, ...system.callsOf(pid)]) machine.answer(call, { error: 'ESRCH' });
  expect(process.isRunning()).toBe(false);
  expect(() => process.name()).toThrow(psutil.NoSuchProcess);
});

test('CPU affinity is within the numbered set of the process', () => {
  const process = add();
  expect(process.cpuAffinity()).toEqual([0, 1, 2, 3]);
  process.cpuAffinity([1, 3]);
  expect(process.cpuAffinity()).toEqual([1, 3]);
  process.cpuAffinity([]);
  expect(process.cpuAffinity()).toEqual([0, 1, 2, 3]);
  machine.answer(`cpuset/2/${pid}`, structure(128, [0, 8, 0b0011]));
  expect(() => process.cpuAffinity([2])).toThrow(RangeError);
});

test('resource limits are read and set', () => {
  const process = add();
  expect(process.rlimit(psutil.RLIMIT_NOFILE)).toEqual([1024, 2048]);
  process.rlimit(psutil.RLIMIT_NOFILE, [512, 1024]);
  expect(process.rlimit(psutil.RLIMIT_NOFILE)).toEqual([512, 1024]);
});

test('virtualMemory() counts the ARC of ZFS as available, except its minimum', () => {
  const { available } = psutil.virtualMemory();
  const arc = { size: 2 ** 30, minimum: 2 ** 28 };
  const zfs = 'sysctl/kstat.zfs.misc.arcstats';
  // The ARC is a part of the wired memory.
  const wired = { 'sysctl/vm.stats.vm.v_wire_count': int(2 ** 31 / 4096) };
  machine.withAnswers({ ...wired, [`${zfs}.size`]: long(arc.size), [`${zfs}.c_min`]: long(arc.minimum) }, () => {
    expect(psutil.virtualMemory().available).toBe(available + arc.size - arc.minimum);
  });
});

test('swapMemory() adds up all devices', () => {
  machine.withAnswers({ 'sysctl/2.500.1': structure(28, [0, 4, 2], [20, 4, 2 ** 18], [24, 4, 2 ** 16]) }, () => {
    expect(psutil.swapMemory()).toMatchObject({ total: 2 * facts.totalSwap, used: 2 * facts.usedSwap });
  });
});

test('counters of 32 bits are unsigned', () => {
  machine.withAnswers(
    { 'sysctl/vm.stats.sys.v_swtch': int(0xffff_ffff), 'sysctl/vm.stats.vm.v_swappgsin': int(0xffff_ffff) },
    () => {
      expect(psutil.cpuStats().ctxSwitches).toBe(2 ** 32 - 1);
      expect(psutil.swapMemory().sin).toBe((2 ** 32 - 1) * 4096);
    },
  );
});

test('sensorsTemperatures() leaves out sensors that fail or have no reading', () => {
  const answers: Record<string, Answer> = {
    'sysctl/dev.cpu.0.temperature': { error: 'EIO' },
    'sysctl/dev.cpu.1.temperature': int(3231),
    'sysctl/dev.cpu.1.coretemp.tjmax': int(3731),
    'sysctl/hw.acpi.thermal.tz0.temperature': int(-1 >>> 0),
    'sysctl/hw.acpi.thermal.tz1.temperature': int(3011),
  };
  machine.withAnswers(answers, () => {
    expect(psutil.sensorsTemperatures()).toEqual({
      coretemp: [
        expect.objectContaining({ label: 'CPU 1', current: expect.closeTo(50, 0), high: expect.closeTo(100, 0) }),
      ],
      acpi_thermal: [expect.objectContaining({ label: 'tz1', current: expect.closeTo(28, 0) })],
    });
  });
});

test('sensorsBattery() has the sum of all batteries', () => {
  expect(psutil.sensorsBattery()).toBeNull();
  const acpi = 'sysctl/hw.acpi';
  machine.withAnswers(
    { [`${acpi}.battery.life`]: int(60), [`${acpi}.battery.time`]: int(90), [`${acpi}.acline`]: int(0) },
    () => {
      expect(psutil.sensorsBattery()).toMatchObject({ percent: 60, secsleft: 5400, powerPlugged: false });
    },
  );
});

test('hostInfo() identifies a jail', () => {
  expect(psutil.hostInfo()).toMatchObject({
    os: { id: 'freebsd', name: 'FreeBSD', version: '14.1' },
    kernel: '14.1-RELEASE-p3',
    arch: 'amd64',
    container: null,
  });
  machine.withAnswers({ 'sysctl/security.jail.jailed': int(1) }, () => {
    expect(psutil.hostInfo().container).toBe('jail');
  });
});
