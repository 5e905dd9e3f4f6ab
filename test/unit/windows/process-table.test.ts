import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';

const { needsParsers, parseBytes } = parsersOf('windows');

/** The address of the buffer that the program expects. */
const address = 0x1_0000n;
const epoch = 116_444_736_000_000_000n;
const waiting = 5;
const suspended = 5;

interface Thread {
  readonly id: number;
  readonly state?: number;
  readonly reason?: number;
}

interface Row {
  readonly pid: number;
  readonly ppid?: number;
  readonly name?: string;
  readonly create?: bigint;
  readonly threads?: readonly Thread[];
}

/** SYSTEM_PROCESS_INFORMATION, whose name follows the threads. */
function rowBytes(row: Row, position: number, isLast: boolean): Buffer {
  const threads = row.threads ?? [];
  const name = Buffer.from(row.name ?? '', 'utf16le');
  const end = 256 + 80 * threads.length;
  const bytes = Buffer.alloc(Math.ceil((end + name.length) / 8) * 8);
  const number = (offset: number, value: number) => bytes.writeUInt32LE(value, offset);
  const long = (offset: number, value: bigint | number) => bytes.writeBigUInt64LE(BigInt(value), offset);
  number(0, isLast ? 0 : bytes.length);
  number(4, threads.length);
  long(8, 77); // WorkingSetPrivateSize
  number(16, 3); // HardFaultCount
  long(32, row.create ?? epoch + 12_345_678_901n);
  long(40, 100);
  long(48, 200);
  bytes.writeUInt16LE(name.length, 56);
  long(64, name.length > 0 ? address + BigInt(position + end) : 0);
  number(72, 8);
  long(80, row.pid);
  long(88, row.ppid ?? 0);
  number(96, 17);
  number(100, 2);
  number(128, 10);
  // PeakWorkingSetSize to PrivatePageCount, ReadOperationCount to OtherTransferCount
  for (let offset = 136; offset <= 248; offset += 8) long(offset, offset);
  threads.forEach(({ id, state = 2, reason = 0 }, index) => {
    const at = 256 + 80 * index;
    long(at, 40);
    long(at + 8, 30);
    long(at + 48, id);
    number(at + 64, 9);
    number(at + 68, state);
    number(at + 72, reason);
  });
  name.copy(bytes, end);
  return bytes;
}

function tableBytes(rows: readonly Row[]): Buffer {
  let table = Buffer.alloc(0);
  rows.forEach((row, index) => {
    table = Buffer.concat([table, rowBytes(row, table.length, index === rows.length - 1)]);
  });
  return table;
}

const parse = (rows: readonly Row[]) => parseBytes<Record<string, unknown>[]>('process-table', tableBytes(rows));

test('the table of processes is parsed field by field', (context) => {
  needsParsers(context);
  const [process] = parse([{ pid: 1234, ppid: 56, name: 'zoë.exe', threads: [{ id: 1236 }, { id: 1240 }] }]);
  expect(process).toEqual({
    pid: 1234,
    ppid: 56,
    name: 'zoë.exe',
    start: 1_234_567_890,
    times: [100, 200],
    priority: 8,
    counts: [17, 2, 10, 3],
    sizes: [144, 136, 160, 152, 176, 168, 184, 192, 200],
    io: [208, 216, 224, 232, 240, 248],
    isKernel: false,
    isSuspended: false,
    threads: [
      [1236, 30, 40, 9],
      [1240, 30, 40, 9],
    ],
  });
});

test('the table of processes is sorted by PID, and the idle process has a name', (context) => {
  needsParsers(context);
  const table = parse([
    { pid: 0, create: 0n },
    { pid: 900, name: 'b.exe' },
    { pid: 4, name: 'System' },
  ]);
  expect(table.map(({ pid, name }) => [pid, name])).toEqual([
    [0, 'System Idle Process'],
    [4, 'System'],
    [900, 'b.exe'],
  ]);
  expect(table[0]?.['start']).toBe(0);
});

test('a PID is found in the table only if it is equal', (context) => {
  needsParsers(context);
  const table = tableBytes([
    { pid: 900, name: 'b.exe' },
    { pid: 4, name: 'System' },
  ]);
  const find = (pid: number) => {
    const number = Buffer.alloc(4);
    number.writeInt32LE(pid);
    return parseBytes<string>('process-table-find', Buffer.concat([number, table]));
  };
  expect([4, 5, 900, 901, 902, 903, 904].map(find)).toEqual([
    'System',
    'none',
    'b.exe',
    'none',
    'none',
    'none',
    'none',
  ]);
});

test('a process is suspended if all its threads are', (context) => {
  needsParsers(context);
  const still = { state: waiting, reason: suspended };
  const isSuspended = (...threads: Thread[]) => parse([{ pid: 8, threads }])[0]?.['isSuspended'];
  expect(isSuspended({ id: 12, ...still }, { id: 16, ...still })).toBe(true);
  expect(isSuspended({ id: 12, ...still }, { id: 16, state: waiting, reason: 6 })).toBe(false);
  expect(isSuspended({ id: 12, state: 2, reason: suspended })).toBe(false);
  expect(isSuspended()).toBe(false);
});

test('the processes of the kernel are System, and its children without an executable', (context) => {
  needsParsers(context);
  const table = parse([
    { pid: 0 },
    { pid: 4, name: 'System' },
    { pid: 100, ppid: 4, name: 'Registry' },
    { pid: 104, ppid: 4, name: 'smss.exe' },
    { pid: 108, ppid: 104, name: 'Registry' },
  ]);
  expect(table.map(({ isKernel }) => isKernel)).toEqual([true, true, true, false, false]);
});

test('a table whose texts or threads lie outside of it is an error', (context) => {
  needsParsers(context);
  const row = { pid: 8, name: 'a.exe', threads: [{ id: 12 }] };
  const table = tableBytes([row]);
  const parseChanged = (change: (bytes: Buffer) => Buffer | number) => {
    const bytes = Buffer.from(table);
    const changed = change(bytes);
    return parseBytes('process-table', typeof changed === 'number' ? bytes : changed);
  };
  const error = { error: 'EBADMSG' };
  expect(parseChanged((bytes) => bytes.subarray(0, 255))).toEqual(error);
  expect(parseChanged((bytes) => bytes.writeUInt32LE(8, 4))).toEqual(error);
  expect(parseChanged((bytes) => bytes.writeUInt32LE(4096, 0))).toEqual(error);
  expect(parseChanged((bytes) => bytes.writeBigUInt64LE(address - 2n, 64))).toEqual(error);
  expect(parseChanged((bytes) => bytes.writeBigUInt64LE(address + BigInt(bytes.length - 2), 64))).toEqual(error);
  expect(parseChanged((bytes) => bytes.writeBigUInt64LE(2n ** 64n - 2n, 64))).toEqual(error);
});
