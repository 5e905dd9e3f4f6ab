import { structure } from '../../support/structure.ts';
import { type KstatValue, namedValues } from '../../unit/sunos/named-values.ts';
import type { Machine } from '../machine.ts';
import { machineFacts as facts } from '../scripted-system.ts';

const pageSize = 4096;
const nanoseconds = 1e9;
/** KSTAT_TYPE_NAMED and KSTAT_TYPE_IO. */
const types = { named: 1, io: 3 } as const;

/** A statistic: its module, instance, name and class, and its data. */
type Statistic = readonly [
  module: string,
  instance: number,
  name: string,
  kind: string,
  data: Readonly<Record<string, KstatValue>> | Buffer,
];

/** kstat_io_t. */
export const diskIo = (reads: number, writes: number): Buffer =>
  structure(
    80,
    [0, 8, facts.bytesRead],
    [8, 8, facts.bytesWritten],
    [16, 4, reads],
    [20, 4, writes],
    [24, 8, 3_000_000_000],
    [48, 8, 7_000_000_000],
  );

function cpuStatistics(cpu: number): Statistic[] {
  const times: Record<string, KstatValue> = {
    cpu_nsec_user: ['uint64', facts.userTime * nanoseconds],
    cpu_nsec_kernel: ['uint64', facts.systemTime * nanoseconds],
    cpu_nsec_idle: ['uint64', facts.idleTime * nanoseconds],
    cpu_nsec_intr: ['uint64', 0],
    pswitch: ['uint64', 1000],
    inv_swtch: ['uint64', 100],
    intr: ['uint64', 2000],
    syscall: ['uint64', 3000],
  };
  const information: Record<string, KstatValue> = {
    state: ['char', 'on-line'],
    chip_id: ['int64', 0],
    core_id: ['int64', Math.floor((cpu * facts.cores) / facts.cpus)],
    clock_MHz: ['int64', 2400],
    current_clock_Hz: ['uint64', 1_800_000_000],
    supported_frequencies_Hz: ['text', '1200000000:2400000000'],
  };
  return [
    ['cpu', cpu, 'sys', 'misc', times],
    ['cpu', cpu, 'vm', 'misc', { pgswapin: ['uint64', 10], pgswapout: ['uint64', 20] }],
    ['cpu_info', cpu, `cpu_info${cpu}`, 'misc', information],
  ];
}

const statistics: readonly Statistic[] = [
  ...Array.from({ length: facts.cpus }, (_, cpu) => cpuStatistics(cpu)).flat(),
  ['unix', 0, 'system_misc', 'misc', { ncpus: ['uint32', facts.cpus], boot_time: ['uint32', facts.bootTime] }],
  [
    'unix',
    0,
    'system_pages',
    'pages',
    {
      physmem: ['uint64', facts.totalMemory / pageSize],
      pagesfree: ['uint64', facts.freeMemory / pageSize],
      pageslocked: ['uint64', 1000],
    },
  ],
  ['zfs', 0, 'arcstats', 'misc', { size: ['uint64', 2 ** 29] }],
  ['sd', 0, facts.disk, 'disk', diskIo(100, 50)],
  [
    'link',
    0,
    facts.interface,
    'net',
    {
      rbytes64: ['uint64', facts.bytesReceived],
      obytes64: ['uint64', facts.bytesSent],
      ipackets64: ['uint64', 1000],
      opackets64: ['uint64', 2000],
      ierrors: ['uint32', 1],
      oerrors: ['uint32', 2],
      norcvbuf: ['uint32', 3],
      noxmtbuf: ['uint32', 4],
      ifspeed: ['uint64', 1_000_000_000],
      link_duplex: ['uint32', 2],
    },
  ],
];

/** Writes statistics of the kernel, and the chain that leads to them. */
function writeStatistics(machine: Machine): void {
  for (const [module, instance, name, , data] of statistics)
    machine.answer(`kstat/${module}/${instance}/${name}`, Buffer.isBuffer(data) ? data : namedValues(data));
  const lines = statistics.map(([module, instance, name, kind, data]) =>
    [module, instance, name, kind, Buffer.isBuffer(data) ? types.io : types.named].join(' '),
  );
  machine.answer('kstat-chain', lines.join('\n'));
}

