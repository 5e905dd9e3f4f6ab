import type { Description, Type } from '@psutil/native/internal/records';

const isIntegerBetween = (min: number, max: number) => (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;

/** The check of each primitive type. */
const primitiveChecks: Readonly<Record<string, (value: unknown) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  count: isIntegerBetween(0, Number.MAX_SAFE_INTEGER),
  float: Number.isFinite,
  int: isIntegerBetween(-(2 ** 31), 2 ** 31 - 1),
  // An unpaired surrogate cannot be encoded as UTF-8.
  string: (value) => typeof value === 'string' && !/\p{Surrogate}/u.test(value),
  timestamp: (value) => Number.isFinite(value) && (value as number) >= 0,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordProblems(value: unknown, name: string, declared: Description, path: string): string[] {
  const record = declared.records[name];
  if (!record) return [`${path}: the record ${name} is not declared`];
  if (!isObject(value)) return [`${path} is not an object: ${JSON.stringify(value)}`];
  const fields = new Map(record.fields.map((field) => [field.name, field]));
  const unknown = Object.keys(value).filter((key) => !fields.has(key));
  const problems = unknown.map((key) => `${path}.${key} is not declared`);
  for (const { name: key, optional, type } of fields.values()) {
    if (Object.hasOwn(value, key)) problems.push(...typeProblems(value[key], type, declared, `${path}.${key}`));
    else if (!optional && !record.sparse) problems.push(`${path}.${key} is missing`);
  }
  return problems;
}

/** Returns the differences between a value and its declared type. */
export function typeProblems(value: unknown, type: Type, declared: Description, path = 'value'): string[] {
  const shown = `${path} is ${JSON.stringify(value)}`;
  switch (type.kind) {
    case 'nullable':
      return value === null ? [] : typeProblems(value, type.of, declared, path);
    case 'list':
      if (!Array.isArray(value)) return [`${shown}, not a list`];
      return value.flatMap((item, index) => typeProblems(item, type.of, declared, `${path}[${index}]`));
    case 'enum':
      return declared.enums[type.name]?.values.includes(value as string) ? [] : [`${shown}, not a ${type.name}`];
    case 'record':
      return recordProblems(value, type.name, declared, path);
    default:
      return primitiveChecks[type.kind]?.(value) ? [] : [`${shown}, not a ${type.kind}`];
  }
}

/** Returns the paths and types of all nested values. They do not depend on the lengths of lists. */
export function shapeOf(value: unknown, path = ''): string[] {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  const below = Array.isArray(value)
    ? value.flatMap((item) => shapeOf(item, `${path}[]`))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => shapeOf(item, `${path}.${key}`))
      : [];
  return [...new Set([`${path}: ${kind}`, ...below])].sort();
}
