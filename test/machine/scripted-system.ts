import { availableParallelism } from 'node:os';
import type { Machine } from './machine.ts';

/** A process of a scripted machine. */
export interface ScriptedProcess {
  readonly pid: number;
  readonly ppid: number;
  /** Bytes, since names need not be UTF-8. */
  readonly name: Uint8Array;
  readonly cmdline: readonly string[];
  readonly environ: Readonly<Record<string, string>>;
  readonly exe: string;
  readonly cwd: string;
  readonly state: 'running' | 'sleeping' | 'stopped' | 'zombie';
  readonly uid: number;
  /** Start, in microseconds since the boot. */
  readonly start: number;
  /** Resident set size, in pages of 4096 bytes. */
  readonly pages: number;
  /** CPU time in user mode, in seconds. */
  readonly userTime: number;
  readonly threads: number;
  /** Paths of open regular files, which have the descriptors 0, 1, …; TCP sockets on loopback follow. */
  readonly files: readonly string[];
  /** Local ports of listening IPv4 sockets. */
  readonly ports: readonly number[];
  /** Whether the kernel refuses what only the owner and root may read. */
  readonly isDenied: boolean;
}

/** A system with a scripted machine, which starts with the idle values of {@link machineFacts}. */
export interface ScriptedSystem {
  readonly machine: Machine;
  /** The calls that read a process, such as `sysctl/1.14.1.42`: of everything, and of each attribute. */
  callsOf(pid: number): readonly string[];
  /** Adds or replaces processes. */
  addProcesses(...processes: readonly ScriptedProcess[]): void;
  /** Removes processes. Whoever waits for them is informed. */
  removeProcesses(...pids: readonly number[]): void;
  /** Sets the clock forward or back, in seconds: the boot time as the kernel returns it moves too, if it does. */
  stepClock(seconds: number): void;
}

/** The values of every scripted machine, in bytes and seconds. */
export const machineFacts = {
  hostname: 'scripted',
  bootTime: 1_800_000_000,
  cpus: 4,
  cores: 2,
  /** CPU times of each CPU. */
  userTime: 1000,
  systemTime: 500,
  idleTime: 100_000,
  loadAverages: [0.5, 0.25, 0.125],
  totalMemory: 8 * 2 ** 30,
  freeMemory: 2 ** 30,
  totalSwap: 2 ** 30,
  usedSwap: 2 ** 28,
  /** One network interface besides the loopback interface. */
  interface: 'net0',
  hardwareAddress: '02:00:00:aa:bb:cc',
  address: '192.0.2.7',
  bytesReceived: 5_000_000_000,
  bytesSent: 4_000_000_000,
  /** One disk. */
  disk: 'disk0',
  bytesRead: 6_000_000_000,
  bytesWritten: 3_000_000_000,
  /** One session. */
  user: 'alice',
  terminal: 'pts/1',
  sessionStart: 1_800_000_500,
} as const;

const defaults: Omit<ScriptedProcess, 'pid'> = {
  ppid: 1,
  name: Buffer.from('program'),
  cmdline: ['/opt/program', '--option', ''],
  environ: { HOME: '/home/alice', EMPTY: '' },
  exe: '/opt/program',
  cwd: '/home/alice',
  state: 'sleeping',
  uid: 0,
  // After the processes that every machine has.
  start: 5_000_000,
  pages: 100,
  userTime: 1.5,
  threads: 2,
  files: ['/opt/data'],
  ports: [8080],
  isDenied: false,
};

/** Returns a process with default values. */
export const scriptedProcess = (values: Partial<ScriptedProcess> & { readonly pid: number }): ScriptedProcess => ({
  ...defaults,
  ...values,
});

/** The PID of a child of this program on a scripted machine. */
export const scriptedChild = 4_500_000;

/** The first of the PIDs of further processes. The real ones, such as that of this program, are at most 2^22. */
export const scriptedPid = 5_000_000;

/** Adds the processes that every machine has: the first one, this program, its parent, and a child of it. */
export function addOwnProcesses(system: ScriptedSystem): void {
  const { pid, ppid } = process;
  const node = Buffer.from('node');
  system.addProcesses(
    scriptedProcess({ pid: 1, ppid: 0, name: Buffer.from('init'), start: 1000, ports: [] }),
    scriptedProcess({ pid: ppid, name: node, start: 1_500_000, ports: [] }),
    scriptedProcess({ pid, ppid, name: node, start: 2_000_000, threads: availableParallelism() }),
    scriptedProcess({ pid: scriptedChild, ppid: pid, name: Buffer.from('child'), start: 3_000_000 }),
  );
}