function writeMemory(machine: Machine): void {
  const pages = (bytes: number) => bytes / pageSize;
  machine.answer('sysconf/physical-pages', String(pages(facts.totalMemory)));
  machine.answer('sysconf/online-processors', String(facts.cpus));
  machine.answer('swapctl/count', '1');
  machine.answer(
    'swapctl/list',
    structure(16, [0, 8, pages(facts.totalSwap)], [8, 8, pages(facts.totalSwap - facts.usedSwap)]),
  );
}

function writeNet(machine: Machine): void {
  const up = 0x100_1000_843;
  machine.answer(`ioctl/flags/${facts.interface}`, structure(8, [0, 8, up]));
  machine.answer(`ioctl/mtu/${facts.interface}`, structure(4, [0, 4, 1500]));
  machine.answer('ioctl/flags/lo0', structure(8, [0, 8, 0x100_1000_849]));
  machine.answer('ioctl/mtu/lo0', structure(4, [0, 4, 8232]));
  machine.answer(
    'getifaddrs',
    [
      'lo0 0x849 inet 127.0.0.1 255.0.0.0 -',
      'lo0 0x849 inet6 ::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff -',
      `${facts.interface} 0x843 link ${facts.hardwareAddress.replaceAll(':', '')}`,
      `${facts.interface} 0x843 inet ${facts.address} 255.255.255.0 192.0.2.255`,
    ].join('\n'),
  );
  machine.answer('dev/arp', '');
  // The statistics of IP, TCP and UDP: those of the last two have the sizes of the entries of their tables.
  machine.answer('mib/4.0', Buffer.alloc(100));
  machine.answer('mib/6.0', structure(240, [48, 4, 68], [208, 4, 96]));
  machine.answer('mib/6.14', '');
  machine.answer('mib/7.0', structure(40, [12, 4, 36], [16, 4, 64]));
  machine.answer('mib/7.5', '');
  machine.answer('mib/7.6', '');
}

function writeFiles(machine: Machine): void {
  const mounts = [
    ['rpool/ROOT/omnios', '/', 'zfs', 'dev=4490002'],
    ['/devices', '/devices', 'devfs', 'dev=8f00000'],
    ['proc', '/proc', 'proc', 'dev=8fc0000'],
    ['swap', '/tmp', 'tmpfs', 'xattr,dev=9080002'],
    ['rpool/export/home', '/export/home', 'zfs', 'rw,devices,setuid,dev=4490006'],
  ];
  machine.answer('etc/mnttab', mounts.map((mount) => `${mount.join('\t')}\t${facts.bootTime}\n`).join(''));
  machine.answer('etc/os-release', 'NAME="OmniOS"\nID=omnios\nVERSION_ID=r151052\n');
  machine.answer('dev/console', structure(16, [0, 8, 0o20_620], [8, 8, 0]));
  machine.answer('dev/pts/1', structure(16, [0, 8, 0o20_620], [8, 8, 0x6_0000_0001]));
}

/** Writes the system-wide answers of SunOS. */
export function writeSystem(machine: Machine): void {
  writeStatistics(machine);
  writeMemory(machine);
  writeNet(machine);
  writeFiles(machine);
  machine.answer('getloadavg', Buffer.from(new Float64Array(facts.loadAverages).buffer));
  machine.answer('uname', `${facts.hostname} 5.11`);
  machine.answer('sysinfo/517', 'amd64');
  machine.answer('zoneid', '0');
  for (const privilege of ['proc_owner', 'proc_prioup']) machine.answer(`privilege/${privilege}`, '');
  const { user, terminal, sessionStart } = facts;
  machine.answer('getutxent', `7 ${user} ${terminal} - ${sessionStart} 1\n2 - ~ - ${facts.bootTime} 0`);
}
