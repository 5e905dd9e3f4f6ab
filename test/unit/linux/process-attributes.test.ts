import { type AttributeName, attributeNames, Process, processIter } from '@psutil/process';
import { Process as AsyncProcess, processIter as processIterAsync } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { bootTime, resolveHost, statLine } from './process-files.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

const prog = {
  comm: 'prog',
  ppid: 6,
  group: 5,
  session: 4,
  nice: -3,
  cpu: 1,
  utime: 100,
  threads: 2,
  status: [
    ...['Name:\tUid:\t7', 'Uid:\t1000\t0\t4294967294\t0', 'Gid:\t100\t101\t102\t103', 'Cpus_allowed_list:\t0-1,3'],
    ...['voluntary_ctxt_switches:\t11', 'nonvoluntary_ctxt_switches:\t12', ''],
  ].join('\n'),
  statm: '5 4 3 2 0 1 0\n',
  cmdline: 'prog\0-x\0',
  environ: 'HOME=/home/me\0__proto__=own\0EMPTY=\0none\0=nameless\0TWO=a=b\0HOME=/last\0\0GARBAGE=1\0',
  io: 'rchar: 1\nwchar: 2\n\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n',
  cgroup: `0::/docker/${'0123456789abcdef'.repeat(4)}\n`,
  smaps: [
    '00400000-00500000 r-xp 00000000 fe:00 1234                               /usr/bin/prog',
    'Size:               1024 kB\nRss:                  10 kB\nPss:                   5 kB\nSwap:  1 kB\nSwapPss: 9 kB',
    'Private_Clean: 3 kB\nVmFlags: rd ex mr mw me',
    '00600000-00700000 rw-p 00000000 00:00 0 ',
    'Rss:                   2 kB\nPrivate_Dirty: 2 kB',
    '00700000-00800000 r--p 00000000 fe:00 1234                               /usr/bin/prog',
    'Rss:                   4 kB\nPrivate_Clean: 1 kB\n',
  ].join('\n'),
  smaps_rollup:
    '00400000-00800000 ---p 00000000 00:00 0 [rollup]\nRss: 16 kB\nPss: 8 kB\nPss_Dirty: 1 kB\nPrivate_Clean: 4 kB\nPrivate_Dirty: 2 kB\nPrivate_Hugetlb: 1 kB\nSwap: 1 kB\nSwapPss: 9 kB\n',
  exe: { to: '/usr/bin/prog' },
  cwd: { to: '/home/me' },
  files: {
    'fd/0': { to: 'socket:[1]' },
    'fd/3': { to: '/nowhere/data' },
    'fd/10': { to: '/dev/null' },
    'fdinfo/3': 'pos:\t7\nflags:\t0102001\nmnt_id:\t9\n',
    'ns/net': { to: 'net:[1]' },
    'net/tcp':
      'header\n   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0\n',
    'net/udp': 'header\n',
    'task/7/stat':
      '7 (prog) S 6 5 4 0 -1 0 0 0 0 0 100 0 0 0 20 0 2 0 500 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0\n',
    'task/8/stat':
      '8 (a ) (b) R) R 6 5 4 0 -1 0 0 0 0 0 30 40 0 0 20 0 2 0 501 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0\n',
  },
};

const unreportedSizes = { sharedClean: 0, sharedDirty: 0, referenced: 0, anonymous: 0 };
const memory = { rss: 16_384, vms: 20_480, shared: 12_288, text: 8192, data: 4096 };

