import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, script } from '../support/run.ts';
import { cppRules, typescriptRules } from './layers.ts';
import { shapeRules } from './shape.ts';
import { sources } from './tree.ts';

const tree = sources();

test.for([...cppRules, ...typescriptRules, ...shapeRules])('$claim', ({ breaches }) => {
  expect(breaches(tree)).toEqual([]);
});

test.for([...cppRules, ...typescriptRules, ...shapeRules])('a breach is noticed: $claim', ({ breaches, example }) => {
  expect(breaches(example)).toHaveLength(1);
});

test('the sources are found', () => {
  expect(Object.keys(tree)).toEqual(
    expect.arrayContaining(['packages/native/cpp/core/cpu.h', 'packages/cpu/src/index.ts']),
  );
});

test('only binding.gyp chooses a system, and every C++ file is in one of its lists', () => {
  const gyp = readFileSync(join(root, 'packages/native/binding.gyp'), 'utf8');
  const listed = [...gyp.matchAll(/"(cpp\/[^"]+\.cc)"/g)].map(([, path]) => `packages/native/${path}`);
  const written = Object.keys(tree).filter((path) => path.endsWith('.cc'));
  expect(listed.sort()).toEqual(written.sort());
});

test('what is generated is what the declarations say now', async () => {
  const generator = new URL('../../packages/native/scripts/generate.mjs', import.meta.url);
  const generated = await script<Record<string, string>>(`print((await import('${generator}')).generate());`);
  for (const [path, text] of Object.entries(generated)) {
    expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
  }
  expect(Object.keys(generated)).toHaveLength(7);
});

test('the committed schema is all that can be served', async () => {
  const { schemaWithMutations } = await import('@psutil/graphql');
  const { printSchemaWithDirectives } = await import('@graphql-tools/utils');
  const committed = readFileSync(join(root, 'packages/graphql/schema.graphql'), 'utf8');
  expect(committed).toBe(`${printSchemaWithDirectives(schemaWithMutations)}\n`);
});

test('the lock file names no machine to download from', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
});
