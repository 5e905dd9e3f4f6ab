import type { Host } from '@psutil/native';
import { hostWith, type Link } from '../../support/host-with.ts';

/** The fields of /proc/PID/stat that tests set. */
export interface Stat {
  readonly comm: string;
  readonly state: string;
  readonly ppid: number | string;
  readonly group: number | string;
  readonly session: number | string;
  readonly terminal: number | string;
  readonly nice: number | string;
  readonly cpu: number | string;
  readonly flags: number | string;
  readonly utime: number | string;
  readonly stime: number | string;
  readonly cutime: number | string;
  readonly cstime: number | string;
  readonly threads: number | string;
  readonly start: number | string;
  readonly blkio: number | string;
}

const defaultStat: Stat = {
  comm: 'prog',
  state: 'S',
  ppid: 1,
  group: 1,
  session: 1,
  terminal: 0,
  nice: 0,
  cpu: 0,
  flags: 0,
  utime: 0,
  stime: 0,
  cutime: 0,
  cstime: 0,
  threads: 1,
  start: 500,
  blkio: 0,
};

/** Returns a line of /proc/PID/stat with all 52 fields. */
export function statLine(pid: number, given: Partial<Stat> = {}): string {
  const all = { ...defaultStat, ...given };
  const { comm, state, ppid, group, session, terminal, nice, cpu, flags, start, blkio } = all;
  const { utime, stime, cutime, cstime, threads } = all;
  const fields = [
    ...[pid, `(${comm})`, state, ppid, group, session, terminal, -1, flags, 101, 102, 103, 104], // 1 to 13
    ...[utime, stime, cutime, cstime, 20, nice, threads, 0, start], // 14 to 22
    ...[9994240, 1234, '18446744073709551615', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17, cpu, 0, 0, blkio], // 23 to 42
    ...[43, 44, 0, 0, 0, 0, 0, 0, 0, 0], // 43 to 52
  ];
  return `${fields.join(' ')}\n`;
}

/** The files of a process. `stat` is a complete line; without it, the line is built from the fields. */
export interface ProcessFiles extends Partial<Stat> {
  readonly stat?: string | Uint8Array;
  readonly status?: string;
  readonly statm?: string;
  readonly cmdline?: string | Uint8Array;
  readonly environ?: string | Uint8Array;
  readonly io?: string;
  readonly cgroup?: string;
  readonly smaps?: string;
  readonly smaps_rollup?: string;
  readonly exe?: Link;
  readonly cwd?: Link;
  readonly root?: Link;
  /** Files in subdirectories, by path relative to /proc/PID. */
  readonly files?: Readonly<Record<string, string | Uint8Array | Link>>;
}

/** Boot time of the hosts of {@link resolveHost}, in seconds since the Unix epoch. */
export const bootTime = 1_700_000_000;

/** Boot ID of the hosts of {@link resolveHost}. */
export const bootId = '0e3d1a5c-6f5b-4a27-9d0b-3a4b5c6d7e8f';

/** Returns a host with the given processes, 100 clock ticks per second and a page size of 4096 bytes. */
export function resolveHost(
  processes: Readonly<Record<number, ProcessFiles>>,
  files: Parameters<typeof hostWith>[0] = {},
): Host {
  const tree: Record<string, string | Uint8Array | Link> = {
    'proc/stat': `cpu  1 2 3 4\nbtime ${bootTime}\n`,
    'proc/sys/kernel/random/boot_id': `${bootId}\n`,
  };
  for (const [pid, { files: nested, stat, ...given }] of Object.entries(processes)) {
    tree[`proc/${pid}/stat`] = stat ?? statLine(Number(pid), given);
    for (const [name, content] of Object.entries({ ...given, ...nested })) {
      if (!(name in defaultStat) && content !== undefined)
        tree[`proc/${pid}/${name}`] = content as string | Uint8Array | Link;
    }
  }
  return { ...hostWith({ ...tree, ...files }), clockTick: 100, pageSize: 4096 };
}

/** Encodes each character of a string as one byte. */
export const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
