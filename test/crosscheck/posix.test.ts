// Compares with the tools that all Unixes have, in the options that they share.
import { cpuCount, getloadavg } from '@psutil/cpu';
import { diskUsage } from '@psutil/disk';
import { virtualMemory } from '@psutil/memory';
import { WINDOWS } from '@psutil/native';
import { netIfAddrs } from '@psutil/net';
import { type AttributeName, Process, processIter } from '@psutil/process';
import { bootTime, hostInfo } from '@psutil/system';
import { expect, type TestContext, test } from 'vitest';
import { spawnChild } from '../support/children.ts';
import { needs, needsSupport, tool } from '../support/run.ts';

const needsPosix = (context: TestContext): void => context.skip(WINDOWS, 'the tools are those of POSIX');

/** Returns the columns of ps, a row for each process. */
function ps(...columns: readonly string[]): string[][] {
  const output = tool('ps', '-A', ...columns.flatMap((column) => ['-o', `${column}=`]));
  return output
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
}

/** Columns of ps that are constant, and the attributes with the same value. */
const constants: readonly (readonly [column: string, attribute: AttributeName, of: (value: never) => unknown])[] = [
  ['ppid', 'ppid', (ppid: number) => ppid],
  ['pgid', 'processGroup', (group: number) => group],
  ['ruid', 'uids', ({ real }: { real: number }) => real],
  ['uid', 'uids', ({ effective }: { effective: number }) => effective],
  ['rgid', 'gids', ({ real }: { real: number }) => real],
  ['nice', 'nice', (nice: number) => nice],
];

test.for(constants)('the column %s of ps equals the attribute %s', ([column, attribute, read], context) => {
  needsPosix(context);
  needs(context, 'ps', '-A', '-o', `${column}=`);
  needsSupport(context, attribute);
  const rowOf = (pid: number, value: unknown) => `${pid} ${value}`;
  const ours = () =>
    [...processIter({ attrs: [attribute] })]
      .filter(({ info }) => info[attribute] !== null)
      .map(({ pid, info }) => rowOf(pid, read(info[attribute] as never)));
  const before = ours();
  const theirs = ps('pid', column).map(([pid, value]) => rowOf(Number(pid), value));
  const after = new Set(ours());
  // Those that existed all the time: others start and end meanwhile, such as ps itself.
  const constant = before.filter((each) => after.has(each));
  expect(constant.length).toBeGreaterThan(1);
  // ps shows a dash for kernel processes without a nice value.
  const known = new Set(theirs.filter((each) => !each.endsWith(' -')).map((each) => each.split(' ')[0]));
  expect(theirs).toEqual(expect.arrayContaining(constant.filter((each) => known.has(each.split(' ')[0]))));
});

test('memoryInfo() and numThreads() of a child agree with ps', async (context) => {
  needsPosix(context);
  const child = new Process((await spawnChild('sleep', '1000')).pid);
  const [rss, vsz] = tool('ps', '-p', String(child.pid), '-o', 'rss=', '-o', 'vsz=').trim().split(/\s+/).map(Number);
  const { rss: bytes, vms } = child.memoryInfo();
  // Pages may be read in or dropped in between.
  expect(Math.abs(bytes / 1024 - (rss ?? 0))).toBeLessThan(2048);
  expect(Math.abs(vms / 1024 / (vsz ?? 1) - 1)).toBeLessThan(0.05);
  expect(child.numThreads()).toBe(1);
});

test('createTime() of a child agrees with the time since its start', async (context) => {
  needsPosix(context);
  const before = Date.now() / 1000;
  const child = new Process((await spawnChild('sleep', '1000')).pid);
  expect(child.createTime()).toBeGreaterThan(before - 1);
  expect(child.createTime()).toBeLessThan(Date.now() / 1000 + 1);
});

test('cpuCount() equals getconf', (context) => {
  needs(context, 'getconf', '_NPROCESSORS_ONLN');
  expect(cpuCount()).toBe(Number(tool('getconf', '_NPROCESSORS_ONLN')));
});

test('getloadavg() agrees with uptime', (context) => {
  needsSupport(context, 'getloadavg');
  needs(context, 'uptime');
  const [one] = (/load averages?: ([\d.]+)/.exec(tool('uptime').replace(',', '.')) ?? []).slice(1).map(Number);
  expect(Math.abs((getloadavg()[0] ?? 0) - (one ?? Number.NaN))).toBeLessThan(1);
});

test('diskUsage() agrees with df', (context) => {
  needsPosix(context);
  const [, total, used, free] = (tool('df', '-Pk', '/').trim().split('\n').at(-1) ?? '').split(/\s+/).map(Number);
  const usage = diskUsage('/');
  expect(usage.total / 1024).toBeCloseTo(total ?? Number.NaN, -1);
  // Others write files. On APFS, df counts other volumes too.
  expect(Math.abs(usage.free / 1024 - (free ?? Number.NaN))).toBeLessThan(1024 * 1024);
  expect(usage.used / 1024).toBeLessThanOrEqual((used ?? Number.NaN) + 1024 * 1024);
});

test('hostInfo() agrees with uname', (context) => {
  needs(context, 'uname', '-a');
  const { hostname, kernel } = hostInfo();
  expect([hostname, kernel]).toEqual([tool('uname', '-n').trim(), tool('uname', '-r').trim()]);
});

test('netIfAddrs() returns the interfaces and IPv4 addresses of ifconfig', (context) => {
  needs(context, 'ifconfig', '-a');
  const output = tool('ifconfig', '-a');
  const addresses = Object.values(netIfAddrs()).flat();
  const inet = [...output.matchAll(/\binet (?:addr:)?([\d.]+)/g)].map(([, address]) => address);
  expect(addresses.filter(({ family }) => family === 'AF_INET').map(({ address }) => address)).toEqual(
    expect.arrayContaining(inet),
  );
});

/** The number of sysctl with the bytes of memory: macOS, FreeBSD. */
const memoryNames = ['hw.memsize', 'hw.physmem'];

test('virtualMemory() and bootTime() agree with sysctl', (context) => {
  needs(context, 'sysctl', '-n', 'kern.boottime');
  const memory = memoryNames.map(trySysctl).find((text) => text !== '');
  expect(virtualMemory().total).toBe(Number(memory));
  const [, seconds] = /sec = (\d+)/.exec(trySysctl('kern.boottime')) ?? [];
  expect(bootTime()).toBeCloseTo(Number(seconds), -1);
});

/** Returns a value of sysctl, or nothing where the system does not have it. */
function trySysctl(name: string): string {
  try {
    return tool('sysctl', '-n', name).trim();
  } catch {
    return '';
  }
}
