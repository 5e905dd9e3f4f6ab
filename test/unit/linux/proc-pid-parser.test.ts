import { type AttributeName, Process } from '@psutil/process';
import { expect, test } from 'vitest';
import { type ProcessFiles, resolveHost } from './process-files.ts';
import { malformed, thrownBy } from './thrown.ts';

/** Returns a function that reads an attribute of a process with the given files, and one that returns their paths. */
const attributeOf = <Name extends AttributeName>(name: Name, files: ProcessFiles) => {
  const host = resolveHost({ 7: files });
  const process = new Process(7, { host });
  return { read: () => process.asDict({ attrs: [name] })[name], path: (file: string) => `${host.proc}/7/${file}` };
};

const malformedFiles: readonly (readonly [
  attribute: AttributeName,
  file: 'io' | 'status' | 'statm' | 'smaps' | 'cgroup',
  text: string,
  line: number,
])[] = [
  ['ioCounters', 'io', 'syscr: 1\n', 1],
  ['ioCounters', 'io', 'syscr: x\nsyscw: 1\nread_bytes: 1\nwrite_bytes: 1\nrchar: 1\nwchar: 1\n', 1],
  ['ioCounters', 'io', 'syscr: 1\nsyscw: 1\nread_bytes: -1\nwrite_bytes: 1\nrchar: 1\nwchar: 1\n', 3],
  ['ioCounters', 'io', 'syscr: 1\nsyscw: 18446744073709551616\nread_bytes: 1\nwrite_bytes: 1\nrchar: 1\nwchar: 1\n', 2],
  ['uids', 'status', '', 1],
  ['uids', 'status', 'Name:\tUid:\t0\t0\t0\n', 1],
  ['uids', 'status', ' Uid:\t0\t0\t0\t0\n', 1],
  ['uids', 'status', 'Uid:\t1\t2\n', 1],
  ['gids', 'status', 'Uid:\t1\t2\t3\t4\nGid:\t-1\t2\t3\t4\n', 2],
  ['numCtxSwitches', 'status', 'voluntary_ctxt_switches:\tx\nnonvoluntary_ctxt_switches:\t1\n', 1],
  ['memoryInfo', 'statm', '', 1],
  ['memoryInfo', 'statm', '1 2 3\n', 1],
  ['memoryInfo', 'statm', '1 -2 3 4 5 6 7\n', 1],
  ['memoryInfo', 'statm', '4503599627370496 1 1 1 1 1 1\n', 1],
  ['memoryMaps', 'smaps', 'Rss: 1 kB\n', 1],
  ['memoryMaps', 'smaps', '00400000-00500000 r-xp\n', 1],
  ['memoryMaps', 'smaps', '00400000-00500000 r-xp 0 fe:00 1 /a\nRss: x kB\n', 2],
  ['memoryMaps', 'smaps', '00400000-00500000 r-xp 0 fe:00 1 /a\nRss: 1 kB\nPss: 18014398509481984 kB\n', 3],
];

test.for(malformedFiles)('%s throws ERR_MALFORMED_FILE with the line of %s: %j', ([attribute, file, text, line]) => {
  const { read, path } = attributeOf(attribute, { [file]: text });
  expect(thrownBy(read)).toEqual(malformed(path(file), line, 7));
});

test('ioCounters() throws NotSupported if io is empty or missing', () => {
  for (const files of [{ io: '' }, { io: '\n\n' }, {}]) {
    const host = resolveHost({ 7: files });
    expect(thrownBy(() => new Process(7, { host }).ioCounters())).toMatchObject({
      ...{ name: 'NotSupported', code: 'ERR_NOT_SUPPORTED', pid: 7 },
      cause: { path: `${host.proc}/7/io` },
    });
  }
});

