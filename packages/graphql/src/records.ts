import type { Resolver } from './fields.js';
import { ioClassOf } from './rlimit.js';

/** Resolves a field from another property. */
const from =
  (name: string): Resolver =>
  (record) =>
    record[name];

/** Resolves a field to null if its property has the value that means "unknown" or "none". */
export const nullFor =
  (name: string, sentinel: unknown): Resolver =>
  (record) =>
    record[name] === sentinel ? null : record[name];

/** Splits mount options at the commas outside quotes: SELinux contexts contain commas. */
const optionsOf = (opts: string): string[] => opts.match(/(?:[^,"]|"[^"]*"?)+/g) ?? [];

/** The fields whose values differ from those of the records: packages/native/scripts/graph.mjs declares them. */
export const records: Readonly<Record<string, Readonly<Record<string, Resolver>>>> = {
  DiskPartition: { device: nullFor('device', ''), opts: ({ opts }) => optionsOf(opts) },
  Fan: { label: nullFor('label', '') },
  IoPriority: { ioclass: ({ ioclass }) => ioClassOf(ioclass) },
  NicStats: { duplex: nullFor('duplex', 'unknown'), speed: nullFor('speed', 0) },
  OsInfo: { distribution: from('id') },
  Session: { username: from('name') },
  Socket: { path: nullFor('path', ''), status: nullFor('status', 'NONE') },
  Temperature: { label: nullFor('label', '') },
  Thread: { tid: from('id') },
};
