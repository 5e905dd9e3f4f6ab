// The optional fields of each record are those that the documentation lists for the system.
import { syncExecutor } from '@psutil/native/internal/execution';
import { describe } from '@psutil/native/internal/records';
import { expect, test } from 'vitest';
import { collectorArguments, repeatableCollectors } from '../support/arguments.ts';
import './setup.ts';

const { records, collectors } = describe();
type Type = (typeof collectors)[string]['returns'];

/** The fields of each record that at least one result has. */
const seen = new Map<string, Set<string>>();

function visit(type: Type, value: unknown): void {
  if (value === null || value === undefined) return;
  if (type.kind === 'list') for (const each of value as readonly unknown[]) visit(type.of, each);
  if (type.kind === 'nullable') visit(type.of, value);
  if (type.kind !== 'record') return;
  const fields = seen.get(type.name) ?? new Set();
  seen.set(type.name, fields);
  for (const field of records[type.name]?.fields ?? []) {
    const each = (value as Readonly<Record<string, unknown>>)[field.name];
    if (each === undefined) continue;
    fields.add(field.name);
    visit(field.type, each);
  }
}

for (const name of repeatableCollectors())
  for (const args of collectorArguments(name))
    try {
      const result = (syncExecutor.collect as (...all: unknown[]) => unknown)(name, ...args);
      visit(collectors[name]?.returns as Type, result);
    } catch {}

const { systemNames } = await import(new URL('../../packages/native/scripts/platforms.mjs', import.meta.url).href);
const system: string = systemNames[process.platform];

/** Whether this system is one of those with which a description starts, or not one of those that it excludes. */
function isDocumented(doc: string): boolean {
  const { only } = /^(?<only>[\w ,]+):/.exec(doc)?.groups ?? {};
  if (only !== undefined) return only === 'Unix' || only.split(', ').includes(system);
  return !/Not on (?<list>[\w ,]+)\./
    .exec(doc)
    ?.groups?.['list']?.split(/, | and /)
    .includes(system);
}

const optional = Object.entries(records)
  .filter(([, { internal, sparse }]) => !internal && !sparse)
  .map(([name, { fields }]) => [name, fields.filter((field) => field.optional)] as const)
  .filter(([name, fields]) => fields.length > 0 && seen.has(name));

test.each(optional)('%s has the optional fields of this system', (name, fields) => {
  const documented = fields.filter(({ doc }) => isDocumented(doc)).map((field) => field.name);
  const found = fields.filter((field) => seen.get(name)?.has(field.name)).map((field) => field.name);
  expect(found).toEqual(documented);
});
