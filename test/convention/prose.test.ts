import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/run.ts';
import { checkProse } from './prose.ts';
import type { Tree } from './tree.ts';

const included = [
  /^packages\/.*\.(ts|tsx|mjs|cc|h|gyp|md)$/,
  /^(docs|test|scripts)\/.*\.(ts|tsx|js|mjs|c|h|md)$/,
  /^(README|CONTRIBUTING|SECURITY)\.md$/,
  /^\.changeset\/.*\.md$/,
  /^(\.ci\/run|\.github\/workflows\/.*\.ya?ml)$/,
];
const excluded = /\.generated\.|^test\/fixtures\//;

/** Returns the files of the repository that contain prose. */
function files(): Tree {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root });
  const paths = String(listed)
    .split('\0')
    .filter((path) => included.some((pattern) => pattern.test(path)) && !excluded.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

const maxPerThousand = 1;

test(`at most ${maxPerThousand} in 1,000 words of prose personifies a program or is not the standard term`, () => {
  const { words, unwanted } = checkProse(files());
  expect(words).toBeGreaterThan(20_000);
  expect((1000 * unwanted.length) / words, unwanted.toSorted().join('\n')).toBeLessThanOrEqual(maxPerThousand);
});

// Lines of templates are not prose, so that these examples do not count themselves.
const comments = `
/** Asks the kernel, which says that the folder is told. */
const ask = 'tell'; // It gives way and tells "a" from 'b'.
/* asked */ const tells = /'/.test(said) ? "x" : '//'; // said
`;

const script = `
#!/bin/sh
echo "$1" # asks for a folder
# told
`;

const markdown = `---
'@psutil/cpu': minor
---
The kernel *tells*, \`says\` and [asks](folder/ask.md).

\`\`\`js
tell(folder); // told
\`\`\`
`;

test.for([
  [
    'comments of TypeScript',
    'x.ts',
    comments,
    ['asks', 'says', 'folder', 'told', 'gives way', 'tells', 'asked', 'said'],
  ],
  ['comments of C++', 'x.cc', comments, ['asks', 'says', 'folder', 'told', 'gives way', 'tells', 'asked', 'said']],
  ['comments of a shell script', '.ci/run', script, ['asks', 'folder', 'told']],
  ['a Markdown page without its code', 'x.md', markdown, ['tells', 'asks']],
  ['the name of a test', 'x.test.ts', ["test('it ", 'says so', "', () => {})"].join(''), ['says']],
  ['an error message', 'x.ts', ['throw new Error(`$', '{x} was ', 'told no`)'].join(''), ['told']],
  ['no identifier and no short literal', 'x.ts', "const told = asks.say('ask', tell);", []],
] as const)('checkProse() counts %s', ([, path, text, expected]) => {
  expect(checkProse({ [path]: text }).unwanted).toEqual(expected.map((word) => `${path}: ${word}`));
});

test('checkProse() counts words, but not code, identifiers, paths and URLs', () => {
  const text = 'Reads the file `a b c` of process.pid in /proc/meminfo, see https://kernel.org and parseLine().';
  expect(checkProse({ 'x.md': text }).words).toBe(7);
});
