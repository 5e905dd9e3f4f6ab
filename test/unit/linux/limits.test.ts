import { limits } from '@psutil/system';
import { limits as limitsAsync } from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

type Files = Readonly<Record<string, string>>;

const gibibyte = 2 ** 30;
const meminfo = { 'proc/meminfo': 'MemTotal: 16777216 kB\n' };
const group = (path: string, files: Files) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`sys/fs/cgroup${path}/${name}`, `${text}\n`]));

const none = {
  memory: { limit: null, usage: null, workingSet: null },
  swap: { limit: null, usage: null },
  cpu: { quota: null, cpus: null },
  pids: { limit: null, current: null },
};

const second = {
  ...meminfo,
  'proc/self/cgroup': '0::/outer/inner\n',
  ...group('', { 'cgroup.controllers': 'cpu memory', 'cpuset.cpus.effective': '0-7' }),
  ...group('/outer', {
    ...{
      'memory.max': `${2 * gibibyte}`,
      'memory.current': '900',
      'memory.swap.max': '1000',
      'cpu.max': '150000 100000',
    },
    ...{ 'pids.max': '300', 'pids.current': '40', 'cpuset.cpus.effective': '0-3' },
  }),
  ...group('/outer/inner', {
    ...{ 'memory.max': 'max', 'memory.current': '700', 'memory.stat': 'anon 5\ninactive_file 200\nactive_file 9' },
    ...{
      'memory.swap.max': 'max',
      'memory.swap.current': '3',
      'cpu.max': 'max 100000',
      'pids.max': '500',
      'pids.current': '4',
    },
    'cpuset.cpus.effective': '1,3',
  }),
};

test('limits() of version 2 returns the minimum of each limit over all ancestors, and the usage of its own group, sync and async', async () => {
  const host = hostWith(second);
  const expected = {
    memory: { limit: 2 * gibibyte, usage: 700, workingSet: 500 },
    swap: { limit: 1000, usage: 3 },
    cpu: { quota: 1.5, cpus: [1, 3] },
    pids: { limit: 300, current: 4 },
    cgroup: '/outer/inner',
    version: 2,
  };
  expect(limits({ host })).toEqual(expected);
  expect(await limitsAsync({ host })).toEqual(expected);
});

const unlimited = '9223372036854771712';
const first = {
  ...meminfo,
  'proc/self/cgroup': `12:cpuset:/pod\n9:pids:/pod/c\n5:memory:/pod/c\n4:cpu,cpuacct:/pod/c\n1:name=systemd:/pod/c\n0::/pod/c\n`,
  ...group('/memory', { 'memory.limit_in_bytes': unlimited, 'memory.usage_in_bytes': '9000' }),
  ...group('/memory/pod', {
    ...{ 'memory.limit_in_bytes': `${gibibyte}`, 'memory.usage_in_bytes': '800' },
    'memory.memsw.limit_in_bytes': `${1.5 * gibibyte}`,
  }),
  ...group('/memory/pod/c', {
    ...{
      'memory.limit_in_bytes': `${4 * gibibyte}`,
      'memory.usage_in_bytes': '600',
      'memory.memsw.limit_in_bytes': unlimited,
    },
    ...{ 'memory.memsw.usage_in_bytes': '650', 'memory.stat': 'inactive_file 1\ntotal_inactive_file 100' },
  }),
  ...group('/cpu,cpuacct/pod', { 'cpu.cfs_quota_us': '50000', 'cpu.cfs_period_us': '100000' }),
  ...group('/cpu,cpuacct/pod/c', { 'cpu.cfs_quota_us': '-1', 'cpu.cfs_period_us': '100000' }),
  ...group('/cpuset/pod', { 'cpuset.cpus': '0-1', 'cpuset.effective_cpus': '1' }),
  ...group('/pids/pod/c', { 'pids.max': 'max', 'pids.current': '7' }),
};

const expectedFirst = {
  memory: { limit: gibibyte, usage: 600, workingSet: 500 },
  swap: { limit: gibibyte / 2, usage: 50 },
  cpu: { quota: 0.5, cpus: [1] },
  pids: { limit: null, current: 7 },
  cgroup: '/pod/c',
  version: 1,
};

test('limits() of version 1 reads the group of each controller', () => {
  expect(limits({ host: hostWith(first) })).toEqual(expectedFirst);
});

test('limits() of a hybrid hierarchy reads each controller in its version', () => {
  const cgroup = '5:memory:/pod/c\n4:cpu,cpuacct:/pod/c\n12:cpuset:/pod\n0::/unified.slice\n';
  const host = hostWith({
    ...first,
    'proc/self/cgroup': cgroup,
    ...group('/unified', { 'cgroup.controllers': 'pids' }),
    ...group('/unified/unified.slice', { 'pids.max': '99', 'pids.current': '3' }),
  });
  expect(limits({ host })).toEqual({ ...expectedFirst, pids: { limit: 99, current: 3 } });
});

