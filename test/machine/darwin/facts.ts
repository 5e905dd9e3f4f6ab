import { structure } from '../../support/structure.ts';
import type { Machine } from '../machine.ts';
import { machineFacts as facts } from '../scripted-system.ts';

const pageSize = 4096;

const number = (value: number): Buffer => structure(8, [0, 8, value]);
const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function writeCpu(machine: Machine): void {
  const { userTime, systemTime, idleTime } = facts;
  const ticks = [userTime, systemTime, idleTime, 0].map((seconds) => seconds * 100);
  const cpu = structure(16, ...ticks.map((count, index) => [4 * index, 4, count] as const));
  machine.answer('host_processor_info', Buffer.concat(Array.from({ length: facts.cpus }, () => cpu)));
  machine.answer('sysctl/hw.logicalcpu', structure(4, [0, 4, facts.cpus]));
  machine.answer('sysctl/hw.physicalcpu', structure(4, [0, 4, facts.cores]));
  machine.answer('getloadavg', Buffer.from(new Float64Array(facts.loadAverages).buffer));
}

function writeMemory(machine: Machine): void {
  const pages = (bytes: number) => bytes / pageSize;
  machine.answer('sysctl/hw.memsize', number(facts.totalMemory));
  machine.answer('sysctl/vm.pagesize', number(pageSize));
  machine.answer(
    'host_statistics64',
    structure(
      152,
      [0, 4, pages(facts.freeMemory)],
      [4, 4, pages(2 ** 30)],
      [8, 4, pages(2 ** 30)],
      [12, 4, pages(2 ** 29)],
      [112, 8, 10],
      [120, 8, 20],
    ),
  );
  const free = facts.totalSwap - facts.usedSwap;
  machine.answer('sysctl/vm.swapusage', structure(32, [0, 8, facts.totalSwap], [8, 8, free], [16, 8, facts.usedSwap]));
}

/** An interface: struct ifmibdata. */
function interfaceData(name: string, flags: number, type: number): Buffer {
  const bytes = structure(
    180,
    [20, 4, flags],
    [52, 1, type],
    [60, 4, 1500],
    [68, 8, 1_000_000_000],
    [76, 8, 1000],
    [92, 8, 2000],
    [116, 8, facts.bytesReceived],
    [124, 8, facts.bytesSent],
  );
  bytes.write(name);
  return bytes;
}

function writeNet(machine: Machine): void {
  const loopback = interfaceData('lo0', 0x8049, 24);
  machine.answer('sysctl/4.18.0.3.0.1', Buffer.concat([loopback, interfaceData(facts.interface, 0x8863, 6)]));
  machine.answer(`ioctl/media/${facts.interface}`, structure(44, [28, 4, 0x10_0000]));
  machine.answer(
    'getifaddrs',
    [
      'lo0 0x8049 inet 127.0.0.1 255.0.0.0 -',
      'lo0 0x8049 inet6 ::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff -',
      `${facts.interface} 0x8863 link ${facts.hardwareAddress.replaceAll(':', '')}`,
      `${facts.interface} 0x8863 inet ${facts.address} 255.255.255.0 192.0.2.255`,
    ].join('\n'),
  );
}

function writeDisks(machine: Machine): void {
  const blocks = 1_000_000;
  const root = structure(
    2168,
    [0, 4, pageSize],
    [8, 8, blocks],
    [16, 8, blocks / 2],
    [24, 8, blocks / 4],
    [32, 8, 1000],
    [40, 8, 900],
    [64, 4, 0x1000],
  );
  root.write('apfs', 72);
  root.write('/', 88);
  root.write('/dev/disk0s1', 1112);
  machine.answer('getfsstat', root);
  machine.answer('statfs/%2F', root);
  machine.answer('getattrlist/%2F', structure(12, [0, 4, 12], [4, 4, (blocks / 8) * pageSize]));
  const statistics = [
    ['Operations (Read)', 100],
    ['Operations (Write)', 50],
    ['Bytes (Read)', facts.bytesRead],
    ['Bytes (Write)', facts.bytesWritten],
    ['Total Time (Read)', 7_000_000_000],
    ['Total Time (Write)', 3_000_000_000],
  ].map(([key, value]) => `parent\tStatistics/${key}\tnumber\t${value}`);
  const lines = [
    `device\tIOMedia\tDisk\tIOBlockStorageDriver`,
    `own\tBSD Name\tstring\t${facts.disk}`,
    ...statistics,
    'device\tIOMedia\tPartition\tIOGUIDPartitionScheme',
    'own\tBSD Name\tstring\tdisk0s1',
    'device\tAppleARMIODevice\tpmgr\tAppleARMPE',
    // 600 MHz and 3,200 MHz, each with a voltage.
    'own\tvoltage-states1-sram\tdata\t0046c32300000000' + '0008bdbe00000000',
  ];
  machine.answer('iokit', lines.join('\n'));
}

function writeHost(machine: Machine): void {
  machine.answer('sysctl/kern.hostname', text(facts.hostname));
  machine.answer('sysctl/kern.osproductversion', text('15.5'));
  machine.answer('sysctl/kern.osrelease', text('24.5.0'));
  machine.answer('sysctl/hw.machine', text('arm64'));
  machine.answer('sysctl/kern.bootsessionuuid', text('6B29FC40-CA47-1067-B31D-00DD010662DA'));
  machine.answer('gethostuuid', Buffer.from('00112233445566778899aabbccddeeff', 'hex'));
  const { user, terminal, sessionStart } = facts;
  machine.answer('getutxent', `7 ${user} ${terminal} - ${sessionStart} 1\n2 - ~ - ${facts.bootTime} 0`);
  machine.answer(
    'power-sources',
    [
      'source\tBattery',
      'own\tName\tstring\tInternalBattery-0',
      'own\tTransport Type\tstring\tInternal',
      'own\tCurrent Capacity\tnumber\t80',
      'own\tMax Capacity\tnumber\t100',
      'own\tTime to Empty\tnumber\t90',
      'own\tPower Source State\tstring\tBattery Power',
    ].join('\n'),
  );
}

/** Writes the system-wide answers of macOS. */
export function writeSystem(machine: Machine, frequency: number): void {
  machine.answer('sysctl/hw.tbfrequency', number(frequency));
  machine.answer('sysctl/kern.argmax', structure(4, [0, 4, 2 ** 20]));
  writeCpu(machine);
  writeMemory(machine);
  writeNet(machine);
  writeDisks(machine);
  writeHost(machine);
}
