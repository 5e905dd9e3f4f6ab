import { chmodSync, mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { mapping, psinfo, status, usage, writeLinks, writeProcess } from './proc.ts';

const { needsParsers, parseBytes } = parsersOf('sunos');

interface Row {
  readonly pid: number;
  readonly start?: number;
  readonly failure?: string;
  readonly info: Record<string, unknown>;
  readonly errors: Record<string, string>;
}

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'sunos-'));
  mkdirSync(join(machine, 'proc'));
  mkdirSync(join(machine, 'etc'));
  writeFileSync(join(machine, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\nzoë:x:100:10::/home:/bin/sh\n');
  onTestFinished(() => rmSync(machine, { recursive: true }));
});

const read = (parser = 'processes') => parseBytes<Row[]>(parser, Buffer.from(machine));

/** An address space with two arguments at 0x1000 and two variables at 0x1100, with pointers of some size. */
function addressSpace(size: 4 | 8): Buffer {
  const bytes = Buffer.alloc(0x2000);
  const texts = { 6144: '/bin/daemon', 6160: 'two words', 6176: '', 6192: 'A=1', 6208: 'B=x=y' };
  for (const [address, text] of Object.entries(texts)) bytes.write(text, Number(address));
  const pointers = (at: number, ...addresses: number[]) =>
    addresses.forEach((address, index) => {
      bytes.writeUInt32LE(address, at + size * index);
    });
  pointers(0x1000, 0x1800, 0x1810, 0x1820);
  pointers(0x1100, 0x1830, 0x1840);
  return bytes;
}

const withArguments = { argc: 3, argv: 0x1000n, envp: 0x1100n } as const;

test('processes are read from psinfo and usage, which every user may read', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 10, name: 'a-name-of-15-ch', arguments: '/bin/daemon  -f', argc: 2 });
  writeProcess(machine, { pid: 9, state: 6 });
  mkdirSync(join(machine, 'proc/self'));
  const [first, second] = read();
  expect(first).toMatchObject({ pid: 9, info: { status: 'running' } });
  expect(second).toMatchObject({ pid: 10, start: 5 });
  expect(second?.info).toMatchObject({
    createTime: 1_700_000_000.5,
    ppid: 1,
    name: 'a-name-of-15-ch',
    status: 'sleeping',
    isKernelProcess: false,
    username: 'zoë',
    terminal: null,
    processGroup: 71,
    sessionId: 72,
    nice: 5,
    numCtxSwitches: { voluntary: 13, involuntary: 14 },
    pageFaults: { minor: 11, major: 12 },
    numThreads: 3,
    cpuNum: 6,
    memoryInfo: { rss: 4000 * 1024, vms: 5000 * 1024 },
  });
});

test('the IDs come from cred, where the effective ones are first', (context) => {
  needsParsers(context);
  const cred = Buffer.alloc(32);
  [1, 2, 3, 4, 5, 6].forEach((id, index) => {
    cred.writeUInt32LE(id, 4 * index);
  });
  writeProcess(machine, { pid: 10 }, { cred });
  expect(read()[0]?.info).toMatchObject({
    uids: { real: 2, effective: 1, saved: 3 },
    gids: { real: 5, effective: 4, saved: 6 },
  });
});

test('the arguments and variables come from the address space, in both data models', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 10, ...withArguments }, { as: addressSpace(8) });
  writeProcess(machine, { pid: 11, ...withArguments, is64Bit: false }, { as: addressSpace(4) });
  const expected = {
    cmdline: ['/bin/daemon', 'two words', ''],
    environ: [
      { name: 'A', value: '1' },
      { name: 'B', value: 'x=y' },
    ],
  };
  const [wide, narrow] = read();
  expect(wide?.info).toMatchObject(expected);
  expect(narrow?.info).toMatchObject(expected);
});

test('what another user may not read is an error, or comes from psinfo', (context) => {
  needsParsers(context);
  context.skip(process.getuid?.() === 0, 'the superuser may read every file');
  const directory = writeProcess(
    machine,
    { pid: 10, ...withArguments, arguments: '/bin/daemon two words' },
    { as: addressSpace(8), cred: Buffer.alloc(32), status: status() },
  );
  for (const name of ['as', 'cred', 'status']) chmodSync(join(directory, name), 0);
  const [row] = read();
  expect(row?.info['cmdline']).toEqual(['/bin/daemon', 'two', 'words']);
  expect(row?.info['uids']).toEqual({ real: 100, effective: 101 });
  expect(row?.info['cpuTimes']).toEqual({ user: 2.5, system: 1.5 });
  expect(row?.errors['environ']).toBe('EACCES unknown');
});