test('limits() of version 2 on a host with a control group named unified reads the mounted hierarchy', () => {
  const host = hostWith({
    ...second,
    ...group('', { 'cgroup.controllers': 'memory' }),
    ...group('/unified', { 'cgroup.controllers': 'memory' }),
  });
  expect(limits({ host }).memory.limit).toBe(2 * gibibyte);
  expect(limits({ host })).toEqual(limits({ host: hostWith(second) }));
});

test.for(['max', unlimited, `${16 * gibibyte}`, `${20 * gibibyte}`])(
  'limits() returns null for a memory limit of %s',
  (text) => {
    const host = hostWith({
      ...meminfo,
      'proc/self/cgroup': '0::/\n',
      ...group('', { 'memory.max': text, 'memory.current': '5' }),
    });
    expect(limits({ host }).memory).toEqual({ limit: null, usage: 5, workingSet: 5 });
  },
);

test('limits() returns a swap limit of 0', () => {
  const host = hostWith({ ...meminfo, 'proc/self/cgroup': '0::/a\n', ...group('/a', { 'memory.swap.max': '0' }) });
  expect(limits({ host }).swap).toEqual({ limit: 0, usage: null });
});

test('limits() searches the ancestors for a controller that is not enabled in a group', () => {
  const host = hostWith({
    ...second,
    'proc/self/cgroup': '0::/outer/inner/thread\n',
    ...group('/outer/inner/thread', { 'cgroup.type': 'threaded' }),
  });
  const expected = { limit: 2 * gibibyte, usage: 700, workingSet: 500 };
  expect(limits({ host })).toMatchObject({ memory: expected, cgroup: '/outer/inner/thread', cpu: { quota: 1.5 } });
});

test.for(['/', '/../../elsewhere', '/docker/0123/not/shown'])(
  'limits() reads the root of the mounted hierarchy if the group %s is outside of it, as in a container',
  (path) => {
    const host = hostWith({
      ...meminfo,
      'proc/self/cgroup': `0::${path}\n`,
      ...group('', { 'memory.max': `${gibibyte}`, 'memory.current': '5', 'cpu.max': '25000 50000' }),
    });
    expect(limits({ host })).toMatchObject({
      memory: { limit: gibibyte, usage: 5 },
      cpu: { quota: 0.5 },
      cgroup: path,
    });
  },
);

test('limits() throws an error with the path of the cgroup file', () => {
  for (const pid of ['self', '1']) {
    const host = hostWith({ ...meminfo, [`proc/${pid}/cgroup`]: '0::/\nnothing\n' });
    expect(thrownBy(() => limits({ host }))).toEqual(malformed(`${host.proc}/${pid}/cgroup`, 2));
  }
});

test.for([
  ['longer than PATH_MAX', '/a'.repeat(2048)],
  ['with empty components', '/'.repeat(2000)],
])('limits() throws ERR_MALFORMED_FILE for a control group path %s', ([, path]) => {
  const host = hostWith({ ...meminfo, 'proc/self/cgroup': `0::${path}\n` });
  expect(thrownBy(() => limits({ host }))).toEqual(malformed(`${host.proc}/self/cgroup`, 1));
});

test('limits() are null on a host without control groups', () => {
  for (const host of [
    hostWith({}),
    hostWith({ ...meminfo, 'proc/self/cgroup': '' }),
    { proc: '/nowhere', sys: '/nowhere' },
  ]) {
    expect(limits({ host })).toEqual({ ...none, cgroup: null, version: null });
  }
});

test('limits() are null if control groups are not mounted', () => {
  expect(limits({ host: hostWith({ ...meminfo, 'proc/self/cgroup': '0::/a\n' }) })).toEqual({
    ...none,
    cgroup: '/a',
    version: 2,
  });
});

test.for([
  ['memory.max', 'lots'],
  ['memory.max', ''],
  ['memory.current', '-5'],
  ['cpu.max', '5'],
  ['cpu.max', '5 0'],
  ['pids.max', '1x'],
])('limits() throws ERR_MALFORMED_FILE for %s of %j', async ([file, text]) => {
  const host = hostWith({
    ...meminfo,
    'proc/self/cgroup': '0::/\n',
    ...group('', { [file as string]: text as string }),
  });
  const error = malformed(`${host.sys}/fs/cgroup/${file}`, 1);
  expect(thrownBy(() => limits({ host }))).toEqual(error);
  expect(await rejectedBy(limitsAsync({ host }))).toEqual(error);
});
