import { readFileSync } from 'node:fs';
import { cpuCount, cpuTimes } from '@psutil/cpu';
import { swapMemory, virtualMemory } from '@psutil/memory';
import type { Host } from '@psutil/native';
import { pids, processIter } from '@psutil/process';
import { bootTime, users } from '@psutil/system';
import { expect, test } from 'vitest';
import { capturedHost, hostWith } from '../../support/host-with.ts';

/** A virtual machine with two CPUs, two kernel threads and a `sleep` process of the user nobody. */
const host: Host = { ...capturedHost('linux-6.18'), pageSize: 4096, clockTick: 100 };

test('cpuCount() and cpuTimes() read a captured machine', () => {
  expect(cpuCount({ host })).toBe(2);
  expect(cpuCount({ host, logical: false })).toBe(2);
  expect(cpuCount({ host: { ...host, sys: '/nowhere' }, logical: false })).toBe(2);
  expect(cpuTimes({ host })).toEqual({
    user: 834.65,
    nice: 1.91,
    system: 339.06,
    idle: 14523.97,
    iowait: 48.68,
    irq: 0,
    softirq: 9.82,
    steal: 110.03,
    guest: 0,
    guestNice: 0,
  });
  expect(cpuTimes({ host, percpu: true }).map(({ steal }) => steal)).toEqual([54.34, 55.68]);
});

test('virtualMemory() and swapMemory() read a captured machine', () => {
  expect(virtualMemory({ host })).toEqual({
    total: 24_684_096 * 1024,
    available: 24_255_380 * 1024,
    percent: (100 * 428_716) / 24_684_096,
    used: 428_716 * 1024,
    free: 23_962_300 * 1024,
    active: 248_800 * 1024,
    inactive: 145_696 * 1024,
    buffers: 47_748 * 1024,
    cached: (339_584 + 213_108) * 1024,
    shared: 8_788 * 1024,
    slab: 245_324 * 1024,
  });
  expect(swapMemory({ host })).toEqual({ total: 0, used: 0, free: 0, percent: 0, sin: 0, sout: 0 });
});

test('the estimate of available memory is within 1% of MemAvailable of a captured machine', () => {
  const [meminfo, zoneinfo] = ['meminfo', 'zoneinfo'].map((name) => readFileSync(`${host.proc}/${name}`, 'utf8'));
  const old = hostWith({
    'proc/meminfo': meminfo?.replace('MemAvailable', 'Unknown') ?? '',
    'proc/zoneinfo': zoneinfo ?? '',
  });
  const estimate = virtualMemory({ host: { ...old, pageSize: 4096 } }).available;
  expect(estimate).toBe(24_300_064 * 1024);
  expect(Math.abs(estimate / virtualMemory({ host }).available - 1)).toBeLessThan(0.01);
});

test('bootTime() and users() read a captured machine', () => {
  expect(bootTime({ host })).toBe(1_795_471_577);
  expect(users({ host })).toEqual([]);
});

const idle = {
  username: '0',
  exe: '',
  cmdline: [],
  memoryInfo: { rss: 0, vms: 0, shared: 0, text: 0, data: 0 },
  numThreads: 1,
};

test('processIter() reads a captured machine', () => {
  expect(pids({ host })).toEqual([2, 10, 1827]);
  const none = { user: 0, system: 0, childrenUser: 0, childrenSystem: 0, iowait: 0 };
  const attrs = [
    'name',
    'ppid',
    'status',
    'username',
    'exe',
    'cmdline',
    'memoryInfo',
    'numThreads',
    'cpuTimes',
    'createTime',
  ] as const;
  expect([...processIter({ host, attrs })].map(({ info }) => info)).toEqual([
    { ...idle, name: 'kthreadd', ppid: 0, status: 'sleeping', cpuTimes: none, createTime: 1_795_471_577.32 },
    {
      ...idle,
      name: 'kworker/0:0H-kblockd',
      ppid: 2,
      status: 'idle',
      cpuTimes: { ...none, system: 0.32 },
      createTime: 1_795_471_577.32,
    },
    {
      name: 'sleep',
      ppid: 1786,
      status: 'sleeping',
      username: '65534',
      exe: '/usr/bin/sleep',
      cmdline: ['sleep', '1000'],
      memoryInfo: { rss: 1_818_624, vms: 2_990_080, shared: 1_708_032, text: 20_480, data: 364_544 },
      numThreads: 1,
      cpuTimes: none,
      createTime: 1_795_479_512.01,
    },
  ]);
});
