import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';
import { exitCommand } from '../support/children.ts';
import { methodsOf } from '../support/outcome.ts';

/** The names of the specification, in its order. */
const functions = [
  ...['cpuTimes', 'cpuPercent', 'cpuTimesPercent', 'cpuCount', 'cpuStats', 'cpuFreq', 'getloadavg'],
  ...['virtualMemory', 'swapMemory'],
  ...['diskPartitions', 'diskUsage', 'diskIoCounters'],
  ...['netIoCounters', 'netConnections', 'netIfAddrs', 'netIfStats'],
  ...['sensorsTemperatures', 'sensorsFans', 'sensorsBattery'],
  ...['users', 'bootTime'],
  ...['winServiceIter', 'winServiceGet'],
  ...['pids', 'pidExists', 'processIter', 'waitProcs'],
];
const methods = [
  ...['ppid', 'name', 'exe', 'cmdline', 'createTime', 'asDict', 'parent', 'status', 'username', 'numThreads'],
  ...['cpuTimes', 'memoryInfo', 'children', 'isRunning'],
  ...['cwd', 'uids', 'gids', 'terminal', 'ioCounters', 'numCtxSwitches', 'numFds', 'threads', 'cpuPercent'],
  ...['memoryInfoEx', 'memoryPercent', 'memoryMaps', 'openFiles', 'connections', 'numHandles'],
  ...['nice', 'ionice', 'rlimit', 'cpuAffinity'],
  ...['sendSignal', 'suspend', 'resume', 'terminate', 'kill', 'wait'],
];
/** Methods that are not in the specification: those of newer versions of psutil, and those of this library only. */
const additional = ['environ', 'cpuNum', 'parents', 'memoryFullInfo', 'pageFaults', 'limits', 'cgroup', 'container'];
const identity = ['sessionId', 'processGroup', 'toString', 'equals'];
const errors = {
  PsutilError: Error,
  NoSuchProcess: sync.PsutilError,
  ZombieProcess: sync.NoSuchProcess,
  AccessDenied: sync.PsutilError,
  TimeoutExpired: sync.PsutilError,
  NotSupported: sync.PsutilError,
};
const statuses = {
  STATUS_RUNNING: 'running',
  STATUS_SLEEPING: 'sleeping',
  STATUS_DISK_SLEEP: 'disk-sleep',
  STATUS_STOPPED: 'stopped',
  STATUS_TRACING_STOP: 'tracing-stop',
  STATUS_ZOMBIE: 'zombie',
  STATUS_DEAD: 'dead',
  STATUS_WAKE_KILL: 'wake-kill',
  STATUS_WAKING: 'waking',
  STATUS_IDLE: 'idle',
  STATUS_LOCKED: 'locked',
  STATUS_WAITING: 'waiting',
};

const resources = ['CPU', 'FSIZE', 'DATA', 'STACK', 'CORE', 'RSS', 'NPROC', 'NOFILE', 'MEMLOCK', 'AS', 'LOCKS']
  .concat(['SIGPENDING', 'MSGQUEUE', 'NICE', 'RTPRIO', 'RTTIME'])
  .map((name, number) => [`RLIMIT_${name}`, number] as const);

/** Numbers of the Linux kernel. */
const linuxConstants = {
  ...Object.fromEntries(resources),
  IOPRIO_CLASS_NONE: 0,
  IOPRIO_CLASS_RT: 1,
  IOPRIO_CLASS_BE: 2,
  IOPRIO_CLASS_IDLE: 3,
};

const processConstants = {
  RLIM_INFINITY: Number.POSITIVE_INFINITY,
  RLIMIT_INFINITY: Number.POSITIVE_INFINITY,
  ABOVE_NORMAL_PRIORITY_CLASS: 32_768,
  BELOW_NORMAL_PRIORITY_CLASS: 16_384,
  HIGH_PRIORITY_CLASS: 128,
  IDLE_PRIORITY_CLASS: 64,
  NORMAL_PRIORITY_CLASS: 32,
  REALTIME_PRIORITY_CLASS: 256,
};