test('ioCounters() ignores blank and unknown lines', () => {
  const io = '\nrchar: 1\nno colon\n\nwchar: 2\nsyscr: 3\nsyscw: 4\n: \nread_bytes: 5\nwrite_bytes: 6\nmore: text\n';
  expect(attributeOf('ioCounters', { io }).read()).toEqual({
    ...{ readCount: 3, writeCount: 4, readBytes: 5, writeBytes: 6, readChars: 1, writeChars: 2 },
  });
});

test.for<[Uint8Array | string, Record<string, string>]>([
  ['', {}],
  ['\0', {}],
  ['A=1', {}],
  ['A=1\0', { A: '1' }],
  ['A=1\0B=2', { A: '1' }],
  ['A=\0=B\0C\0D=1=2\0', { A: '', D: '1=2' }],
  ['A=1\0\0B=2\0', { A: '1' }],
  ['A=1\0A=2\0', { A: '2' }],
  [Buffer.from([0x41, 0x3d, 0xff, 0x00]), { A: '\ufffd' }],
])('environ() parses %j', ([environ, expected]) => {
  expect(attributeOf('environ', { environ }).read()).toEqual(expected);
});

test('memoryMaps() returns the unescaped paths of mappings, and [anon] for mappings without a path', () => {
  const names = ['/a b', '/nl\\012x', '[heap]', '', '/x (deleted)', '[anon:a: b]', '/y\\040z'];
  const smaps = names.map((name, index) => `${index}000-${index + 1}000 rw-p 0 fe:00 1 ${name}\nRss: 4 kB\n`).join('');
  const host = resolveHost({ 7: { smaps } });
  const maps = new Process(7, { host }).memoryMaps({ grouped: false });
  const paths = ['/a b', '/nl\nx', '[heap]', '[anon]', '/x', '[anon:a: b]', '/y\\040z'];
  expect(maps.map(({ path }) => path)).toEqual(paths);
  expect(maps[0]).toMatchObject({ addr: '0000-1000', perms: 'rw-p', rss: 4096, size: 0 });
});

test('memoryMaps() keeps the suffix " (deleted)" only if a file with that name exists', () => {
  const smaps = '1-2 r--p 0 fe:00 1 /x (deleted)\nRss: 4 kB\n';
  const real = resolveHost({ 7: { smaps, files: { 'root/x (deleted)': '' } } });
  expect(new Process(7, { host: real }).memoryMaps()[0]?.path).toBe('/x (deleted)');
  expect(new Process(7, { host: resolveHost({ 7: { smaps } }) }).memoryMaps()[0]?.path).toBe('/x');
});

test('memoryFullInfo() adds up smaps if smaps_rollup is missing, empty or 0', () => {
  const smaps =
    '1-2 r--p 0 fe:00 1 /x\nPss: 3 kB\nPrivate_Clean: 1 kB\nPrivate_Dirty: 1 kB\nSwap: 5 kB\nSwapPss: 9 kB\n';
  const statm = '5 4 3 2 0 1 0\n';
  for (const smaps_rollup of [undefined, '', '1-2 ---p 0 00:00 0 [rollup]\nPss: 0 kB\nPrivate_Dirty: 7 kB\n']) {
    const files = { statm, smaps, ...(smaps_rollup === undefined ? {} : { smaps_rollup }) };
    expect(attributeOf('memoryFullInfo', files).read()).toMatchObject({
      rss: 16_384,
      uss: 2048,
      pss: 3072,
      swap: 5120,
    });
  }
});

