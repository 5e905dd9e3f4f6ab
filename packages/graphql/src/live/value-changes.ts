import type { ProcessInfo } from '@psutil/native/internal/records';
import { processFields } from '@psutil/native/internal/records';
import type { ProcessEntry } from '@psutil/process/table';
import type { Selected } from '../selection.js';

type AttributeName = keyof ProcessInfo;

/** Whether two values are equal. With `names`, only these properties of objects are compared, if the objects have them. */
function isEqual(a: unknown, b: unknown, names?: readonly string[]): boolean {
  if (a === b || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index], names));
  const [before, after] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const compared = names?.every((name) => name in before && name in after)
    ? names
    : new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of compared) if (!isEqual(before[name], after[name])) return false;
  return true;
}

/** Fields whose values are computed from an attribute of two snapshots. */
const rates: Readonly<Record<string, { attribute: AttributeName; read: (process: ProcessEntry) => unknown }>> = {
  cpuPercent: { attribute: 'cpuTimes', read: (process) => process.cpuPercent() },
  ioRates: { attribute: 'ioCounters', read: (process) => process.ioRates() },
};

const isAttribute = (name: string): name is AttributeName => (processFields.names as readonly string[]).includes(name);

/** Whether a value of a process has changed between two snapshots. */
type Comparison = (before: ProcessEntry, after: ProcessEntry) => boolean;

/** Returns the comparison of a field with the selected subfields; undefined if the field has other values. */
function comparisonOf(name: string, subfields: readonly string[]): Comparison | undefined {
  const attribute = rates[name]?.attribute ?? name;
  if (!isAttribute(attribute)) return undefined;
  const read = rates[name]?.read;
  const names = subfields.length > 0 ? subfields : undefined;
  return (before, after) => {
    const [first, second] = [before.raw(attribute), after.raw(attribute)];
    const isRead = 'value' in first && 'value' in second;
    if (isRead && read) return !isEqual(read(before), read(after), names);
    return isRead ? !isEqual(first.value, second.value, names) : !isEqual(first, second);
  };
}

/** Decides whether the selected values of a process have changed. */
export interface ChangeDetection {
  /** Identifies the selected values. */
  readonly key: string;
  readonly hasChanged: Comparison;
}

/**
 * Returns the detection of changes of the selected values of processes. A selection with a value that is not an
 * attribute of the process itself, such as one of its parent, counts as changed in each snapshot.
 */
export function changeDetectionOf(selected: readonly Selected[]): ChangeDetection {
  const fields = new Map(
    selected
      .filter(({ type, name }) => type === 'Process' && !['id', 'pid', '__typename'].includes(name))
      .map(({ name, returns }) => [name, returns]),
  );
  const namesOf = (type: string) =>
    [...new Set(selected.filter((field) => field.type === type).map(({ name }) => name))].sort();
  const comparisons = [...fields].map(([name, type]) => comparisonOf(name, namesOf(type)));
  const leadsToProcess = selected.some(({ type, returns }) => returns === 'Process' && type !== 'ProcessChanges');
  const isComparable = !leadsToProcess && comparisons.every((comparison) => comparison !== undefined);
  return {
    key: isComparable ? JSON.stringify([...fields].sort().map(([name, type]) => [name, namesOf(type)])) : '',
    hasChanged: isComparable
      ? (before, after) => comparisons.some((hasChanged) => hasChanged?.(before, after))
      : () => true,
  };
}
