import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { createPsutilYoga } from '@psutil/graphql';
import { LINUX } from '@psutil/psutil';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, tool } from '../support/run.ts';

const markdownIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);
const readmes = packages.map((name) => `packages/${name}/README.md`);
const everything = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('.changeset'), ...readmes];
const runnable = ['README.md', ...markdownIn('docs'), ...readmes];

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** A block of code, and what it should answer: the block that follows it at once. */
interface Block {
  readonly where: string;
  readonly language: string;
  readonly code: string;
  readonly answer: Block | undefined;
}

const fence = /^```(?<language>\w*)\n(?<code>.*?)^```\n/gms;

function blocksOf(file: string): Block[] {
  const text = read(file);
  const blocks: Block[] = [];
  for (const match of [...text.matchAll(fence)].reverse()) {
    const { language = '', code = '' } = match.groups ?? {};
    const where = `${file}:${text.slice(0, match.index).split('\n').length}`;
    const isAnswered = text.startsWith('\n```', match.index + match[0].length);
    blocks.unshift({ where, language, code, answer: isAnswered ? blocks[0] : undefined });
  }
  return blocks;
}

const blocks = runnable.flatMap(blocksOf);
const programs = blocks.filter(({ language }) => language === 'js' || language === 'ts');
const queries = blocks.filter(({ language }) => language === 'graphql');

/** Output without what differs from run to run: numbers, and how lines are broken. */
const formOf = (text: string) =>
  text
    .replace(/\d+(\.\d+)?(e-\d+)?/g, '0')
    .replace(/\s+/g, ' ')
    .trim();

// Below the repository, so that the packages can be imported.
mkdirSync(join(root, '.cache'), { recursive: true });
const folder = mkdtempSync(join(root, '.cache/docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = ({ where, language }: Block, ending = language) =>
  join(folder, `${where.replace(/\W+/g, '-')}.${ending === 'ts' ? 'mts' : 'mjs'}`);

/** Writes all programs, and compiles those that are TypeScript. */
function prepare(): void {
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
  beforeAll(prepare);

  test.for(programs)('$where runs, and prints what stands there', async (program, context) => {
    context.skip(!LINUX, 'the pages show what Linux says');
    const output = await outputOf(program);
    if (program.answer?.language === 'text') expect(formOf(output)).toBe(formOf(program.answer.code));
  });
});

/** Whether an answer has the fields that an example of it has. Lists may be of any length, and anything may be null. */
function expectForm(answer: unknown, example: unknown): void {
  if (answer === null || example === null) return;
  expect(typeof answer).toBe(typeof example);
  if (Array.isArray(answer) && Array.isArray(example)) {
    if (answer.length > 0 && example.length > 0) expectForm(answer[0], example[0]);
  } else if (typeof answer === 'object' && typeof example === 'object') {
    expect(Object.keys(answer).sort()).toEqual(Object.keys(example).sort());
    for (const [key, value] of Object.entries(answer)) expectForm(value, (example as Record<string, unknown>)[key]);
  }
}

test.for(queries)('$where is a query with that answer', async ({ code, answer }, context) => {
  context.skip(!LINUX, 'the pages show what Linux says');
  const response = await createPsutilYoga().fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: code }),
  });
  const { data, errors } = await response.json();
  expect(errors).toBeUndefined();
  if (answer?.language === 'json') expectForm({ data }, JSON.parse(answer.code));
});

/** The anchors of a page's headings. */
const anchorsOf = (file: string) =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

test.for(everything)('the links in %s lead somewhere', (file) => {
  const links = [
    ...read(file)
      .replace(fence, '')
      .matchAll(/\]\((?!https?:)([^)\s]+)\)/g),
  ].map(([, link = '']) => link);
  for (const link of links) {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : relative(root, join(root, dirname(file), path));
    expect(existsSync(join(root, target)), `${file}: ${link}`).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(target), `${file}: ${link}`).toContain(anchor);
  }
});

test('the commands on the pages exist', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const text = everything.map(read).join('\n');
  for (const [, name = ''] of text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)) {
    expect(scripts).toHaveProperty([name]);
  }
  for (const [, path = ''] of text.matchAll(/node ((?:docs|packages|scripts)\/\S+\.m?js)/g)) {
    expect(existsSync(join(root, path)), path).toBe(true);
  }
});

test('every package has a page', () => {
  for (const file of readmes) expect(existsSync(join(root, file)), file).toBe(true);
});
