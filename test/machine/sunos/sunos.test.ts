// What only SunOS has: binary files in /proc, kernel statistics, streams, zones and privileges.
import { syncExecutor } from '@psutil/native/internal/execution';
import * as psutil from '@psutil/psutil';
import { AccessDenied, NoSuchProcess, Process, ZombieProcess } from '@psutil/psutil';
import { expect, test } from 'vitest';
import { structure } from '../../support/structure.ts';
import { namedValues } from '../../unit/sunos/named-values.ts';
import { psinfo } from '../../unit/sunos/proc.ts';
import { add } from '../scripted-process.ts';
import { machineFacts, scriptedPid } from '../scripted-system.ts';
import { system } from '../setup.ts';
import { diskIo } from './facts.ts';

const { machine } = system;
const pid = scriptedPid;

/** The chain of statistics. */
const chain = () => machine.read('kstat-chain').toString();

test('files of a process whose program is replaced by one with other privileges are opened again', () => {
  const process = add({ cmdline: ['/opt/program', 'new'] });
  const before = psinfo({ pid, argc: 1, argv: 0x7fff_0000n });
  machine.next(`proc/${pid}/psinfo`, before);
  machine.next(`proc/${pid}/as.read`, { error: 'EAGAIN' });
  expect(process.cmdline()).toEqual(['/opt/program', 'new']);
  machine.next(`proc/${pid}/cred.read`, { error: 'EAGAIN' });
  expect(process.uids().saved).toBe(0);
});

test('files that are invalidated again and again cause EAGAIN', () => {
  const process = add();
  machine.next(`proc/${pid}/as.read`, { error: 'EAGAIN' }, { error: 'EAGAIN' });
  expect(() => process.environ()).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
  expect(process.environ()).toHaveProperty('HOME');
});

test('a psinfo that is too short fails the attributes that it holds', () => {
  const process = add();
  machine.answer(`proc/${pid}/psinfo`, psinfo({ pid }).subarray(0, 415));
  expect(() => process.ppid()).toThrow(expect.objectContaining({ code: 'EBADMSG' }));
  expect(process.pageFaults()).toEqual({ minor: 11, major: 12 });
  machine.answer(`proc/${pid}/psinfo`, Buffer.concat([psinfo({ pid, ppid: 7 }), Buffer.alloc(100)]));
  expect(process.ppid()).toBe(7);
});

test('a process whose start cannot be read receives no signal', () => {
  add();
  machine.answer(`proc/${pid}/usage`, Buffer.alloc(504, 1));
  expect(() => new Process(pid).kill()).toThrow(expect.objectContaining({ code: 'EBADMSG' }));
  expect(machine.calls().filter((call) => call.startsWith(`kill ${pid}`))).toEqual([]);
});

test('a process that ends between two files is gone, and one that is not waited for is a zombie', () => {
  const process = add();
  const alive = machine.read(`proc/${pid}/psinfo`);
  machine.next(`proc/${pid}/as`, { error: 'ENOENT' });
  machine.next(`proc/${pid}/psinfo`, alive, { error: 'ENOENT' });
  expect(() => process.environ()).toThrow(NoSuchProcess);
  machine.next(`proc/${pid}/as.read`, { error: 'ENOENT' });
  machine.next(`proc/${pid}/psinfo`, alive, psinfo({ pid, threads: 0, letter: 'Z', state: 0, sizeKib: 0 }));
  expect(() => process.environ()).toThrow(ZombieProcess);
});

test('calls that a signal interrupts are repeated', () => {
  const process = add();
  const calls = ['', '/psinfo', '/psinfo.read', '/usage', '/as', '/as.read', '/fd'];
  for (const call of calls) machine.next(`proc/${pid}${call}`, { error: 'EINTR' });
  machine.next('getmsg', { error: 'EINTR' });
  expect(process.environ()).toHaveProperty('HOME');
  expect(process.numFds()).toBe(2);
  expect(process.connections()).toHaveLength(1);
});

