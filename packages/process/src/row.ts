import { AccessDenied, ZombieProcess } from '@psutil/native';
import { type ProcessInfo, type ProcessRow, processFields, toError } from '@psutil/native/collect';
import type { AttributeName, AttributesOf, ProcessAttributes } from './attributes.js';

/** Why a row lacks an attribute. */
function refusalOf(row: ProcessRow, name: keyof ProcessInfo, processName: string | null): Error {
  const refusal = row.refused.find(({ attribute }) => processFields.names[attribute] === name);
  if (!refusal) throw new Error(`the attribute ${name} was not asked`);
  return toError(refusal.failure, processName);
}

/** A row that is there, or the error that says why it is not. */
export function present(row: ProcessRow | undefined, processName: string | null = null): ProcessRow {
  if (!row) throw new Error('the collector left out a process that it was asked for');
  if (row.failure) throw toError(row.failure, processName);
  return row;
}

/** An attribute that was asked, or the error that says why it could not be read. */
export function attributeOf<Name extends AttributeName>(
  row: ProcessRow,
  name: Name,
  processName: string | null = null,
): ProcessAttributes[Name] {
  const known: Partial<ProcessAttributes> = name === 'pid' ? row : row.info;
  const value = known[name];
  if (value === undefined) throw refusalOf(row, name as keyof ProcessInfo, processName);
  return value as ProcessAttributes[Name];
}

/** Attributes that were asked, with a stand-in for those that are refused or lost with a zombie. */
export function attributesOf<A extends AttributeName, D>(
  row: ProcessRow,
  names: readonly A[],
  adValue: D,
): AttributesOf<A, D> {
  const values: Partial<Record<A, unknown>> = {};
  for (const name of names) {
    try {
      values[name] = attributeOf(row, name);
    } catch (error) {
      if (!(error instanceof AccessDenied || error instanceof ZombieProcess)) throw error;
      values[name] = adValue;
    }
  }
  return values as AttributesOf<A, D>;
}
