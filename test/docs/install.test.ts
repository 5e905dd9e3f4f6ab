import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeIn, read, tablesOf } from '../support/markdown.ts';
import { root } from '../support/run.ts';

const page = 'docs/install.md';

/** Messages of Node.js, npm, TypeScript and the dynamic linker. */
const foreign =
  /^(ERR_REQUIRE_ESM|TS\d+|EBADENGINE|SyntaxError|ENOENT|listen EADDRINUSE|version|invalid ELF|wrong ELF|cannot open)/;

/** What is between the literal parts of a message: words in capitals, and where the code joins two texts. */
const joint = /"?\b[A-Z]{3,}\b"?|; | (?=failed$)/;

const sources = (directory: string): string =>
  readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes('node_modules'))
    .map((name) => read(join(directory, name)))
    .join('\n');

test('docs/install.md: the messages of "Troubleshooting" are those of the code', () => {
  const tables = tablesOf(page).filter(({ heading }) => heading[0] === 'message');
  const messages = tables.flatMap(({ rows }) => rows.flatMap(([message = '']) => codeIn(message)));
  const own = messages.filter((message) => !foreign.test(message));
  expect(own.length).toBeGreaterThan(20);
  const text = ['native/src', 'native/scripts', 'cpu/src', 'process/src', 'graphql/src']
    .map((directory) => sources(`packages/${directory}`))
    .join('\n');
  const isUnknown = (message: string) => message.split(joint).some((part) => !text.includes(part));
  expect(own.filter(isUnknown)).toEqual([]);
});