test.for([
  ['0::/\n', '/', null],
  ['', null, null],
  [
    `0::/system.slice/docker-${'a1'.repeat(32)}.scope\n`,
    `/system.slice/docker-${'a1'.repeat(32)}.scope`,
    'a1'.repeat(32),
  ],
  [`12:memory:/docker/${'0f'.repeat(32)}\n1:name=systemd:/x\n`, `/docker/${'0f'.repeat(32)}`, '0f'.repeat(32)],
  [
    `0::/kubepods.slice/cri-containerd-${'9'.repeat(64)}.scope\n`,
    `/kubepods.slice/cri-containerd-${'9'.repeat(64)}.scope`,
    '9'.repeat(64),
  ],
  ['0::/lxc.payload.web1/init.scope\n', '/lxc.payload.web1/init.scope', 'web1'],
  [`0::/${'a'.repeat(63)}\n`, `/${'a'.repeat(63)}`, null],
  [`0::/${'a'.repeat(65)}\n`, `/${'a'.repeat(65)}`, null],
  ['0::/user.slice/a:b\n', '/user.slice/a:b', null],
] as const)('of the cgroup file %j, cgroup() is %j and container() is %j', ([cgroup, path, container]) => {
  expect(attributeOf('cgroup', { cgroup }).read()).toBe(path);
  expect(attributeOf('container', { cgroup }).read()).toBe(container);
});

test('openFiles() and numFds() read the links of fd', () => {
  const files = {
    'fd/0': { to: '/dev/null' },
    'fd/1': { to: 'pipe:[5]' },
    'fd/2': { to: '/var/log/x (deleted)' },
    'fd/7': { to: 'anon_inode:[eventpoll]' },
    'fd/x': { to: '/no/number' },
    'fd/12': { to: '/data' },
    'fdinfo/0': 'pos:\t0\nflags:\t0100002\n',
    'fdinfo/2': 'pos:\t12\nflags:\t0102001\n',
    'fdinfo/12': 'pos:\t9007199254740993\nflags:\t02\n',
  };
  const { read } = attributeOf('openFiles', { files });
  expect(read()).toMatchObject([
    { fd: 2, path: '/var/log/x', deleted: true, mode: 'a', position: 12, flags: 0o102001 },
    { fd: 12, path: '/data', deleted: false, mode: 'r+' },
  ]);
  expect(attributeOf('numFds', { files }).read()).toBe(5);
});

test.for([
  ['flags:\t02\n', 1],
  ['pos:\t1\n', 1],
  ['pos:\t1\nflags:\t9\n', 2],
  ['pos:\t-1\nflags:\t0\n', 1],
  ['', 1],
] as const)('openFiles() throws ERR_MALFORMED_FILE with the line of fdinfo: %j', ([text, line]) => {
  const { read, path } = attributeOf('openFiles', { files: { 'fd/3': { to: '/data' }, 'fdinfo/3': text } });
  expect(thrownBy(read)).toEqual(malformed(path('fdinfo/3'), line, 7));
});

test('terminal() returns null if the host has no device with the number', () => {
  // 0x8803 is the device 136:3, a pseudo terminal, which this host does not have.
  expect(attributeOf('terminal', { terminal: 0x8803 }).read()).toBeNull();
  expect(attributeOf('terminal', { terminal: 0 }).read()).toBeNull();
});

test('processGroup() and sessionId() return 0 for a group or session outside the PID namespace', () => {
  expect(attributeOf('processGroup', { group: -1 }).read()).toBe(0);
  expect(attributeOf('sessionId', { session: -1 }).read()).toBe(0);
});

test('cpuAffinity() of another host returns the CPUs that are allowed and online', () => {
  const host = resolveHost(
    { 7: { status: 'Cpus_allowed_list:\t0-3,8\n' } },
    { 'sys/devices/system/cpu/online': '0-2,8-9\n' },
  );
  expect(new Process(7, { host }).cpuAffinity()).toEqual([0, 1, 2, 8]);
});

test('setters and signals throw NotSupported for a process of another host', async () => {
  const host = resolveHost({ 7: {} });
  const process = new Process(7, { host });
  const calls = [
    () => process.nice(1),
    () => process.ionice(2, 0),
    () => process.rlimit(7),
    () => process.rlimit(7, [1, 1]),
    () => process.cpuAffinity([0]),
    () => process.kill(),
    () => process.suspend(),
  ];
  for (const call of calls) expect(thrownBy(call)).toMatchObject({ name: 'NotSupported', pid: 7 });
  await expect(process.wait({ timeout: 0 })).rejects.toMatchObject({ name: 'TimeoutExpired' });
});
