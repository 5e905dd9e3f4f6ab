// Generates the files that follow from the declarations in cpp/core: the TypeScript types, the constants, the decoders
// of packed results, the GraphQL types and the table of platforms. All of them are committed; a test fails if this
// script would change them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../binding.cjs';
import { graphTypes, graphValues } from './graph.mjs';
import { platforms, supported, supportFile, systemNames } from './platforms.mjs';
import { native } from './sources.mjs';

const root = join(native, '../..');
const banner = (mark) => `${mark} Written by "npm run generate" from packages/native/cpp/core. Do not edit.\n`;
const lower = (name) => name[0].toLowerCase() + name.slice(1);

/** The TypeScript type and the reader of each scalar. */
const scalars = {
  boolean: { ts: 'boolean', read: 'from.flag()' },
  count: { ts: 'number', read: 'from.number()' },
  float: { ts: 'number', read: 'from.number()' },
  int: { ts: 'number', read: 'from.number()' },
  string: { ts: 'string', read: 'from.string()' },
  timestamp: { ts: 'number', read: 'from.number()' },
};

function tsType({ records }, type) {
  if (type.kind === 'list') return `${tsType({ records }, type.of)}[]`;
  if (type.kind === 'nullable') return `${tsType({ records }, type.of)} | null`;
  if (type.kind === 'enum') return type.name;
  if (type.kind === 'record') return records[type.name].sparse ? `Partial<${type.name}>` : type.name;
  return scalars[type.kind].ts;
}

function readerOf(type) {
  if (type.kind === 'list') return `from.list((from) => ${readerOf(type.of)})`;
  if (type.kind === 'nullable') return `from.nullable((from) => ${readerOf(type.of)})`;
  if (type.kind === 'enum') return `${lower(type.name)}Values[from.number()] as types.${type.name}`;
  if (type.kind === 'record') return `read${type.name}(from)`;
  return scalars[type.kind].read;
}

/** The documentation of a field of a derived record: that of its source, with the unit of the derived value. */
const derivedDocs = {
  percentages(doc) {
    if (!doc.includes('in seconds')) throw new Error(`a percentage needs a source in seconds: ${doc}`);
    return doc.replace('in seconds', 'in percent');
  },
  rates: (doc) => doc.replace('.', ', per second.'),
};

const fieldOf = (name, fields, field) => {
  const found = fields.find((each) => each.name === field);
  if (!found) throw new Error(`${name} has no field ${field}`);
  return found;
};

/** The records that are derived from a record, as entries of records. */
function derivedFrom([source, { fields, derived = [] }]) {
  return derived.map(({ name, doc, kind, only, extra }) => {
    const used = only.length > 0 ? only.map((each) => fieldOf(source, fields, each)) : fields;
    const all = used.map((field) => ({ ...field, doc: derivedDocs[kind](field.doc) }));
    if (extra) all.push({ ...fieldOf(source, fields, extra.source), name: extra.name, doc: extra.doc });
    return [name, { doc, fields: all.map((field) => ({ ...field, type: { kind: 'float' } })) }];
  });
}

const withDerived = (records) => Object.entries(records).flatMap((record) => [record, ...derivedFrom(record)]);

function constant(doc, name, lines, [open, close], type) {
  return `/** ${doc} */\nexport const ${name} = ${open}\n${lines.join('\n')}\n${close} as const satisfies ${type};\n`;
}

/** The fields that are contained in another field of their record. */
function partsOf([name, { fields }]) {
  const parts = fields.filter(({ partOf }) => partOf && fieldOf(name, fields, partOf));
  const lines = parts.map((field) => `  ${field.name}: '${field.partOf}',`);
  const type = `Partial<Record<keyof types.${name}, keyof types.${name}>>`;
  if (parts.length === 0) return [];
  const doc = `Fields of {@link types.${name}} that are contained in another field, and that field.`;
  return [constant(doc, `${lower(name)}PartOf`, lines, '{}', type)];
}