const allAttributes = {
  pid: 7,
  createTime: bootTime + 5,
  ppid: 6,
  name: 'prog',
  exe: '/usr/bin/prog',
  cmdline: ['prog', '-x'],
  environ: JSON.parse('{ "HOME": "/last", "__proto__": "own", "EMPTY": "", "TWO": "a=b" }'),
  cwd: '/home/me',
  status: 'sleeping',
  isKernelProcess: false,
  username: '1000',
  uids: { real: 1000, effective: 0, saved: 4_294_967_294 },
  gids: { real: 100, effective: 101, saved: 102 },
  terminal: null,
  processGroup: 5,
  sessionId: 4,
  nice: -3,
  ionice: null,
  ioCounters: { readCount: 3, writeCount: 4, readBytes: 5, writeBytes: 6, readChars: 1, writeChars: 2 },
  numCtxSwitches: { voluntary: 11, involuntary: 12 },
  pageFaults: { minor: 101, major: 103 },
  numThreads: 2,
  threads: [
    { id: 7, userTime: 1, systemTime: 0 },
    { id: 8, userTime: 0.3, systemTime: 0.4 },
  ],
  numFds: 3,
  numHandles: null,
  openFiles: [{ path: '/nowhere/data', fd: 3, position: 7, mode: 'a', flags: 0o102001, deleted: false }],
  connections: [
    {
      ...{ fd: 0, family: 'AF_INET', type: 'SOCK_STREAM', status: 'LISTEN', pid: 7 },
      ...{ laddr: { ip: '127.0.0.1', port: 80 }, raddr: null },
    },
  ],
  cpuTimes: { user: 1, system: 0, childrenUser: 0, childrenSystem: 0, iowait: 0 },
  cpuNum: 1,
  cpuAffinity: [0, 1],
  memoryInfo: memory,
  memoryInfoEx: { ...memory, lib: 0, dirty: 0 },
  memoryFullInfo: { ...memory, uss: 7168, pss: 8192, swap: 1024 },
  memoryPercent: 25,
  memoryMaps: [
    {
      path: '/usr/bin/prog',
      rss: 14_336,
      size: 1_048_576,
      pss: 5120,
      privateClean: 4096,
      privateDirty: 0,
      ...unreportedSizes,
      swap: 1024,
    },
    { path: '[anon]', rss: 2048, size: 0, pss: 0, privateClean: 0, privateDirty: 2048, ...unreportedSizes, swap: 0 },
  ],
  cgroup: `/docker/${'0123456789abcdef'.repeat(4)}`,
  container: '0123456789abcdef'.repeat(4),
  limits: {
    memory: { limit: null, usage: null, workingSet: null },
    swap: { limit: null, usage: null },
    cpu: { quota: null, cpus: null },
    pids: { limit: null, current: null },
    cgroup: `/docker/${'0123456789abcdef'.repeat(4)}`,
    version: 2,
  },
  cpuPercent: 0,
};

const progHost = (files: Parameters<typeof resolveHost>[0] = { 7: prog }) =>
  resolveHost(files, { 'proc/meminfo': 'MemTotal: 64 kB\n', 'sys/devices/system/cpu/online': '0-1\n' });

test('threads() and openFiles() ignore entries whose numbers exceed 31 bits', () => {
  const number = 2 ** 32 + 7;
  const files = {
    [`task/${number}/stat`]: statLine(7),
    [`fd/${number}`]: { to: '/tmp/file' },
    [`fdinfo/${number}`]: 'pos:\t0\nflags:\t0\n',
  };
  const found = new Process(7, { host: resolveHost({ 7: { files } }) });
  expect(found.threads()).toEqual([]);
  expect(found.openFiles()).toEqual([]);
});

test('asDict() without attrs returns all attributes, synchronously and asynchronously', async () => {
  const host = progHost();
  expect(new Process(7, { host }).asDict()).toEqual(allAttributes);
  expect(await new AsyncProcess(7, { host }).asDict()).toEqual(allAttributes);
  expect(Object.keys(allAttributes)).toEqual(attributeNames);
});

test('asDict() returns the requested attributes in the order of attrs, without duplicates', () => {
  const process = new Process(7, { host: progHost() });
  const some = process.asDict({ attrs: ['status', 'pid', 'name', 'status'] });
  expect(Object.entries(some)).toEqual([
    ['status', 'sleeping'],
    ['pid', 7],
    ['name', 'prog'],
  ]);
  expect(process.asDict({ attrs: [] })).toEqual({});
});

test.for(attributeNames)('asDict() and the method return the same value of %s', (name) => {
  const process = new Process(7, { host: progHost() });
  expect(process.asDict({ attrs: [name] })).toEqual({ [name]: allAttributes[name] });
  const method: unknown = process[name];
  const isUnsupported = name === 'ionice' || name === 'numHandles';
  const read = () => (typeof method === 'function' ? method.call(process) : method);
  if (isUnsupported) expect(thrownBy(read)).toMatchObject({ name: 'NotSupported', code: 'ERR_NOT_SUPPORTED', pid: 7 });
  else expect(read()).toEqual(allAttributes[name]);
});

test('asDict() reads a file only if a requested attribute requires it', () => {
  const host = resolveHost({ 7: {} });
  const attrs = ['pid', 'ppid', 'name', 'status', 'cpuTimes', 'numThreads', 'createTime'] as const;
  expect(new Process(7, { host }).asDict({ attrs })).toMatchObject({ name: 'prog' });
  expect(() => new Process(7, { host }).asDict({ attrs: ['name', 'username'] })).toThrow(`${host.proc}/7/status`);
});

test('asDict() throws errors that adValue does not replace', async () => {
  const host = progHost({ 7: { ...prog, statm: 'x' }, 8: { status: 'Uid:\t1\n' } });
  const process = new Process(7, { host });
  expect(thrownBy(() => process.asDict())).toMatchObject({ code: 'ERR_MALFORMED_FILE', pid: 7 });
  const error = { ...missing('open', `${host.proc}/8/statm`), pid: 8 };
  expect(await rejectedBy(new AsyncProcess(8, { host }).asDict({ attrs: ['memoryInfo'] }))).toEqual(error);
});