const networkConstants = {
  AF_INET: 'AF_INET',
  AF_INET6: 'AF_INET6',
  AF_UNIX: 'AF_UNIX',
  AF_LINK: 'AF_LINK',
  SOCK_STREAM: 'SOCK_STREAM',
  SOCK_DGRAM: 'SOCK_DGRAM',
  SOCK_SEQPACKET: 'SOCK_SEQPACKET',
  CONN_ESTABLISHED: 'ESTABLISHED',
  CONN_SYN_SENT: 'SYN_SENT',
  CONN_SYN_RECV: 'SYN_RECV',
  CONN_FIN_WAIT1: 'FIN_WAIT1',
  CONN_FIN_WAIT2: 'FIN_WAIT2',
  CONN_TIME_WAIT: 'TIME_WAIT',
  CONN_CLOSE: 'CLOSE',
  CONN_CLOSE_WAIT: 'CLOSE_WAIT',
  CONN_LAST_ACK: 'LAST_ACK',
  CONN_LISTEN: 'LISTEN',
  CONN_CLOSING: 'CLOSING',
  CONN_NONE: 'NONE',
  CONN_DELETE_TCB: 'DELETE_TCB',
  CONN_IDLE: 'IDLE',
  CONN_BOUND: 'BOUND',
  POWER_TIME_UNKNOWN: -1,
  POWER_TIME_UNLIMITED: -2,
  NIC_DUPLEX_FULL: 'full',
  NIC_DUPLEX_HALF: 'half',
  NIC_DUPLEX_UNKNOWN: 'unknown',
};

const entries = [
  ['@psutil/psutil', sync],
  ['@psutil/psutil/promises', promises],
] as const;

test.each(entries)('%s exports every function of the specification', (_, entry) => {
  const exported: Record<string, unknown> = { ...entry };
  expect(functions.filter((name) => typeof exported[name] !== 'function')).toEqual([]);
});

test.each(entries)('Process of %s has every method and the pid of the specification', (_, { Process }) => {
  const process_ = new Process();
  expect(methodsOf(process_)).toEqual(expect.arrayContaining([...methods, ...additional, ...identity]));
  expect(process_.pid).toBe(process.pid);
});

test.each(entries)(
  'Popen of %s is a Process with the members of subprocess.Popen in Python',
  async (_, { Popen, Process }) => {
    const child = new Popen(exitCommand(0));
    expect(child).toBeInstanceOf(Process);
    expect(methodsOf(child)).toEqual(expect.arrayContaining([...methods, 'poll', 'communicate']));
    for (const name of ['args', 'stdin', 'stdout', 'stderr', 'returncode']) expect(name in child).toBe(true);
    expect(await child.wait()).toBe(0);
  },
);

test.each(entries)('%s exports every exception of the specification as a subclass of its parent', (_, entry) => {
  const exported: Record<string, unknown> = { ...entry };
  expect(Object.keys(errors).map((name) => (exported[name] as typeof Error).name)).toEqual(Object.keys(errors));
  for (const [name, parent] of Object.entries(errors)) {
    expect(Object.getPrototypeOf(exported[name])).toBe(parent);
  }
});

test.each(entries)('%s exports every status of the specification', (_, entry) => {
  expect(entry).toMatchObject(statuses);
});

test.each(entries)('%s exports the resource limit and priority constants of the specification', (_, entry) => {
  expect(entry).toMatchObject(processConstants);
});

test.for(entries)(
  'Linux: the resource limit and priority constants of %s are those of the kernel',
  ([_, entry], context) => {
    context.skip(!sync.LINUX, 'the constants are those of Linux');
    expect(entry).toMatchObject(linuxConstants);
  },
);

test.each(entries)('%s exports the network and battery constants of the specification', (_, entry) => {
  expect(entry).toMatchObject(networkConstants);
});

test.each(entries)('%s exports one constant per system, which is true on that system only', (_, entry) => {
  const { platform } = process;
  expect(entry).toMatchObject({
    LINUX: platform === 'linux',
    MACOS: platform === 'darwin',
    OSX: platform === 'darwin',
    WINDOWS: platform === 'win32',
    FREEBSD: platform === 'freebsd',
    OPENBSD: platform === 'openbsd',
    NETBSD: platform === 'netbsd',
    BSD: ['freebsd', 'openbsd', 'netbsd'].includes(platform),
    SUNOS: platform === 'sunos',
    AIX: platform === 'aix',
    POSIX: platform !== 'win32',
  });
});

test('the name of each STATUS_ constant is that of its value', () => {
  const constants = Object.entries(sync).filter(([name]) => name.startsWith('STATUS_'));
  expect(
    constants.every(([name, value]) => name === `STATUS_${String(value).toUpperCase().replaceAll('-', '_')}`),
  ).toBe(true);
});
