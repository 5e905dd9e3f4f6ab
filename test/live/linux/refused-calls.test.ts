import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryDirectory } from '../../support/executable.ts';
import { canLaunch } from '../../support/namespaces.ts';
import { type Outcome, outcome } from '../../support/outcome.ts';
import { script } from '../../support/run.ts';
import { needsStrace, traceScript } from '../../support/strace.ts';

type Outcomes = Readonly<Record<string, Outcome>>;

/** The sockets and the file that this process opens, which the scripts read. */
const servers = [createServer(), createServer(), createServer()] as const;
const datagrams = [createSocket('udp4'), createSocket('udp6')] as const;

beforeAll(async () => {
  const [tcp4, tcp6, unix] = servers;
  tcp4.listen(0, '127.0.0.1');
  tcp6.listen(0, '::1');
  unix.listen(`\0psutil-${process.pid}`);
  datagrams[0].bind(0, '127.0.0.1');
  datagrams[1].bind(0, '::1');
  await Promise.all([...servers, ...datagrams].map((each) => once(each, 'listening')));
});

afterAll(() => {
  for (const each of [...servers, ...datagrams]) each.close();
});

/** Reads everything that needs more system calls than those that open, list and read files. */
const code = `
import { ${['diskUsage', 'hostInfo', 'netConnections', 'netIfAddrs', 'netIfStats', 'Process', 'pidExists'].join(', ')},
  processEvents, RLIMIT_NOFILE, swapMemory } from '@psutil/psutil';
const outcome = ${outcome};
const parent = new Process(${process.pid});
const order = (list) => list.map((each) => JSON.stringify(each)).sort();
const readings = {
  netConnections: () => order(netConnections({ kind: 'all' }).filter(({ pid }) => pid === parent.pid)),
  connections: () => order(parent.connections({ kind: 'all' })),
  openFiles: () => order(parent.openFiles().map(({ path }) => path)),
  numFds: () => parent.numFds() > 0,
  netIfStats, netIfAddrs, hostInfo,
  diskUsage: () => diskUsage('/').total,
  swapMemory: () => swapMemory().total,
  cpuAffinity: () => parent.cpuAffinity(),
  ionice: () => parent.ionice(),
  rlimit: () => parent.rlimit(RLIMIT_NOFILE),
  pidExists: () => [parent.pid, process.pid, 1, ${2 ** 22}].map((pid) => pidExists(pid)),
  sendSignal: () => parent.sendSignal(0),
  events: () => processEvents().return(),
  wait: () => parent.wait({ timeout: 0.05 }),
};
const outcomes = {};
for (const [name, read] of Object.entries(readings)) outcomes[name] = await outcome(read);
print(outcomes);
`;

/** The readings that have no other source, by the system call that they need. */
const withoutFallback: Readonly<Record<string, readonly string[]>> = {
  socket: ['netIfStats', 'netIfAddrs'],
  bind: ['netIfAddrs'],
  sendto: ['netIfAddrs'],
  recvmsg: ['netIfAddrs'],
  ioprio_get: ['ionice'],
  prlimit64: ['rlimit'],
  statfs: ['diskUsage'],
};

const errors = { EPERM: 'AccessDenied', EACCES: 'AccessDenied', ENOSYS: 'NotSupported', EAFNOSUPPORT: 'NotSupported' };
type ErrorCode = keyof typeof errors;

/** The system calls that the addon makes beyond those that open, list and read files. */
const calls = [
  ...['statx', 'socket', 'bind', 'setsockopt', 'sendto', 'recvmsg', 'recvfrom', 'faccessat2', 'statfs', 'sysinfo'],
  ...['sched_getaffinity', 'ioprio_get', 'prlimit64', 'tgkill', 'kill', 'pidfd_open', 'pidfd_send_signal'],
];

/** The calls, and the errors with which a sandbox refuses them. */
const faults: readonly (readonly [call: string, code: ErrorCode])[] = [
  ...calls.flatMap((call) => (['EPERM', 'ENOSYS'] as const).map((code) => [call, code] as const)),
  ...['sched_getaffinity', 'tgkill', 'pidfd_send_signal', 'sendto'].map((call) => [call, 'EACCES'] as const),
  ['socket', 'EAFNOSUPPORT'] as const,
];

/** The readings without a fault. */
let expected: Outcomes | undefined;

const read = async (call: string, ...options: readonly string[]) =>
  (await traceScript<Outcomes>(code, call, ...options)).printed;

test.for(faults)(
  'readings are complete or fail with a typed error if %s(2) fails with %s',
  async ([call, error], context) => {
    needsStrace(context, call);
    expected ??= await read(call);
    const failed = withoutFallback[call] ?? [];
    const outcomes = await read(call, `--inject=${call}:error=${error}`);
    for (const [name, value] of Object.entries(expected)) {
      const reading = { name, ...outcomes[name] };
      if (!failed.includes(name)) expect(reading).toEqual({ name, ...value });
      else expect(reading).toMatchObject({ name, error: { name: errors[error], cause: { code: error } } });
    }
  },
);

test('swapMemory() throws instead of returning 0 if neither meminfo nor sysinfo(2) reports swap', async (context) => {
  needsStrace(context, 'sysinfo');
  const meminfo = join(temporaryDirectory(), 'meminfo');
  writeFileSync(meminfo, 'MemTotal: 1000 kB\nMemAvailable: 500 kB\n');
  const trace = 'strace --follow-forks --quiet -o /dev/null --trace=sysinfo';
  const within = (fault: string) => [
    ...['unshare', '--mount', 'sh', '-c'],
    ...[`mount --bind '${meminfo}' /proc/meminfo && exec ${trace} ${fault} "$@"`, 'sh'],
  ];
  context.skip(!canLaunch(within('')), 'a file cannot be mounted on /proc/meminfo');
  const code = `
    import { swapMemory } from '@psutil/memory';
    const outcome = ${outcome};
    print(await outcome(() => swapMemory().total));`;
  expect(await script<Outcome>(code, { within: within('') })).toEqual({ value: expect.any(Number) });
  const { error } = await script<Outcome>(code, { within: within('--inject=sysinfo:error=EPERM') });
  expect(error).toMatchObject({ name: 'AccessDenied', cause: { code: 'EPERM', syscall: 'sysinfo' } });
});