test('CPU times include traps, and those of children come from status', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 10 }, { status: status() });
  const expected = { user: 2.5, system: 1.5, childrenUser: 7, childrenSystem: 8.5 };
  expect(read()[0]?.info['cpuTimes']).toEqual(expected);
});

test('threads come from lusage, without the sum of those that have ended', (context) => {
  needsParsers(context);
  const header = Buffer.alloc(16);
  header.writeBigInt64LE(3n, 0);
  header.writeBigUInt64LE(512n, 8);
  const entries = [0, 9, 2].flatMap((id) => [usage(id), Buffer.alloc(8)]);
  writeProcess(machine, { pid: 10 }, { lusage: Buffer.concat([header, ...entries]) });
  writeProcess(machine, { pid: 11 }, { lusage: Buffer.concat([header, usage(0)]) });
  const [whole, cut] = read();
  expect(whole?.info['threads']).toEqual([
    { id: 2, userTime: 2.5, systemTime: 1.5 },
    { id: 9, userTime: 2.5, systemTime: 1.5 },
  ]);
  expect(cut?.errors['threads']).toBe('EBADMSG unknown');
});

test('paths are links, and a directory without a path is empty', (context) => {
  needsParsers(context);
  writeLinks(writeProcess(machine, { pid: 10 }), { 'a.out': '/usr/bin/daemon', cwd: '/home' });
  writeProcess(machine, { pid: 11 });
  const [first, second] = read();
  expect(first?.info).toMatchObject({ exe: '/usr/bin/daemon', cwd: '/home' });
  expect(second?.info['cwd']).toBe('');
  expect(second?.errors['exe']).toBe('ENOENT unknown');
});

test('open files are the regular ones', (context) => {
  needsParsers(context);
  const directory = writeProcess(machine, { pid: 10 });
  writeFileSync(join(directory, 'fd/3'), '');
  writeFileSync(join(directory, 'fd/12'), '');
  mkdirSync(join(directory, 'fd/4'));
  writeLinks(directory, { 3: '/var/log/daemon', 4: '/var' });
  const [row] = read();
  expect(row?.info).toMatchObject({ numFds: 3, openFiles: [{ path: '/var/log/daemon', fd: 3 }] });
});

test('mappings have the paths of files, or names', (context) => {
  needsParsers(context);
  const xmap = Buffer.concat([
    mapping(0x1_0000, 0x3000, 'a.out', 4 + 1),
    mapping(0x2_0000, 0x1000, 'a.out', 4 + 2),
    mapping(0x3_0000, 0x1000, 'ufs.1.2.3', 4),
    mapping(0x4_0000, 0x1000, '', 4 + 2),
    mapping(0x5_0000, 0x1000, '', 4 + 2 + 8 + 0x80),
    mapping(0x7_0000, 0x2_0000, '', 4 + 2),
  ]);
  writeLinks(writeProcess(machine, { pid: 10 }, { xmap, status: status() }), { 'a.out': '/usr/bin/daemon' });
  const regions = parseBytes<Record<string, unknown>[]>('memory-regions', Buffer.from(machine));
  expect(regions.map(({ path, addr, perms }) => [path, addr, perms])).toEqual([
    ['/usr/bin/daemon', '00010000-00013000', 'r-xp'],
    ['[heap]', '00020000-00021000', 'rw-p'],
    ['ufs.1.2.3', '00030000-00031000', 'r--p'],
    ['[anon]', '00040000-00041000', 'rw-p'],
    ['[shmid=33]', '00050000-00051000', 'rw-s'],
    ['[stack]', '00070000-00090000', 'rw-p'],
  ]);
  expect(regions[0]).toMatchObject({ rss: 8192, size: 0x3000, anonymous: 4096, locked: 8192 });
  expect(read()[0]?.info['memoryMaps']).toContainEqual({
    path: '/usr/bin/daemon',
    rss: 8192,
    size: 0x3000,
    anonymous: 4096,
    locked: 8192,
  });
});

