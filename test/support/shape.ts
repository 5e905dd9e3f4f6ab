import type { Description, Type } from '@psutil/native/collect';

const wholeBetween = (least: number, most: number) => (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

/** What a value of each simple type is. */
const simple: Readonly<Record<string, (value: unknown) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  count: wholeBetween(0, Number.MAX_SAFE_INTEGER),
  float: Number.isFinite,
  int: wholeBetween(-(2 ** 31), 2 ** 31 - 1),
  // Half of a surrogate pair is no text: it cannot be sent to anybody.
  string: (value) => typeof value === 'string' && !/\p{Surrogate}/u.test(value),
  timestamp: (value) => Number.isFinite(value) && (value as number) >= 0,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordProblems(value: unknown, name: string, declared: Description, path: string): string[] {
  const record = declared.records[name];
  if (!record) return [`${path}: no record ${name} is declared`];
  if (!isObject(value)) return [`${path} is no object: ${JSON.stringify(value)}`];
  const known = new Map(record.fields.map((field) => [field.name, field]));
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  const problems = unknown.map((key) => `${path}.${key} is not declared`);
  for (const { name: key, optional, type } of known.values()) {
    if (Object.hasOwn(value, key)) problems.push(...typeProblems(value[key], type, declared, `${path}.${key}`));
    else if (!optional && !record.sparse) problems.push(`${path}.${key} is missing`);
  }
  return problems;
}

/** What is wrong with a value, by the type that is declared for it. */
export function typeProblems(value: unknown, type: Type, declared: Description, path = 'answer'): string[] {
  const shown = `${path} is ${JSON.stringify(value)}`;
  switch (type.kind) {
    case 'nullable':
      return value === null ? [] : typeProblems(value, type.of, declared, path);
    case 'list':
      if (!Array.isArray(value)) return [`${shown}, no list`];
      return value.flatMap((item, index) => typeProblems(item, type.of, declared, `${path}[${index}]`));
    case 'enum':
      return declared.enums[type.name]?.values.includes(value as string) ? [] : [`${shown}, no ${type.name}`];
    case 'record':
      return recordProblems(value, type.name, declared, path);
    default:
      return simple[type.kind]?.(value) ? [] : [`${shown}, no ${type.kind}`];
  }
}

/** The paths and types of everything inside of a value, whatever the lengths of its lists. */
export function shapeOf(value: unknown, path = ''): string[] {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  const below = Array.isArray(value)
    ? value.flatMap((item) => shapeOf(item, `${path}[]`))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => shapeOf(item, `${path}.${key}`))
      : [];
  return [...new Set([`${path}: ${kind}`, ...below])].sort();
}
