import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { createPsutilYoga } from '@psutil/graphql';
import { LINUX } from '@psutil/psutil';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, tool } from '../support/run.ts';

const markdownIn = (directory: string) =>
  readdirSync(join(root, directory))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(directory, name));

const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);
const readmes = packages.map((name) => `packages/${name}/README.md`);
const pages = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('.changeset'), ...readmes];
const runnable = ['README.md', ...markdownIn('docs'), ...readmes];

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** A code block and its expected output: the block that directly follows it. */
interface Block {
  readonly location: string;
  readonly language: string;
  readonly code: string;
  readonly expected: Block | undefined;
}

const fence = /^```(?<language>\w*)\n(?<code>.*?)^```\n/gms;

function blocksOf(file: string): Block[] {
  const text = read(file);
  const blocks: Block[] = [];
  for (const match of [...text.matchAll(fence)].reverse()) {
    const { language = '', code = '' } = match.groups ?? {};
    const location = `${file}:${text.slice(0, match.index).split('\n').length}`;
    const hasOutput = text.startsWith('\n```', match.index + match[0].length);
    blocks.unshift({ location, language, code, expected: hasOutput ? blocks[0] : undefined });
  }
  return blocks;
}

const blocks = runnable.flatMap(blocksOf);
const programs = blocks.filter(({ language }) => language === 'js' || language === 'ts');
const queries = blocks.filter(({ language }) => language === 'graphql');

/** Replaces the parts of an output that differ between runs: numbers and line breaks. */
const normalize = (text: string) =>
  text
    .replace(/\d+(\.\d+)?(e-\d+)?/g, '0')
    .replace(/\s+/g, ' ')
    .trim();

// Inside the repository, so that imports of the packages resolve.
mkdirSync(join(root, '.cache'), { recursive: true });
const directory = mkdtempSync(join(root, '.cache/docs-'));
afterAll(() => rmSync(directory, { recursive: true }));

const fileOf = ({ location, language }: Block, sourceLanguage = language) =>
  join(directory, `${location.replace(/\W+/g, '-')}.${sourceLanguage === 'ts' ? 'mts' : 'mjs'}`);

/** Writes all programs to files and compiles those in TypeScript. */
function writePrograms(): void {
  for (const program of programs) writeFileSync(fileOf(program), program.code);
  const typed = programs.filter(({ language }) => language === 'ts').map((program) => fileOf(program));
  if (typed.length === 0) return;
  const options = '--ignoreConfig --module nodenext --target es2023 --strict --skipLibCheck --types node'.split(' ');
  tool(process.execPath, 'node_modules/typescript/bin/tsc', ...options, ...typed);
}

async function outputOf(program: Block): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileOf(program, 'js')], { cwd: root });
  return stdout;
}

describe('programs', () => {
  beforeAll(writePrograms);

  test.for(programs)('$location runs and prints the documented output', async (program, context) => {
    context.skip(!LINUX, 'the pages show the output on Linux');
    const output = await outputOf(program);
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

test.for(pages)('%s has no broken links', (file) => {
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
  const text = pages.map(read).join('\n');
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
