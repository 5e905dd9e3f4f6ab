import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createPsutilYoga } from '@psutil/graphql';
import { LINUX } from '@psutil/psutil';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Block,
  blocksOf,
  cacheDirectory,
  fence,
  markdownFiles,
  pages,
  read,
  readmes,
} from '../support/markdown.ts';
import { root, tool } from '../support/run.ts';

/** Pages whose blocks are run by another test, except for those in `js`, `ts` and `graphql`. */
const runElsewhere: Readonly<Record<string, string>> = {
  'docs/bundlers.md': 'test/package/bundlers.test.ts',
  'docs/graphql-clients.md': 'test/package/graphql-clients.test.ts',
  'docs/graphql.md': 'test/docs/command-line.test.ts',
};

const blocks = pages.flatMap(blocksOf);
const run = blocks.filter(({ notRun }) => notRun === undefined);
const outputLanguages = ['text', 'json', 'console'];
const programs = run.filter(({ language }) => language === 'js' || language === 'ts');
const queries = run.filter(({ language }) => language === 'graphql');

test('every code block is run, is the output of one, or is marked with the reason', () => {
  const known = new Set([...programs, ...queries, ...blocks.filter(({ notRun }) => notRun !== undefined)]);
  const outputs = new Set([...known].map(({ expected }) => expected));
  const isOutput = (block: Block) => outputs.has(block) && outputLanguages.includes(block.language);
  const others = blocks.filter((block) => !known.has(block) && !isOutput(block));
  const unknown = others.filter(({ location }) => !Object.hasOwn(runElsewhere, location.replace(/:.*/, '')));
  expect(unknown.map(({ location }) => location)).toEqual([]);
  for (const [page, file] of Object.entries(runElsewhere)) expect(read(file)).toContain(page);
});

/** Replaces the parts of an output that differ between runs: numbers and line breaks. */
const normalize = (text: string) =>
  text
    .replace(/\d+(\.\d+)?(e-\d+)?/g, '0')
    .replace(/\s+/g, ' ')
    .trim();

describe('programs', () => {
  const directory = cacheDirectory();

  const fileOf = ({ location, language }: Block, sourceLanguage = language) =>
    join(directory(), `${location.replace(/\W+/g, '-')}.${sourceLanguage === 'ts' ? 'mts' : 'mjs'}`);

  /** Writes all programs to files and compiles those in TypeScript. */
  function writePrograms(): void {
    for (const program of programs) writeFileSync(fileOf(program), program.code);
    const typed = programs.filter(({ language }) => language === 'ts').map((program) => fileOf(program));
    const options = '--ignoreConfig --module nodenext --target es2023 --strict --skipLibCheck --types node'.split(' ');
    tool(process.execPath, 'node_modules/typescript/bin/tsc', ...options, ...typed);
  }

  /** The outputs of the programs by their files; that of one that failed is an error, and ends its process. */
  const outputs = new Map<string, string | Error>();

  const runPrograms = (files: readonly string[]) =>
    new Promise<void>((resolve) => {
      const args = [join(root, 'test/support/run-programs.mjs'), ...files];
      execFile(process.execPath, args, { cwd: root, timeout: 120_000 }, (error, stdout) => {
        const [, ...parts] = stdout.split(/^--- (.*)\n/m);
        for (let i = 0; i < parts.length; i += 2) outputs.set(String(parts[i]), String(parts[i + 1]));
        const last = parts.at(-2);
        if (error && last !== undefined) outputs.set(last, error);
        resolve();
      });
    });

  // Most programs wait for something: several processes use the time of the others.
  const processes = 4;

  beforeAll(async () => {
    if (!LINUX) return;
    writePrograms();
    const files = programs.map((program) => fileOf(program, 'js'));
    const groups = Array.from({ length: processes }, (_, group) => files.filter((_, i) => i % processes === group));
    await Promise.all(groups.map(runPrograms));
  }, 180_000);

  test.for(programs)('$location runs and prints the documented output', (program, context) => {
    context.skip(!LINUX, 'the pages show the output on Linux');
    const output = outputs.get(fileOf(program, 'js')) ?? new Error('an earlier program in the same process failed');
    if (output instanceof Error) throw output;
    if (program.expected?.language === 'text') expect(normalize(output)).toBe(normalize(program.expected.code));
  });
});

/** Expects the fields and types of an example. Lists may have any length, and any value may be null. */
function expectShape(actual: unknown, example: unknown): void {
  if (actual === null || example === null) return;
  expect(typeof actual).toBe(typeof example);
  if (Array.isArray(actual) && Array.isArray(example)) {
    if (actual.length > 0 && example.length > 0) expectShape(actual[0], example[0]);
  } else if (typeof actual === 'object' && typeof example === 'object') {
    expect(Object.keys(actual).sort()).toEqual(Object.keys(example).sort());
    for (const [key, value] of Object.entries(actual)) expectShape(value, (example as Record<string, unknown>)[key]);
  }
}

test.for(queries)('$location is a query with the documented response', async ({ code, expected }, context) => {
  context.skip(!LINUX, 'the pages show the output on Linux');
  const response = await createPsutilYoga().fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: code }),
  });
  const { data, errors } = await response.json();
  expect(errors).toBeUndefined();
  if (expected?.language === 'json') expectShape({ data }, JSON.parse(expected.code));
});

/** Returns the anchors of the headings of a page. */
const anchorsOf = (file: string) =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

const repository = JSON.parse(read('package.json')).homepage.replace(/#.*/, '');
const ownUrl = new RegExp(`^${repository}/(?:blob|tree)/main/`);

/** Returns the targets of the links of a page to files of this repository, relative to its root. */
function localLinks(file: string): string[] {
  const links = [
    ...read(file)
      .replace(fence, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, link = '']) => link);
  return links.flatMap((link) => {
    if (ownUrl.test(link)) return link.replace(ownUrl, '');
    if (/^https?:/.test(link)) return [];
    return link.startsWith('#') ? file + link : relative(root, join(root, dirname(file), link));
  });
}

test.for(markdownFiles)('%s has no broken links', (file) => {
  for (const link of localLinks(file)) {
    const [target = '', anchor] = link.split('#');
    expect(existsSync(join(root, target)), `${file}: ${link}`).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(target), `${file}: ${link}`).toContain(anchor);
  }
});

// npm shows the page outside of this repository.
test.for(readmes)('%s contains absolute links only', (file) => {
  const relativeLinks = read(file)
    .replace(fence, '')
    .match(/\]\((?!https:|#)[^)]*\)/g);
  expect(relativeLinks).toBeNull();
  expect(localLinks(file).filter((link) => !link.startsWith(file))).not.toEqual([]);
});

test('the pages name existing scripts and programs only', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const text = markdownFiles.map(read).join('\n');
  for (const [, name = ''] of text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:-]+)/g)) {
    expect(scripts).toHaveProperty([name]);
  }
  for (const [, path = ''] of text.matchAll(/node ((?:docs|packages|scripts)\/\S+\.m?js)/g)) {
    expect(existsSync(join(root, path)), path).toBe(true);
  }
});

test('every package has a README', () => {
  for (const file of readmes) expect(existsSync(join(root, file)), file).toBe(true);
});