/** The names of the fields of a record's first rates, if all of them exist on every system. */
function rateFields(record) {
  const [rates] = record[1].derived ?? [];
  if (rates?.kind !== 'rates') return [];
  const [[name, { fields }]] = derivedFrom(record);
  if (fields.some(({ optional }) => optional)) return [];
  const lines = fields.map((field) => `  '${field.name}',`);
  const type = `readonly (keyof types.${name})[]`;
  return [constant(`Fields of {@link types.${name}}.`, `${lower(name)}Fields`, lines, '[]', type)];
}

function derivedConstants({ records }) {
  const all = Object.entries(records);
  const head = `${banner('//')}import type * as types from './types.generated.js';\n`;
  return [head, ...all.flatMap(partsOf), ...all.flatMap(rateFields)].join('\n');
}

/** The documentation of a field, with the unit of a time and, for a process attribute, the systems that lack it. */
function fieldDoc({ name, doc, type }, sparse, support) {
  const withUnit = type.kind === 'timestamp' ? doc.replace(/\.$/, ', in seconds since the epoch.') : doc;
  const lacking = Object.keys(support).filter((system) => !support[system].attributes.includes(name));
  if (!sparse || lacking.length === 0 || /^\w+:/.test(doc)) return withUnit;
  // British English has no comma before `and`.
  const list = new Intl.ListFormat('en-GB').format(lacking.map((system) => systemNames[system]));
  return `${withUnit} Not on ${list}.`;
}

function tsRecord(description, support, [name, { doc, fields, sparse }]) {
  const lines = fields.map(
    (field) =>
      `  /** ${fieldDoc(field, sparse, support)} */\n  readonly ${field.name}${field.optional && !sparse ? '?' : ''}: ${tsType(description, field.type)};`,
  );
  return `/** ${doc} */\nexport interface ${name} {\n${lines.join('\n')}\n}\n`;
}

function tsCollector(description, [name, { doc, arguments: given, returns }]) {
  const optional = (type) => ['Host', 'Targets', 'SocketKind'].includes(type);
  const names = {
    Host: 'host',
    Attributes: 'attributes',
    Target: 'target',
    Targets: 'targets',
    SocketKind: 'kind',
    boolean: 'flag',
    number: 'number',
    numbers: 'numbers',
    string: 'text',
  };
  const needed = given.findLastIndex((type) => !optional(type));
  const args = given.map((type, index) => {
    if (!optional(type)) return `${names[type]}: ${type === 'numbers' ? 'readonly number[]' : type}`;
    return index < needed ? `${names[type]}: ${type} | undefined` : `${names[type]}?: ${type} | undefined`;
  });
  return `  /** ${doc} */\n  readonly ${name}: { arguments: [${args.join(', ')}]; returns: ${tsType(description, returns)} };`;
}

function types(description, support) {
  const enums = Object.entries(description.enums).map(
    ([name, { doc, values }]) =>
      `/** ${doc} */\nexport type ${name} = ${values.map((value) => `'${value}'`).join(' | ')};\n`,
  );
  return [
    `${banner('//')}import type { Attributes, SocketKind, Target, Targets } from './arguments.js';\n`,
    ...enums,
    ...withDerived(description.records).map((entry) => tsRecord(description, support, entry)),
    '/** Arguments and result of each collector. */',
    `export interface Collectors {\n${Object.entries(description.collectors)
      .map((entry) => tsCollector(description, entry))
      .join('\n')}\n}\n`,
  ].join('\n');
}