test('a wait ends although another process has the PID at once, and a signal interrupts it', async () => {
  machine.next('poll', { error: 'EINTR' });
  const waits = [add().wait(), add({ start: 2_000_000 }).wait()];
  system.removeProcesses(pid);
  const other = add({ start: 9_000_000 });
  await Promise.all(waits);
  expect(other.isRunning()).toBe(true);
});

test('a process of the kernel has no program, and its nice value cannot be set', () => {
  const process = add();
  machine.answer(`proc/${pid}/psinfo`, psinfo({ pid, ppid: 0, name: 'fsflush', sizeKib: 0, argc: 0 }));
  machine.answer(`proc/${pid}/as`, { error: 'EIO' });
  expect(process.name()).toBe('fsflush');
  expect(process.exe()).toBe('');
  expect(process.cmdline()).toEqual([]);
  expect(process.environ()).toEqual({});
  expect(() => process.nice(5)).toThrow(AccessDenied);
});

test('the arguments of a 32-bit program have pointers of four bytes', () => {
  const process = add();
  const pointers = structure(16, [0, 4, 32], [4, 4, 36]);
  machine.answer(`proc/${pid}/as`, Buffer.concat([Buffer.alloc(16), pointers, Buffer.from('one\0two\0')]));
  machine.answer(`proc/${pid}/psinfo`, psinfo({ pid, argc: 2, argv: 16n, is64Bit: false }));
  expect(process.cmdline()).toEqual(['one', 'two']);
});

test('a terminal has the path of the device with its number', () => {
  const process = add();
  expect(process.terminal()).toBeNull();
  const info = machine.read(`proc/${pid}/psinfo`);
  info.writeBigUInt64LE(0x6_0000_0001n, 72);
  machine.answer(`proc/${pid}/psinfo`, info);
  expect(process.terminal()).toBe('/dev/pts/1');
});

test('a real-time process has the nice value 0, although the kernel reports another', () => {
  const process = add();
  const info = psinfo({ pid });
  info.writeUInt8(0, 315);
  machine.answer(`proc/${pid}/psinfo`, info);
  expect(process.nice()).toBe(-20);
  for (const name of ['RT', 'SYS', 'SDC']) {
    info.fill(0, 360, 368).write(name, 360);
    machine.answer(`proc/${pid}/psinfo`, info);
    expect(process.nice()).toBe(0);
  }
});

test('a nice value requires privileges for processes of others and for a higher priority', () => {
  add({ uid: 77 });
  const check = (nice: number) => syncExecutor.collect('setProcessNice', undefined, [pid, Number.NaN], nice, true);
  const refusal = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });
  expect(() => check(10)).not.toThrow();
  machine.withAnswers({ 'privilege/proc_owner': { error: 'EPERM' } }, () => {
    expect(() => check(10)).toThrow(refusal('EPERM'));
  });
  machine.withAnswers({ 'privilege/proc_prioup': { error: 'EPERM' } }, () => {
    expect(() => check(-5)).toThrow(refusal('EACCES'));
    expect(() => check(10)).not.toThrow();
  });
});

test('a zone is a container, with the memory that it may use', () => {
  const { totalMemory } = machineFacts;
  expect(psutil.hostInfo().container).toBeNull();
  const limit = 2 ** 30;
  const cap = (physcap: number) => namedValues({ physcap: ['uint64', physcap], rss: ['uint64', 2 ** 28] });
  machine.answer('kstat/memory_cap/3/web', cap(limit));
  machine.answer('kstat/memory_cap/4/other', cap(limit / 2));
  machine.withAnswers(
    { 'kstat-chain': `${chain()}\nmemory_cap 3 web zone_memory_cap 1\nmemory_cap 4 other zone_memory_cap 1` },
    () => {
      expect(psutil.virtualMemory().total).toBe(totalMemory);
      machine.withAnswers({ zoneid: '3' }, () => {
        expect(psutil.hostInfo().container).toBe('zone');
        expect(psutil.virtualMemory()).toMatchObject({ total: limit, available: limit - 2 ** 28 });
      });
    },
  );
});

