const types = { char: 0, int32: 1, uint32: 2, int64: 3, uint64: 4, float: 5, text: 9 } as const;

/** The type of a value, and the value. */
export type KstatValue = readonly [type: keyof typeof types, value: bigint | number | string];

/** An array of kstat_named_t and the texts that it points to. `address` is that of the array. */
export function namedValues(values: Readonly<Record<string, KstatValue>>, address = 0n): Buffer {
  const entries = Object.entries(values);
  let bytes = Buffer.alloc(48 * entries.length);
  entries.forEach(([name, [type, value]], index) => {
    const at = 48 * index;
    bytes.write(name, at);
    bytes.writeUInt8(types[type], at + 31);
    if (type === 'text') {
      const text = Buffer.from(`${value}\0`);
      bytes.writeBigUInt64LE(address + BigInt(bytes.length), at + 32);
      bytes.writeUInt32LE(text.length, at + 40);
      bytes = Buffer.concat([bytes, text]);
    } else if (typeof value === 'string') {
      bytes.write(value, at + 32);
    } else if (type === 'int32') {
      bytes.writeInt32LE(Number(value), at + 32);
    } else if (type === 'uint32') {
      bytes.writeUInt32LE(Number(value), at + 32);
    } else {
      bytes.writeBigInt64LE(BigInt(value), at + 32);
    }
  });
  return bytes;
}
