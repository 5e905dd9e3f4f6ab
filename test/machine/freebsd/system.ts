import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { structure } from '../../support/structure.ts';
import { type Answer, Machine } from '../machine.ts';
import { machineFacts as facts, type ScriptedProcess, type ScriptedSystem } from '../scripted-system.ts';
import { files, kinfo, mappings, owners, tcpSockets, workingDirectory } from './process.ts';

const text = (value: string) => `${value}\0`;
const int = (value: number) => structure(4, [0, 4, value]);
const long = (value: number) => structure(8, [0, 8, value]);
const pageSize = 4096;
const statisticsFrequency = 128;

function answerCpus(machine: Machine): void {
  const ticks = [facts.userTime, 0, facts.systemTime, 0, facts.idleTime].map((time) =>
    long(time * statisticsFrequency),
  );
  machine.answer('sysctl/kern.cp_times', Buffer.concat(Array.from({ length: facts.cpus }, () => ticks).flat()));
  machine.answer('sysctl/kern.clockrate', structure(20, [12, 4, statisticsFrequency]));
  machine.answer('sysctl/hw.ncpu', int(facts.cpus));
  machine.answer('sysctl/kern.smp.cores', int(facts.cores));
  for (const name of ['swtch', 'intr', 'soft', 'syscall']) machine.answer(`sysctl/vm.stats.sys.v_${name}`, int(1000));
  machine.answer('sysctl/dev.cpu.0.freq', int(2000));
  machine.answer('sysctl/dev.cpu.0.freq_levels', text('2400/35000 1200/-1'));
  machine.answer('getloadavg', new Uint8Array(Float64Array.from(facts.loadAverages).buffer));
}

function answerMemory(machine: Machine): void {
  machine.answer('sysctl/hw.physmem', long(facts.totalMemory));
  const pages = { active: 1000, inactive: 2000, wire: 3000, free: facts.freeMemory / pageSize };
  for (const [name, count] of Object.entries(pages)) machine.answer(`sysctl/vm.stats.vm.v_${name}_count`, int(count));
  machine.answer('sysctl/vm.vmtotal', structure(64, [48, 8, 100]));
  machine.answer('sysctlnametomib/vm.swap_info', structure(8, [0, 4, 2], [4, 4, 500]));
  const [size, used] = [facts.totalSwap / pageSize, facts.usedSwap / pageSize];
  machine.answer('sysctl/2.500.0', structure(28, [0, 4, 2], [20, 4, size], [24, 4, used]));
  for (const name of ['in', 'out']) machine.answer(`sysctl/vm.stats.vm.v_swappgs${name}`, int(0));
}

/** A message of an interface: an if_msghdr and a sockaddr_dl with the name. */
function interfaceMessage(name: string, type: number): Buffer {
  const bytes = structure(
    224,
    ...([
      [0, 2, 224],
      [3, 1, 0x0e],
      [8, 4, 0x41],
      [16, 1, type],
      [20, 1, 2],
      [24, 4, 1500],
      [32, 8, 1e9],
      [80, 8, facts.bytesReceived],
      [88, 8, facts.bytesSent],
      [168 + 5, 1, name.length],
    ] as const),
  );
  bytes.write(name, 168 + 8);
  return bytes;
}

function answerNetwork(machine: Machine): void {
  const messages = Buffer.concat([interfaceMessage('lo0', 24), interfaceMessage(facts.interface, 6)]);
  // PF_ROUTE of Linux.
  machine.answer('sysctl/4.16.0.0.3.0', messages);
  machine.answer(`ioctl/media/${facts.interface}`, int(0x0010_0000));
  const addresses = [
    'lo0 0x8049 inet 127.0.0.1 255.0.0.0 -',
    `${facts.interface} 0x8843 link ${facts.hardwareAddress.replaceAll(':', '')}`,
    `${facts.interface} 0x8843 inet ${facts.address} 255.255.255.0 192.0.2.255`,
  ];
  machine.answer('getifaddrs', addresses.map((line) => `${line}\n`).join(''));
  for (const name of ['udp', 'tcp']) machine.answer(`sysctl/net.inet.${name}.pcblist`, socketTable(64));
  for (const name of ['stream', 'dgram', 'seqpacket'])
    machine.answer(`sysctl/net.local.${name}.pcblist`, socketTable(32));
}

function socketTable(headerSize: number, ...rows: readonly Buffer[]): Buffer {
  const header = structure(headerSize, [0, 8, headerSize], [16, 8, 1]);
  return Buffer.concat([header, ...rows, header]);
}

function answerDisks(machine: Machine): void {
  machine.answer('sysctl/kern.devstat.version', int(6));
  const disk = structure(288, [72, 8, facts.bytesRead], [80, 8, facts.bytesWritten]);
  disk.write('disk', 44);
  machine.answer('sysctl/kern.devstat.all', Buffer.concat([long(1), disk]));
  const mount = Buffer.alloc(2344);
  for (const [value, offset] of [
    ['ufs', 280],
    ['/dev/disk0p2', 296],
    ['/', 1320],
  ] as const)
    mount.write(value, offset);
  machine.answer('getfsstat', mount);
}

