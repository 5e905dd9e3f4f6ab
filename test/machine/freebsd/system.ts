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
  #boot: number = facts.bootTime;

  constructor() {
    for (const answer of [answerCpus, answerMemory, answerNetwork, answerDisks, answerHost]) answer(this.machine);
    this.stepClock(0);
  }

  callsOf(pid: number): readonly string[] {
    return [1, 7, 12, 17, 32, 33, 35, 42].map((kind) => callOf(kind, pid));
  }

  addProcesses(...processes: readonly ScriptedProcess[]): void {
    for (const process of processes) {
      const { pid, state } = process;
      this.#processes.set(pid, process);
      this.#answerOf(process);
      if (state === 'zombie') this.machine.answer(`kill/${pid}`, '');
      else this.machine.start(pid);
    }
    this.#writeTables();
  }

  removeProcesses(...pids: readonly number[]): void {
    for (const pid of pids) {
      this.#processes.delete(pid);
      const calls = [...this.callsOf(pid), ...limits.map((limit) => limitCall(pid, limit))];
      for (const call of [...calls, `kill/${pid}`, `cpuset/2/${pid}`, `cpuset/3/${pid}`]) this.machine.forget(call);
    }
    this.#writeTables();
    for (const pid of pids) this.machine.end(pid);
  }

  stepClock(seconds: number): void {
    this.#boot += seconds;
    this.machine.answer('sysctl/1.21', structure(16, [0, 8, this.#boot]));
    // Both have the starts of processes, which move too.
    for (const process of this.#processes.values()) this.#writeRows(process);
    this.#writeTables();
  }

  #start(process: ScriptedProcess): number {
    return this.#boot * 1e6 + process.start;
  }

  #writeRows(process: ScriptedProcess): void {
    const { pid, threads } = process;
    this.machine.answer(callOf(1, pid), kinfo(process, this.#start(process)));
    const rows = Array.from({ length: threads }, (_, thread) => kinfo(process, this.#start(process), thread));
    this.machine.answer(callOf(17, pid), Buffer.concat(rows));
  }

  #answerOf(process: ScriptedProcess): void {
    const { pid, state, isDenied } = process;
    const refused = state === 'zombie' ? 'ESRCH' : isDenied ? 'EPERM' : undefined;
    const answer = (kind: number, value: Answer) => this.machine.answer(callOf(kind, pid), value);
    const secret = (kind: number, value: Answer) => answer(kind, refused ? { error: refused } : value);
    this.#writeRows(process);
    // The arguments of a zombie remain until its parent waits for it.
    answer(7, process.cmdline.map(text).join(''));
    answer(12, state === 'zombie' ? '' : text(process.exe));
    secret(32, mappings(process));
    secret(33, files(process));
    const variables = Object.entries(process.environ).map(([name, value]) => text(`${name}=${value}`));
    secret(35, variables.join(''));
    secret(42, workingDirectory(process));
    for (const limit of limits) this.machine.answer(limitCall(pid, limit), structure(16, [0, 8, 1024], [8, 8, 2048]));
    const cpus = structure(128, [0, 8, 2 ** facts.cpus - 1]);
    for (const level of [2, 3]) this.machine.answer(`cpuset/${level}/${pid}`, cpus);
  }

  #writeTables(): void {
    const all = [...this.#processes.values()];
    this.machine.answer('sysctl/1.14.8', Buffer.concat(all.map((process) => kinfo(process, this.#start(process)))));
    const alive = all.filter(({ state }) => state !== 'zombie');
    this.machine.answer('sysctl/kern.file', Buffer.concat(alive.map(owners)));
    this.machine.answer('sysctl/net.inet.tcp.pcblist', socketTable(64, ...alive.map(tcpSockets)));
  }
}

/** The resources with limits: their numbers in the headers of Linux, with which the addon is compiled. */
const limits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 18];

const limitCall = (pid: number, limit: number): string => `sysctl/1.14.37.${pid}.${limit}`;

const callOf = (kind: number, pid: number): string => `sysctl/1.14.${kind}.${pid}`;

/** Returns a machine with FreeBSD 14. */
export const createSystem = (): ScriptedSystem => new FreebsdSystem();