function recordReader([name, { fields, sparse }]) {
  if (sparse) {
    const readers = fields.map((field) => `  ${field.name}: (from) => ${readerOf(field.type)},`);
    const table = `${lower(name).replace(/Info$/, '')}Fields`;
    return `/** The readers of the fields of {@link types.${name}}. */\nexport const ${table}: SparseFields<types.${name}> = new SparseFields<types.${name}>({\n${readers.join('\n')}\n});\n\nfunction read${name}(from: Packed): Partial<types.${name}> {\n  return from.sparse(${table});\n}\n`;
  }
  const required = fields.filter((field) => !field.optional);
  const optional = fields.slice(required.length);
  if (optional.some((field) => !field.optional))
    throw new Error(`${name}: required fields must precede optional fields`);
  const literal = required.map((field) => `    ${field.name}: ${readerOf(field.type)},`).join('\n');
  if (optional.length === 0)
    return `function read${name}(from: Packed): types.${name} {\n  return {\n${literal}\n  };\n}\n`;
  const rest = optional.map((field) => `  if (from.flag()) value.${field.name} = ${readerOf(field.type)};`).join('\n');
  return `function read${name}(from: Packed): types.${name} {\n  const value: Writable<types.${name}> = {\n${literal}\n  };\n${rest}\n  return value;\n}\n`;
}

function decoders(description) {
  const enums = Object.entries(description.enums).map(
    ([name, { values }]) =>
      `const ${lower(name)}Values = [${values.map((value) => `'${value}'`).join(', ')}] as const;\n`,
  );
  const arguments_ = new Set(Object.values(description.collectors).flatMap((collector) => collector.arguments));
  const read = Object.entries(description.records).filter(([name]) => !arguments_.has(name));
  const collectors = Object.entries(description.collectors).map(
    ([name, { returns }]) => `  ${name}: (from) => ${readerOf(returns)},`,
  );
  const elements = Object.entries(description.collectors)
    .filter(([, { returns }]) => returns.kind === 'list')
    .map(([name, { returns }]) => `  ${name}: (from) => ${readerOf(returns.of)},`);
  return [
    `${banner('//')}import { type Packed, SparseFields } from './packed.js';\nimport type * as types from './types.generated.js';\n`,
    'type Writable<T> = { -readonly [Name in keyof T]: T[Name] };\n',
    ...enums,
    ...read.map(recordReader),
    '/** The decoders of the result of each collector, and of a failure. */',
    `export const decoders: { readonly [Name in keyof types.Collectors]: (from: Packed) => types.Collectors[Name]['returns'] } & {\n  readonly failure: (from: Packed) => types.Failure;\n} = {\n  failure: readFailure,\n${collectors.join('\n')}\n};\n`,
    '/** The decoders of one element, for each collector that returns a list. */',
    `export const elementDecoders: Readonly<Record<string, (from: Packed) => unknown>> = {\n${elements.join('\n')}\n};\n`,
  ].join('\n');
}

/** The numeric constants, which are the same on every system. */
function constants({ constants: groups }) {
  const { Signal: _, ...numeric } = groups;
  const lines = Object.values(numeric).flatMap((group) =>
    group.map(({ name, number, doc }) => `/** ${doc} */\nexport const ${name} = ${number};`),
  );
  return `${banner('//')}\n${lines.join('\n')}\n`;
}

/** Returns the text of every generated file by its path, relative to the root of the repository. */
export function generate() {
  const addon = load();
  const description = addon.describe();
  const support = supported(description, addon);
  return {
    'packages/native/src/types.generated.ts': types(description, support),
    'packages/native/src/decode.generated.ts': decoders(description),
    'packages/native/src/constants.generated.ts': constants(description),
    'packages/native/src/derived.generated.ts': derivedConstants(description),
    'packages/graphql/types.generated.graphql': `${banner('#')}\n${graphTypes(description, withDerived(description.records))}`,
    'packages/graphql/src/values.generated.ts': `${banner('//')}\n${graphValues(description)}`,
    [supportFile]: `${JSON.stringify(support, null, 2)}\n`,
    'docs/platforms.md': platforms(description, support),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(generate())) writeFileSync(join(root, path), text);
}
