import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';

const { needsParsers, parseBytes } = parsersOf('windows');

/** A table of handles: their number, and entries of 40 bytes. */
function tableOf(entries: readonly ((entry: Buffer) => void)[], count = entries.length): Buffer {
  const table = Buffer.alloc(16 + 40 * entries.length);
  table.writeBigUInt64LE(BigInt(count));
  entries.forEach((write, index) => {
    write(table.subarray(16 + 40 * index));
  });
  return table;
}

const processHandle = (handle: number, type: number) => (entry: Buffer) => {
  entry.writeBigUInt64LE(BigInt(handle));
  entry.writeUInt32LE(type, 28);
};

const systemHandle = (pid: number, handle: number, type: number) => (entry: Buffer) => {
  entry.writeBigUInt64LE(BigInt(pid), 8);
  entry.writeBigUInt64LE(BigInt(handle), 16);
  entry.writeUInt16LE(type, 30);
};

test('the handles of a process are read with their types', (context) => {
  needsParsers(context);
  const table = tableOf([processHandle(4, 3), processHandle(0x1_0008, 37), processHandle(12, 37)]);
  expect(parseBytes('handles-of-process', table)).toEqual([
    [4, 3],
    [0x1_0008, 37],
    [12, 37],
  ]);
  expect(parseBytes('handles-of-process', tableOf([]))).toEqual([]);
  expect(parseBytes('handles-of-process', tableOf([processHandle(4, 37)], 2))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('handles-of-process', Buffer.alloc(7))).toEqual({ error: 'EBADMSG' });
});

test('the handles of a process are selected from those of the system', (context) => {
  needsParsers(context);
  const table = tableOf([systemHandle(1234, 4, 37), systemHandle(1235, 8, 37), systemHandle(1234, 12, 3)]);
  expect(parseBytes('handles-of-system', table)).toEqual([
    [4, 37],
    [12, 3],
  ]);
});
