import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, script } from '../support/run.ts';
import { cppRules, typescriptRules } from './layers.ts';
import { shapeRules } from './shape.ts';
import { sources } from './tree.ts';

const tree = sources();
const rules = [...cppRules, ...typescriptRules, ...shapeRules];

test.for(rules)('$claim', ({ violations }) => {
  expect(violations(tree)).toEqual([]);
});

test.for(rules)('the rule detects a violation: $claim', ({ violations, example }) => {
  expect(violations(example)).toHaveLength(1);
});

test('sources() returns the C++ and TypeScript files', () => {
  expect(Object.keys(tree)).toEqual(
    expect.arrayContaining(['packages/native/cpp/core/cpu.h', 'packages/cpu/src/index.ts']),
  );
});

test('addon.gypi lists every C++ file once', () => {
  const gyp = readFileSync(join(root, 'packages/native/addon.gypi'), 'utf8');
  const listed = [...gyp.matchAll(/"(cpp\/[^"]+\.cc)"/g)].map(([, path]) => `packages/native/${path}`);
  const existing = Object.keys(tree).filter((path) => path.endsWith('.cc'));
  expect(listed.sort()).toEqual(existing.sort());
});

test('the committed generated files match the declarations in cpp/core', async () => {
  const generator = new URL('../../packages/native/scripts/generate.mjs', import.meta.url);
  const generated = await script<Record<string, string>>(`print((await import('${generator}')).generate());`);
  for (const [path, text] of Object.entries(generated)) {
    expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
  }
  expect(Object.keys(generated)).toHaveLength(8);
});

test('the committed GraphQL schema matches the code', async () => {
  const { schemaWithMutations } = await import('@psutil/graphql');
  const { printSchemaWithDirectives } = await import('@graphql-tools/utils');
  const committed = readFileSync(join(root, 'packages/graphql/schema.graphql'), 'utf8');
  expect(committed).toBe(`${printSchemaWithDirectives(schemaWithMutations)}\n`);
});

test.for(['package-lock.json', 'docs/.vitepress/package-lock.json'])('%s contains no registry URLs', (file) => {
  expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/"resolved": "https?:/);
});