const machine = () =>
  resolveHost({ 10: { comm: 'ten' }, 2: { comm: 'two' }, 9: { comm: 'nine' }, 100: { comm: 'hundred' } });

test('processIter() yields processes in ascending order of PIDs, synchronously and asynchronously', async () => {
  const host = machine();
  expect([...processIter({ host })].map(({ pid }) => pid)).toEqual([2, 9, 10, 100]);
  const found: [number, string][] = [];
  for await (const process of processIter({ host })) found.push([process.pid, process.name()]);
  for await (const process of processIterAsync({ host })) found.push([process.pid, await process.name()]);
  const all = [
    [2, 'two'],
    [9, 'nine'],
    [10, 'ten'],
    [100, 'hundred'],
  ];
  expect(found).toEqual([...all, ...all]);
});

test('processIter() with attrs yields processes with info', () => {
  const listed = [...processIter({ host: machine(), attrs: ['name', 'pid'] })];
  expect(listed.map(({ info }) => info)).toEqual([
    { name: 'two', pid: 2 },
    { name: 'nine', pid: 9 },
    { name: 'ten', pid: 10 },
    { name: 'hundred', pid: 100 },
  ]);
  expect(listed[0]?.name()).toBe('two');
});

test('processIter() omits processes that terminate during the pass and entries of /proc that are not processes', () => {
  const host = resolveHost(
    { 7: {} },
    { 'proc/8/status': '', 'proc/9x/stat': '', 'proc/self/stat': '', 'proc/-1/stat': '' },
  );
  expect([...processIter({ host, attrs: ['name'] })].map(({ pid }) => pid)).toEqual([7]);
});

test('processIter() throws ERR_MALFORMED_FILE for a process whose stat cannot be parsed', () => {
  const host = resolveHost({ 7: {}, 8: { stat: '8 (broken) S x\n' } });
  expect(thrownBy(() => [...processIter({ host })])).toEqual(malformed(`${host.proc}/8/stat`, 1, 8));
});

test.for([
  ['nope', 'unknown process attribute "nope" in attrs'],
  ['__proto__', 'unknown process attribute "__proto__" in attrs'],
  ['constructor', 'unknown process attribute "constructor" in attrs'],
  ['children', 'unknown process attribute "children" in attrs'],
  ['', 'unknown process attribute "" in attrs'],
] as const)('asDict() and processIter() throw a RangeError for the unknown attribute %j', async ([name, message]) => {
  const attrs = ['name', name] as unknown as AttributeName[];
  const host = progHost();
  const error = { name: 'RangeError', message };
  expect(thrownBy(() => new Process(7, { host }).asDict({ attrs }))).toEqual(error);
  expect(await rejectedBy(new AsyncProcess(7, { host }).asDict({ attrs }))).toEqual(error);
  expect(thrownBy(() => processIter({ host, attrs }))).toEqual(error);
  expect(thrownBy(() => processIterAsync({ host, attrs }))).toEqual(error);
});

test.for([
  [7, 'attrs must contain attribute names, not values of type number'],
  [7n, 'attrs must contain attribute names, not values of type bigint'],
  [Symbol.iterator, 'attrs must contain attribute names, not values of type symbol'],
  [null, 'attrs must contain attribute names, not values of type object'],
  [undefined, 'attrs must contain attribute names, not values of type undefined'],
] as const)('asDict() and processIter() throw a TypeError for the attribute name %o', async ([name, message]) => {
  const attrs = ['name', name] as unknown as AttributeName[];
  const host = progHost();
  const error = { name: 'TypeError', message };
  expect(thrownBy(() => new Process(7, { host }).asDict({ attrs }))).toEqual(error);
  expect(await rejectedBy(new AsyncProcess(7, { host }).asDict({ attrs }))).toEqual(error);
  expect(thrownBy(() => processIter({ host, attrs }))).toEqual(error);
  expect(thrownBy(() => processIterAsync({ host, attrs }))).toEqual(error);
});

test.for(['name', { 0: 'name', length: 1 }, 7, true, new Set(['name'])])(
  'asDict() and processIter() throw a TypeError if attrs is %o',
  (attrs) => {
    const options = { attrs: attrs as unknown as AttributeName[] };
    const host = progHost();
    const error = { name: 'TypeError', message: 'attrs must be an array of attribute names' };
    expect(thrownBy(() => new Process(7, { host }).asDict(options))).toEqual(error);
    expect(thrownBy(() => processIter({ ...options, host }))).toEqual(error);
  },
);
