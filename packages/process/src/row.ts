import { AccessDenied, NotSupported, ZombieProcess } from '@psutil/native';
import {
  connectionOf,
  type EnvironmentVariable,
  objectFromEntries,
  type ProcessInfo,
  type ProcessRow,
  processFields,
  toError,
} from '@psutil/native/collect';
import type { AttributeName, AttributesOf, ProcessAttributes } from './attributes.js';
import type { CpuUse } from './cpu-percent-tracker.js';

/** Why a row lacks an attribute. */
function refusalOf(row: ProcessRow, name: keyof ProcessInfo, processName: string | null): Error {
  const refusal = row.errors.find(({ attribute }) => processFields.names[attribute] === name);
  if (!refusal) throw new Error(`the attribute ${name} was not asked`);
  return toError(refusal.failure, processName);
}

/** A row that is there, or the error that says why it is not. */
export function present(row: ProcessRow | undefined, processName: string | null = null): ProcessRow {
  if (!row) throw new Error('the collector left out a process that it was asked for');
  if (row.failure) throw toError(row.failure, processName);
  return row;
}

/** What the collector says of an attribute that was asked, or the error that says why it could not be read. */
export function factOf<Name extends keyof ProcessInfo>(
  row: ProcessRow,
  name: Name,
  processName: string | null = null,
): ProcessInfo[Name] {
  const value = row.info[name];
  if (value === undefined) throw refusalOf(row, name, processName);
  return value as ProcessInfo[Name];
}

/** Variables by their names, of which the last counts. */
const environOf = (variables: readonly EnvironmentVariable[]): Record<string, string> =>
  objectFromEntries(variables.map(({ name, value }) => [name, value]));

/** An attribute that was asked, or the error that says why it could not be read. */
export function attributeOf<Name extends Exclude<AttributeName, 'cpuPercent'>>(
  row: ProcessRow,
  name: Name,
  processName: string | null = null,
): ProcessAttributes[Name] {
  return readingOf(row, name, processName) as ProcessAttributes[Name];
}

function readingOf(row: ProcessRow, name: AttributeName, processName: string | null): unknown {
  if (name === 'pid') return row.pid;
  if (name === 'connections') return factOf(row, name, processName).map(connectionOf);
  if (name === 'environ') return environOf(factOf(row, name, processName));
  return factOf(row, name as keyof ProcessInfo, processName);
}

/** Attributes that were asked, with a stand-in for those that are refused, lost with a zombie or not supported. */
export function attributesOf<A extends AttributeName, D>(
  row: ProcessRow,
  names: readonly A[],
  adValue: D,
  cpuUse: CpuUse,
): AttributesOf<A, D> {
  const values: Partial<Record<A, unknown>> = {};
  for (const name of names) {
    try {
      values[name] = name === 'cpuPercent' ? cpuUse.since(attributeOf(row, 'cpuTimes')) : attributeOf(row, name);
    } catch (error) {
      const known = [AccessDenied, NotSupported, ZombieProcess].some((each) => error instanceof each);
      if (!known) throw error;
      values[name] = adValue;
    }
  }
  return values as AttributesOf<A, D>;
}