test('counters of 32 bits that wrap continue to grow by what was counted after', () => {
  const disk = `kstat/sd/0/${machineFacts.disk}`;
  const counts = () => {
    const { readCount, writeCount } = psutil.diskIoCounters({ perdisk: true })[machineFacts.disk] ?? {};
    return { readCount, writeCount };
  };
  machine.withAnswers({ [disk]: diskIo(2 ** 32 - 10, 2 ** 32 - 1) }, () => {
    expect(counts()).toEqual({ readCount: 2 ** 32 - 10, writeCount: 2 ** 32 - 1 });
    machine.answer(disk, diskIo(20, 4));
    expect(counts()).toEqual({ readCount: 2 ** 32 - 10 + 20, writeCount: 2 ** 32 - 1 + 4 });
  });
});

test('the counters of a pool are not added to those of its disks', () => {
  const before = psutil.diskIoCounters();
  machine.answer('kstat/zfs/0/rpool', diskIo(1000, 1000));
  machine.withAnswers({ 'kstat-chain': `${chain()}\nzfs 0 rpool disk 3` }, () => {
    expect(psutil.diskIoCounters()).toEqual(before);
    expect(Object.keys(psutil.diskIoCounters({ perdisk: true }))).toEqual([machineFacts.disk, 'rpool']);
  });
});

test('a link is physical if it is a device, or if none is known to be one', () => {
  const physical = () =>
    syncExecutor.collect('netIoCounters', undefined, true).map((link) => [link.name, link.physical]);
  const added = { e1000g0: 'link/0/e1000g0', mac: 'e1000g/0/mac', phys: 'vnic/1/phys', vnic1: 'link/0/vnic1' };
  for (const call of Object.values(added)) machine.answer(`kstat/${call}`, namedValues({ rbytes64: ['uint64', 1] }));
  expect(physical()).toEqual([[machineFacts.interface, true]]);
  const lines = Object.values(added).map((call) => `${call.replaceAll('/', ' ')} net 1`);
  machine.withAnswers({ 'kstat-chain': [chain(), ...lines].join('\n') }, () =>
    expect(physical()).toEqual([
      ['e1000g0', true],
      [machineFacts.interface, false],
      ['vnic1', false],
    ]),
  );
});

test('CPUs that are offline, or removed during a read, are left out', () => {
  const information = 'kstat/cpu_info/3/cpu_info3';
  const offline = machine.read(information);
  offline.write('off-line', 32);
  expect(psutil.cpuFreq({ percpu: true })).toHaveLength(4);
  machine.withAnswers({ [information]: offline }, () => expect(psutil.cpuFreq({ percpu: true })).toHaveLength(3));
  machine.withAnswers({ 'kstat/cpu/3/sys': { error: 'ENXIO' } }, () =>
    expect(psutil.cpuTimes({ percpu: true })).toHaveLength(3),
  );
});

test('a swap area that is added during the read is listed', () => {
  const area = (pages: number) => structure(16, [0, 8, pages], [8, 8, pages / 2]);
  machine.withAnswers({ 'swapctl/list': Buffer.concat([area(1000), area(500)]) }, () => {
    machine.next('swapctl/count', '1', '2');
    expect(psutil.swapMemory()).toMatchObject({ total: 1500 * 4096, used: 750 * 4096 });
    expect(() => psutil.swapMemory()).toThrow(expect.objectContaining({ code: 'ENOMEM' }));
  });
  machine.withAnswers({ 'swapctl/count': '0' }, () =>
    expect(psutil.swapMemory()).toMatchObject({ total: 0, used: 0, percent: 0 }),
  );
});

test('a table of sockets may be larger than one message', () => {
  const ports = Array.from({ length: 3000 }, (_, index) => 10_000 + index);
  const process = add({ ports });
  expect(process.connections().map(({ laddr }) => laddr)).toEqual(ports.map((port) => ({ ip: '127.0.0.1', port })));
});

test('a network stack that refuses a request causes its error', () => {
  machine.withAnswers({ 'mib/6.0': { error: 'EACCES' } }, () => {
    expect(() => psutil.netConnections()).toThrow(AccessDenied);
  });
  expect(psutil.netConnections().length).toBeGreaterThan(0);
});
