/** A field of a structure: its offset, its size in bytes, and its value. */
export type StructureField = readonly [offset: number, size: 1 | 2 | 4 | 8, value: number | bigint];

/** Returns the bytes of a little-endian structure. Other bytes are zero. */
export function structure(size: number, ...fields: readonly StructureField[]): Buffer {
  const buffer = Buffer.alloc(size);
  for (const [offset, bytes, value] of fields) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)), offset);
    else buffer.writeUIntLE(Number(value), offset, bytes);
  }
  return buffer;
}
