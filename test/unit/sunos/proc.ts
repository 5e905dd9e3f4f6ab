import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Fixture {
  readonly pid: number;
  readonly ppid?: number;
  readonly name?: string | Uint8Array;
  readonly arguments?: string;
  readonly threads?: number;
  readonly letter?: string;
  readonly state?: number;
  readonly argc?: number;
  readonly argv?: bigint;
  readonly envp?: bigint;
  readonly is64Bit?: boolean;
  readonly sizeKib?: number;
  readonly rssKib?: number;
  readonly group?: number;
  readonly session?: number;
  /** The real and the effective ID of the user, and those of the group. */
  readonly ids?: readonly [number, number, number, number];
  /** Seconds since the epoch. */
  readonly start?: number;
  /** Nanoseconds since boot. */
  readonly create?: number;
}

/** Writes a timestruc_t. */
export function writeTime(bytes: Buffer, offset: number, seconds: number, nanoseconds = 0): void {
  bytes.writeBigInt64LE(BigInt(seconds), offset);
  bytes.writeBigInt64LE(BigInt(nanoseconds), offset + 8);
}

/** psinfo_t. */
export function psinfo(fixture: Fixture): Buffer {
  const bytes = Buffer.alloc(416);
  bytes.writeInt32LE(fixture.threads ?? 3, 4);
  bytes.writeInt32LE(fixture.pid, 8);
  bytes.writeInt32LE(fixture.ppid ?? 1, 12);
  bytes.writeInt32LE(fixture.group ?? 71, 16);
  bytes.writeInt32LE(fixture.session ?? 72, 20);
  (fixture.ids ?? [100, 101, 200, 201]).forEach((id, index) => {
    bytes.writeUInt32LE(id, 24 + 4 * index);
  });
  bytes.writeBigUInt64LE(BigInt(fixture.sizeKib ?? 5000), 48);
  bytes.writeBigUInt64LE(BigInt(fixture.rssKib ?? 4000), 56);
  bytes.writeBigUInt64LE(2n ** 64n - 1n, 72);
  const start = fixture.start ?? 1_700_000_000.5;
  writeTime(bytes, 88, Math.floor(start), Math.round((start % 1) * 1e9));
  bytes.set(Buffer.from(fixture.name ?? 'daemon'), 136);
  bytes.write(fixture.arguments ?? '', 152);
  bytes.writeInt32LE(fixture.argc ?? 0, 236);
  bytes.writeBigUInt64LE(fixture.argv ?? 0n, 240);
  bytes.writeBigUInt64LE(fixture.envp ?? 0n, 248);
  bytes.writeUInt8(fixture.is64Bit === false ? 1 : 2, 256);
  bytes.writeUInt8(fixture.state ?? 1, 313);
  bytes.write(fixture.letter ?? 'S', 314);
  bytes.writeUInt8(25, 315);
  bytes.writeInt32LE(6, 384);
  return bytes;
}

/** prusage_t, with the start in nanoseconds since boot and the time in user mode in seconds. */
export function usage(lwp: number, create = 5_999, userTime = 2.5): Buffer {
  const bytes = Buffer.alloc(504);
  bytes.writeInt32LE(lwp, 0);
  writeTime(bytes, 24, Math.floor(create / 1e9), create % 1e9);
  writeTime(bytes, 72, Math.floor(userTime), Math.round((userTime % 1) * 1e9));
  writeTime(bytes, 88, 1, 250_000_000);
  writeTime(bytes, 104, 0, 250_000_000);
  [11n, 12n].forEach((value, index) => {
    bytes.writeBigUInt64LE(value, 328 + 8 * index);
  });
  [13n, 14n].forEach((value, index) => {
    bytes.writeBigUInt64LE(value, 392 + 8 * index);
  });
  return bytes;
}

/** The start of pstatus_t, with a heap at 0x20000 and a stack at 0x80000, each of 0x10000 bytes. */
export function status(): Buffer {
  const bytes = Buffer.alloc(1776);
  [0x2_0000n, 0x1_0000n, 0x8_0000n, 0x1_0000n].forEach((value, index) => {
    bytes.writeBigUInt64LE(value, 48 + 8 * index);
  });
  writeTime(bytes, 112, 7);
  writeTime(bytes, 128, 8, 500_000_000);
  return bytes;
}

/** prxmap_t. */
export function mapping(address: number, size: number, name: string, flags: number): Buffer {
  const bytes = Buffer.alloc(216);
  bytes.writeBigUInt64LE(BigInt(address), 0);
  bytes.writeBigUInt64LE(BigInt(size), 8);
  bytes.write(name, 16);
  bytes.writeInt32LE(flags, 88);
  bytes.writeInt32LE(4096, 92);
  bytes.writeInt32LE(33, 96);
  bytes.writeBigUInt64LE(2n, 120);
  bytes.writeBigUInt64LE(1n, 128);
  bytes.writeBigUInt64LE(2n, 136);
  return bytes;
}

/** Writes psinfo and usage of a process, and further files. */
export function writeProcess(machine: string, fixture: Fixture, files: Record<string, Buffer> = {}): string {
  const directory = join(machine, 'proc', String(fixture.pid));
  mkdirSync(join(directory, 'path'), { recursive: true });
  mkdirSync(join(directory, 'fd'), { recursive: true });
  const all = { psinfo: psinfo(fixture), usage: usage(0, fixture.create), ...files };
  for (const [name, bytes] of Object.entries(all)) writeFileSync(join(directory, name), bytes);
  return directory;
}

export function writeLinks(directory: string, links: Record<string, string>): void {
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(directory, 'path', name));
}
