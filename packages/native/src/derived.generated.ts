// Written by "npm run generate" from packages/native/cpp/core. Do not edit.
import type * as types from './types.generated.js';

/** Fields of {@link types.CpuTimes} that are contained in another field, and that field. */
export const cpuTimesPartOf = {
  guest: 'user',
  guestNice: 'nice',
} as const satisfies Partial<Record<keyof types.CpuTimes, keyof types.CpuTimes>>;

/** Fields of {@link types.DiskRates}. */
export const diskRatesFields = [
  'readCount',
  'writeCount',
  'readBytes',
  'writeBytes',
] as const satisfies readonly (keyof types.DiskRates)[];

/** Fields of {@link types.NetRates}. */
export const netRatesFields = [
  'bytesSent',
  'bytesRecv',
  'packetsSent',
  'packetsRecv',
  'errin',
  'errout',
  'dropin',
  'dropout',
] as const satisfies readonly (keyof types.NetRates)[];
