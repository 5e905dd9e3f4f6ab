// The same readings in plain Node: read files and split their text.
import { closeSync, openSync, readSync } from 'node:fs';

const buffer = Buffer.allocUnsafe(1 << 16);

/** Reads a file into a shared buffer, which is faster than readFileSync for many small files. */
export function contentOf(path) {
  const fd = openSync(path);
  try {
    return buffer.latin1Slice(0, readSync(fd, buffer, 0, buffer.length, null));
  } finally {
    closeSync(fd);
  }
}

export const numbers = (words) => words.map(Number);

/** Splits a text into lines and words. */
export const tableOf = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

/** Parses meminfo, in bytes. */
export const meminfo = (text) =>
  Object.fromEntries(tableOf(text).map(([name, kibibytes]) => [name.slice(0, -1), Number(kibibytes) * 1024]));

export const pidsOf = (names) => numbers(names.filter((name) => name >= '0' && name <= '9~'));

/** Reads each process and omits those that have ended. */
export const ofEach = (pids, read) =>
  pids.flatMap((pid) => {
    try {
      return [read(pid)];
    } catch {
      return [];
    }
  });

/** Note about the file `comm`. */
export const commNote = 'truncated to 15 characters, without an identity check';

export const commOf = (pid) => ({ pid, name: contentOf(`/proc/${pid}/comm`).trimEnd() });

/** Reads the attributes of T6. */
export function statusAndAllOf(pid) {
  const stat = contentOf(`/proc/${pid}/stat`);
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  const [state, ppid] = fields;
  const [utime, stime, cutime, cstime] = numbers(fields.slice(11, 15));
  const [size, resident, shared, text, , data] = numbers(contentOf(`/proc/${pid}/statm`).split(' '));
  return {
    ...{ pid, ppid: Number(ppid), name: stat.slice(stat.indexOf('(') + 1, end), status: state },
    ...{ createTime: Number(fields[19]), uid: Number(/^Uid:\s+(\d+)/m.exec(contentOf(`/proc/${pid}/status`))[1]) },
    ...{ cpuTimes: { utime, stime, cutime, cstime }, memoryInfo: { size, resident, shared, text, data } },
    ...{ numThreads: Number(fields[17]), cmdline: contentOf(`/proc/${pid}/cmdline`).split('\0').slice(0, -1) },
  };
}
