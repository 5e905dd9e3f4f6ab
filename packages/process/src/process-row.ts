import { AccessDenied, NotSupported, ZombieProcess } from '@psutil/native';
import { connectionOf } from '@psutil/native/internal/connections';
import { toError } from '@psutil/native/internal/errors';
import { objectFromEntries } from '@psutil/native/internal/group-by-name';
import {
  type EnvironmentVariable,
  type ProcessInfo,
  type ProcessRow,
  processFields,
} from '@psutil/native/internal/records';
import type { AttributeName, AttributesOf, ProcessAttributes } from './attributes.js';
import type { CpuPercentTracker } from './cpu-percent-tracker.js';

/** Why a row lacks an attribute. */
function attributeErrorOf(row: ProcessRow, name: keyof ProcessInfo, processName: string | null): Error {
  const refusal = row.errors.find(({ attribute }) => processFields.names[attribute] === name);
  if (!refusal) throw new Error(`the attribute ${name} was not asked`);
  return toError(refusal.failure, processName);
}

/** A row that is there, or the error that says why it is not. */
export function requireRow(row: ProcessRow | undefined, processName: string | null = null): ProcessRow {
  if (!row) throw new Error('the collector left out a process that it was asked for');
  if (row.failure) throw toError(row.failure, processName);
  return row;
}

/** What the collector says of an attribute that was asked, or the error that says why it could not be read. */
export function rawAttribute<Name extends keyof ProcessInfo>(
  row: ProcessRow,
  name: Name,
  processName: string | null = null,
): ProcessInfo[Name] {
  const value = row.info[name];
  if (value === undefined) throw attributeErrorOf(row, name, processName);
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
  if (name === 'connections') return rawAttribute(row, name, processName).map(connectionOf);
  if (name === 'environ') return environOf(rawAttribute(row, name, processName));
  return rawAttribute(row, name as keyof ProcessInfo, processName);
}

/** Attributes that were asked, with a stand-in for those that are refused, lost with a zombie or not supported. */
export function attributesOf<A extends AttributeName, D>(
  row: ProcessRow,
  names: readonly A[],
  adValue: D,
  cpuPercentTracker: CpuPercentTracker,
): AttributesOf<A, D> {
  const values: Partial<Record<A, unknown>> = {};
  for (const name of names) {
    try {
      values[name] =
        name === 'cpuPercent'
          ? cpuPercentTracker.percentSinceLast(attributeOf(row, 'cpuTimes'))
          : attributeOf(row, name);
    } catch (error) {
      const known = [AccessDenied, NotSupported, ZombieProcess].some((each) => error instanceof each);
      if (!known) throw error;
      values[name] = adValue;
    }
  }
  return values as AttributesOf<A, D>;
}
