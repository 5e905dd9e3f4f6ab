import { AccessDenied, NotSupported, PsutilError, ZombieProcess } from '@psutil/native';
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

/** Returns the record of the error of reading an attribute; undefined if there is none. */
export const failureOf = (row: ProcessRow, name: keyof ProcessInfo) =>
  row.errors.find(({ attribute }) => processFields.names[attribute] === name)?.failure;

/** Returns the error of an attribute that is missing in a row. */
function attributeErrorOf(row: ProcessRow, name: keyof ProcessInfo, processName: string | null): Error {
  const failure = failureOf(row, name);
  if (!failure) throw new Error(`attribute ${name} was not requested`);
  return toError(failure, processName);
}

/** Returns the row of an existing process, or throws the error that it carries. */
export function requireRow(row: ProcessRow | undefined, processName: string | null = null): ProcessRow {
  if (!row) throw new Error('the collector returned no row for the requested process');
  if (row.failure) throw toError(row.failure, processName);
  return row;
}

/** Returns a requested attribute as the collector reports it, or throws the error of reading it. */
export function rawAttribute<Name extends keyof ProcessInfo>(
  row: ProcessRow,
  name: Name,
  processName: string | null = null,
): ProcessInfo[Name] {
  const value = row.info[name];
  if (value === undefined) throw attributeErrorOf(row, name, processName);
  return value as ProcessInfo[Name];
}

/** Converts environment variables to an object. The last of several variables with the same name wins. */
const environOf = (variables: readonly EnvironmentVariable[]): Record<string, string> =>
  objectFromEntries(variables.map(({ name, value }) => [name, value]));

/** Returns a requested attribute as the public API exposes it, or throws the error of reading it. */
export function attributeOf<Name extends Exclude<AttributeName, 'cpuPercent'>>(
  row: ProcessRow,
  name: Name,
  processName: string | null = null,
): ProcessAttributes[Name] {
  return convertedAttribute(row, name, processName) as ProcessAttributes[Name];
}

function convertedAttribute(row: ProcessRow, name: AttributeName, processName: string | null): unknown {
  if (name === 'pid') return row.pid;
  if (name === 'connections') return rawAttribute(row, name, processName).map(connectionOf);
  if (name === 'environ') return environOf(rawAttribute(row, name, processName));
  return rawAttribute(row, name as keyof ProcessInfo, processName);
}

/** Whether `adValue` replaces an attribute that failed with an error. */
const isReplaceable = (error: unknown): boolean =>
  error instanceof AccessDenied ||
  error instanceof NotSupported ||
  error instanceof ZombieProcess ||
  (error instanceof PsutilError && error.code === 'ERR_TOO_LARGE');

/** Returns requested attributes, with `adValue` for those that fail with a replaceable error. */
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
      if (!isReplaceable(error)) throw error;
      values[name] = adValue;
    }
  }
  return values as AttributesOf<A, D>;
}
