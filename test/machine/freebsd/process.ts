import { type StructureField, structure } from '../../support/structure.ts';
import type { ScriptedProcess } from '../scripted-system.ts';

/** A structure that begins with its size and ends with a path, rounded up to 8 bytes. */
function withPath(start: number, path: string, ...fields: readonly StructureField[]): Buffer {
  const size = (start + Buffer.byteLength(path) + 8) & ~7;
  const bytes = structure(size, [0, 4, size], ...fields);
  bytes.write(path, start);
  return bytes;
}

const states = { running: 2, sleeping: 3, stopped: 4, zombie: 5 };

/** A kinfo_proc. The start is in microseconds since 1970. */
export function kinfo(process: ScriptedProcess, start: number, thread = 0): Buffer {
  const seconds = Math.floor(process.userTime);
  const microseconds = Math.round((process.userTime - seconds) * 1e6);
  const ids: readonly StructureField[] = [168, 172, 176].map((offset) => [offset, 4, process.uid] as const);
  const bytes = structure(
    1088,
    ...([
      [0, 4, 1088],
      [72, 4, process.pid],
      [76, 4, process.ppid],
      [80, 4, process.pid],
      [88, 4, process.pid],
      ...ids,
      [256, 8, process.pages * 8192],
      [264, 8, process.pages],
      [336, 8, Math.floor(start / 1e6)],
      [344, 8, start % 1e6],
      [388, 1, states[process.state]],
      [560, 8, -1],
      [568, 4, 0xffff_ffff],
      [596, 4, process.threads],
      [600, 4, 100_000 + thread],
      [608, 8, seconds],
      [616, 8, microseconds],
      [640, 8, process.pages * 4],
    ] satisfies StructureField[]),
  );
  bytes.set(process.name.subarray(0, 19), 447);
  return bytes;
}

const controlBlock = (pid: number, index: number) => 0x10_0000_0000 + pid * 64 + index;

/** The kinfo_file structures of the descriptors. */
export function files({ pid, files: paths, ports }: ScriptedProcess): Buffer {
  const regular = paths.map((path, fd) => withPath(368, path, [4, 4, 1], [8, 4, fd], [16, 4, 1], [32, 4, 1]));
  const sockets = ports.map((port, index) => {
    const [type, family] = [[40, 4, 1] as const, [36, 4, 2] as const];
    const addresses: readonly StructureField[] = [
      [48, 1, 16],
      [49, 1, 2],
      [176, 1, 16],
      [177, 1, 2],
    ];
    const fd: StructureField = [8, 4, paths.length + index];
    const block: StructureField = [304, 8, controlBlock(pid, index)];
    const bytes = structure(376, [0, 4, 376], [4, 4, 2], fd, family, type, [44, 4, 6], ...addresses, block);
    bytes.writeUInt16BE(port, 50);
    bytes.set([127, 0, 0, 1], 52);
    return bytes;
  });
  return Buffer.concat([...regular, ...sockets]);
}

/** The kinfo_file of the working directory. */
export const workingDirectory = ({ cwd }: ScriptedProcess): Buffer =>
  withPath(368, cwd, [4, 4, 1], [8, 4, 0xffff_ffff], [32, 4, 2]);

/** The kinfo_vmentry of the program. */
export const mappings = ({ exe }: ScriptedProcess): Buffer =>
  withPath(136, exe, [4, 4, 2], [8, 8, 0x1000], [16, 8, 0x5000], [48, 4, 3], [56, 4, 5], [60, 4, 1]);

/** The xfile structures of the sockets. */
export const owners = ({ pid, files: paths, ports }: ScriptedProcess): Buffer =>
  Buffer.concat(
    ports.map((_, index) =>
      structure(
        128,
        [0, 8, 128],
        [8, 4, pid],
        [16, 4, paths.length + index],
        [32, 2, 2],
        [56, 8, controlBlock(pid, index) + 1],
      ),
    ),
  );

/** The xtcpcb structures of the sockets, which listen. */
export const tcpSockets = ({ pid, ports }: ScriptedProcess): Buffer =>
  Buffer.concat(
    ports.map((port, index) => {
      const block = controlBlock(pid, index);
      const socket: readonly StructureField[] = [
        [24, 8, block + 1],
        [32, 8, block],
        [116, 4, 2],
        [400, 1, 1],
      ];
      const bytes = structure(744, [0, 8, 744], [8, 8, 400], ...socket, [568, 4, 1]);
      bytes.writeUInt16BE(port, 8 + 254);
      bytes.set([127, 0, 0, 1], 8 + 284);
      return bytes;
    }),
  );
