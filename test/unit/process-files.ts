import type { Host } from '@psutil/native';
import { hostWith, type Link } from '../support/host-with.ts';

/** The fields of a line of /proc/PID/stat that tests choose. */
export interface Stat {
  readonly comm: string;
  readonly state: string;
  readonly ppid: number | string;
  readonly flags: number | string;
  readonly utime: number | string;
  readonly stime: number | string;
  readonly cutime: number | string;
  readonly cstime: number | string;
  readonly threads: number | string;
  readonly startTicks: number | string;
  readonly blkio: number | string;
}

const usual: Stat = {
  comm: 'prog',
  state: 'S',
  ppid: 1,
  flags: 0,
  utime: 0,
  stime: 0,
  cutime: 0,
  cstime: 0,
  threads: 1,
  startTicks: 500,
  blkio: 0,
};

/** A line of /proc/PID/stat, all 52 fields. */
export function statLine(pid: number, given: Partial<Stat> = {}): string {
  const { comm, state, ppid, flags, utime, stime, cutime, cstime, threads, startTicks, blkio } = { ...usual, ...given };
  const fields = [
    ...[pid, `(${comm})`, state, ppid, pid, pid, 0, -1, flags, 101, 102, 103, 104], // 1 to 13
    ...[utime, stime, cutime, cstime, 20, 0, threads, 0, startTicks], // 14 to 22
    ...[9994240, 1234, '18446744073709551615', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17, 0, 0, 0, blkio], // 23 to 42
    ...[43, 44, 0, 0, 0, 0, 0, 0, 0, 0], // 43 to 52
  ];
  return `${fields.join(' ')}\n`;
}

/** The files of a process. `stat` stands for a whole line, else it is made of the fields. */
export interface ProcessFiles extends Partial<Stat> {
  readonly stat?: string | Uint8Array;
  readonly status?: string;
  readonly statm?: string;
  readonly cmdline?: string | Uint8Array;
  readonly exe?: Link;
  readonly root?: Link;
}

/** When the machines of {@link hostOf} booted. */
export const booted = 1_700_000_000;

/** The boot id of the machines of {@link hostOf}. */
export const bootId = '0e3d1a5c-6f5b-4a27-9d0b-3a4b5c6d7e8f';

/** A machine with these processes, 100 clock ticks a second and pages of 4096 bytes. */
export function hostOf(
  processes: Readonly<Record<number, ProcessFiles>>,
  files: Parameters<typeof hostWith>[0] = {},
): Host {
  const tree: Record<string, string | Uint8Array | Link> = {
    'proc/stat': `cpu  1 2 3 4\nbtime ${booted}\n`,
    'proc/sys/kernel/random/boot_id': `${bootId}\n`,
  };
  for (const [pid, { stat, status, statm, cmdline, exe, root, ...fields }] of Object.entries(processes)) {
    const named = { stat: stat ?? statLine(Number(pid), fields), status, statm, cmdline, exe, root };
    for (const [name, content] of Object.entries(named)) {
      if (content !== undefined) tree[`proc/${pid}/${name}`] = content;
    }
  }
  return { ...hostWith({ ...tree, ...files }), clockTick: 100, pageSize: 4096 };
}

/** Bytes, one for each character of a text. */
export const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
