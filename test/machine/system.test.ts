import * as psutil from '@psutil/psutil';
import { expect, test } from 'vitest';
import { machineFacts as facts } from './scripted-system.ts';
import { system } from './setup.ts';

test('cpuTimes() returns the seconds of all CPUs, and of each', () => {
  const each = { user: facts.userTime, system: facts.systemTime, idle: facts.idleTime };
  expect(psutil.cpuTimes({ percpu: true })).toHaveLength(facts.cpus);
  for (const times of psutil.cpuTimes({ percpu: true })) expect(times).toMatchObject(each);
  const total = Object.fromEntries(Object.entries(each).map(([name, seconds]) => [name, seconds * facts.cpus]));
  expect(psutil.cpuTimes()).toMatchObject(total);
});

test('cpuCount() returns the numbers of logical CPUs and of cores', () => {
  expect(psutil.cpuCount()).toBe(facts.cpus);
  expect(psutil.cpuCount({ logical: false })).toBe(facts.cores);
});

test('getloadavg() returns the load averages', () => {
  expect(psutil.getloadavg()).toEqual(facts.loadAverages);
});

test('virtualMemory() and swapMemory() return bytes', () => {
  const { total, free, available, used } = psutil.virtualMemory();
  expect({ total, free }).toEqual({ total: facts.totalMemory, free: facts.freeMemory });
  expect(available).toBeGreaterThanOrEqual(facts.freeMemory);
  expect(used).toBe(total - available);
  expect(psutil.swapMemory()).toMatchObject({ total: facts.totalSwap, used: facts.usedSwap, percent: 25 });
});

test('netIoCounters() returns counters that exceed 32 bits', () => {
  expect(psutil.netIoCounters({ pernic: true })[facts.interface]).toMatchObject({
    bytesSent: facts.bytesSent,
    bytesRecv: facts.bytesReceived,
  });
});

test('netIfAddrs() and netIfStats() return the interfaces', () => {
  const addresses = psutil.netIfAddrs()[facts.interface];
  expect(addresses).toContainEqual(expect.objectContaining({ family: 'AF_INET', address: facts.address }));
  expect(addresses).toContainEqual(expect.objectContaining({ family: 'AF_LINK', address: facts.hardwareAddress }));
  expect(psutil.netIfStats()[facts.interface]).toMatchObject({ isup: true, mtu: 1500, speed: 1000 });
});

test('netConnections() returns the sockets of all processes that may be read', () => {
  const listening = psutil.netConnections({ kind: 'tcp' });
  expect(listening).toContainEqual(
    expect.objectContaining({ pid: process.pid, status: 'LISTEN', laddr: { ip: '127.0.0.1', port: 8080 } }),
  );
});

test('diskIoCounters() returns the bytes of each disk', () => {
  expect(psutil.diskIoCounters({ perdisk: true })[facts.disk]).toMatchObject({
    readBytes: facts.bytesRead,
    writeBytes: facts.bytesWritten,
  });
});

test('diskPartitions() and diskUsage() return the filesystems', () => {
  expect(psutil.diskPartitions({ all: true }).map(({ mountpoint }) => mountpoint)).toContain('/');
  const usage = psutil.diskUsage('/');
  expect(usage.total).toBeGreaterThan(0);
  expect(usage.used + usage.free).toBeLessThanOrEqual(usage.total);
});

test('users() returns the sessions', () => {
  expect(psutil.users()).toEqual([
    expect.objectContaining({
      name: facts.user,
      terminal: facts.terminal,
      started: facts.sessionStart,
    }),
  ]);
});

test('bootTime() follows a clock step, except on SunOS, which keeps the time of the boot', () => {
  expect(psutil.bootTime()).toBe(facts.bootTime);
  system.stepClock(60);
  expect(psutil.bootTime()).toBe(facts.bootTime + (process.platform === 'sunos' ? 0 : 60));
  system.stepClock(-60);
});

test('hostInfo() identifies the machine', () => {
  expect(psutil.hostInfo().hostname).toBe(facts.hostname);
});