function answerHost(machine: Machine): void {
  machine.answer('sysctl/kern.hostname', text(facts.hostname));
  machine.answer('sysctl/kern.osrelease', text('14.1-RELEASE-p3'));
  machine.answer('sysctl/hw.machine', text('amd64'));
  machine.answer('sysctl/kern.hostuuid', text('4c4c4544-0042-3510-8052-b4c04f4e3432'));
  machine.answer('sysctl/kern.boot_id', Buffer.alloc(16, 7));
  machine.answer('sysctl/kern.vm_guest', text('none'));
  machine.answer('sysctl/security.jail.jailed', int(0));
  machine.answer('getutxent', `7 ${facts.user} ${facts.terminal} - ${facts.sessionStart} 0\n`);
}

class FreebsdSystem implements ScriptedSystem {
  readonly machine = new Machine();
  readonly #processes = new Map<number, ScriptedProcess>();
  /** The PIDs in the order of the table. */
  readonly #rows: number[] = [];
  readonly #indexes = new Map<number, number>();
  #boot: number = facts.bootTime;

  constructor() {
    for (const answer of [answerCpus, answerMemory, answerNetwork, answerDisks, answerHost]) answer(this.machine);
    this.machine.answer('sysctl/1.14.8', '');
    this.stepClock(0);
    this.#writeSockets();
  }

  callsOf(pid: number): readonly string[] {
    return [1, 7, 12, 17, 32, 33, 35, 42].map((kind) => callOf(kind, pid));
  }

  addProcess(process: ScriptedProcess): void {
    const { pid } = process;
    const former = this.#processes.get(pid);
    this.#processes.set(pid, process);
    if (!former) {
      this.#indexes.set(pid, this.#rows.length);
      this.#rows.push(pid);
    }
    this.#writeRow(process);
    this.#answerOf(process);
    if (process.ports.length > 0 || former) this.#writeSockets();
    if (process.state === 'zombie') {
      this.machine.answer(`kill/${pid}`, '');
      this.machine.end(pid);
    } else {
      this.machine.start(pid);
    }
  }

  removeProcess(pid: number): void {
    const process = this.#processes.get(pid);
    const index = this.#indexes.get(pid);
    if (!process || index === undefined) return;
    this.#processes.delete(pid);
    this.#indexes.delete(pid);
    const last = this.#rows.pop() as number;
    const moved = this.#processes.get(last);
    if (last !== pid && moved) {
      this.#rows[index] = last;
      this.#indexes.set(last, index);
      this.#writeRow(moved);
    }
    this.#changeTable((table) => ftruncateSync(table, this.#rows.length * 1088));
    for (const call of [...this.callsOf(pid), `kill/${pid}`, `cpuset/2/${pid}`, `cpuset/3/${pid}`])
      this.machine.forget(call);
    if (process.ports.length > 0) this.#writeSockets();
    this.machine.end(pid);
  }

  stepClock(seconds: number): void {
    this.#boot += seconds;
    const time = structure(16, [0, 8, this.#boot]);
    for (const name of ['kern.boottime', '1.21']) this.machine.answer(`sysctl/${name}`, time);
    for (const process of this.#processes.values()) {
      this.#writeRow(process);
      this.machine.answer(callOf(17, process.pid), this.#threads(process));
    }
  }

  #start({ start }: ScriptedProcess): number {
    return this.#boot * 1e6 + start;
  }

  #threads(process: ScriptedProcess): Buffer {
    return Buffer.concat(Array.from({ length: process.threads }, (_, n) => kinfo(process, this.#start(process), n)));
  }

  #changeTable(change: (table: number) => void): void {
    const table = openSync(join(this.machine.directory, 'answers/sysctl/1.14.8'), 'r+');
    change(table);
    closeSync(table);
  }

  #writeRow(process: ScriptedProcess): void {
    const row = kinfo(process, this.#start(process));
    const index = this.#indexes.get(process.pid) ?? 0;
    this.#changeTable((table) => writeSync(table, row, 0, row.length, index * row.length));
    this.machine.answer(callOf(1, process.pid), row);
  }

  #answerOf(process: ScriptedProcess): void {
    const { pid, state, isDenied } = process;
    const answer = (kind: number, value: Answer) =>
      this.machine.answer(callOf(kind, pid), state === 'zombie' ? { error: 'ESRCH' } : value);
    const secret = (kind: number, value: Answer) => answer(kind, isDenied ? { error: 'EPERM' } : value);
    answer(7, process.cmdline.map(text).join(''));
    answer(12, text(process.exe));
    this.machine.answer(callOf(17, pid), this.#threads(process));
    secret(32, mappings(process));
    secret(33, files(process));
    secret(
      35,
      Object.entries(process.environ)
        .map(([name, value]) => text(`${name}=${value}`))
        .join(''),
    );
    secret(42, workingDirectory(process));
    const cpus = structure(128, [0, 8, 2 ** facts.cpus - 1]);
    for (const level of [2, 3]) this.machine.answer(`cpuset/${level}/${pid}`, cpus);
  }

  #writeSockets(): void {
    const alive = [...this.#processes.values()].filter(({ state }) => state !== 'zombie');
    this.machine.answer('sysctl/kern.file', Buffer.concat(alive.map(owners)));
    this.machine.answer('sysctl/net.inet.tcp.pcblist', socketTable(64, ...alive.map(tcpSockets)));
  }
}

const callOf = (kind: number, pid: number): string => `sysctl/1.14.${kind}.${pid}`;

/** Returns a machine with FreeBSD 14. */
export const createSystem = (): ScriptedSystem => new FreebsdSystem();