test('a zombie has no threads, and only psinfo and usage', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 10, ppid: 5, threads: 0, letter: 'Z', state: 0, sizeKib: 0 });
  const [row] = read();
  expect(row?.info).toMatchObject({ ppid: 5, status: 'zombie', numThreads: 0, isKernelProcess: false });
  for (const attribute of ['exe', 'cmdline', 'environ', 'cwd', 'threads', 'numFds', 'openFiles', 'memoryMaps']) {
    expect(row?.errors[attribute], attribute).toBe('ESRCH zombie');
  }
});

test('a process of the kernel has no executable, arguments or memory', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 0, ppid: 0, name: 'sched', sizeKib: 0, create: 0 });
  expect(read()[0]).toMatchObject({
    pid: 0,
    start: 0,
    info: { name: 'sched', isKernelProcess: true, exe: '', cmdline: [], environ: [], memoryMaps: [] },
  });
});

test('a PID that belongs to another process is not read', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 10 });
  expect(read('process-started-at-5')[0]?.failure).toBeUndefined();
  writeProcess(machine, { pid: 10, create: 6_000 });
  expect(read('process-started-at-5')[0]?.failure).toBe('ESRCH reused');
});

test('a process that ends is left out of all, and one that is asked for is gone', (context) => {
  needsParsers(context);
  const directory = writeProcess(machine, { pid: 10 });
  unlinkSync(join(directory, 'usage'));
  unlinkSync(join(directory, 'psinfo'));
  writeProcess(machine, { pid: 11 });
  expect(read().map(({ pid }) => pid)).toEqual([11]);
  expect(read('process-started-at-5')[0]?.failure).toBe('ENOENT gone');
});

test('a file that is too short is an error', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 10 }, { psinfo: Buffer.alloc(415) });
  const [row] = read();
  expect(row?.errors['ppid']).toBe('EBADMSG unknown');
  expect(row?.info['pageFaults']).toEqual({ minor: 11, major: 12 });
});

test('a number of arguments that the process made up reads no more than there is', (context) => {
  needsParsers(context);
  const argc = 2 ** 31 - 1;
  writeProcess(machine, { pid: 10, ...withArguments, argc }, { as: addressSpace(8) });
  writeProcess(machine, { pid: 11, ...withArguments, argc, argv: 2n ** 64n - 8n }, { as: addressSpace(8) });
  writeProcess(machine, { pid: 12, ...withArguments, argc: -1 }, { as: addressSpace(8) });
  expect(read().map(({ info }) => info['cmdline'])).toEqual([['/bin/daemon', 'two words', ''], [], []]);
});

test('arguments that are one long text again and again end with their budget', (context) => {
  needsParsers(context);
  const bytes = Buffer.alloc(0x8_0000, 'x');
  for (let at = 0x1000; at < 0x1000 + 8 * 0x8000; at += 8) bytes.writeBigUInt64LE(0x4_2000n, at);
  bytes.writeUInt8(0, 0x4_2000 + 100_000);
  writeProcess(machine, { pid: 10, ...withArguments, argc: 0x8000 }, { as: bytes });
  const size = parseBytes<number>('cmdline-size', Buffer.from(machine));
  expect(size).toBeGreaterThan(100 * 2 ** 20);
  expect(size).toBeLessThan(200 * 2 ** 20);
});

test('a name in invalid UTF-8 does not fail the reading', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 10 });
  const bytes = psinfo({ pid: 10 });
  bytes.set([0x61, 0xff, 0x62, 0], 136);
  writeFileSync(join(machine, 'proc/10/psinfo'), bytes);
  expect(read()[0]?.info['name']).toBe('a\uFFFDb');
});

test('a process whose files are gone between two reads is gone', (context) => {
  needsParsers(context);
  const directory = writeProcess(machine, { pid: 10 });
  unlinkSync(join(directory, 'psinfo'));
  expect(read('process-started-at-5')[0]?.failure).toBe('ENOENT gone');
});

test('the arguments end where the address space does', (context) => {
  needsParsers(context);
  writeProcess(machine, { pid: 10, ...withArguments, argc: 1_000_000 }, { as: addressSpace(8).subarray(0, 0x1805) });
  expect(read()[0]?.info['cmdline']).toEqual(['/bin/', '', '']);
});
