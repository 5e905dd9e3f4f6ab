import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { root } from './run.ts';

/** Returns the text of a file of the repository. */
export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const markdownIn = (directory: string) =>
  readdirSync(join(root, directory))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(directory, name));

const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);

/** The READMEs of the packages. */
export const readmes: readonly string[] = packages.map((name) => `packages/${name}/README.md`);
/** The pages of documentation. */
export const pages: readonly string[] = [...markdownIn('.'), ...markdownIn('docs'), ...readmes];
/** All Markdown files that people read. */
export const markdownFiles: readonly string[] = [...pages, ...markdownIn('.changeset')];

/** A code block of a page. */
export interface Block {
  /** Page and line. */
  readonly location: string;
  readonly language: string;
  readonly code: string;
  /** The output in the documentation: the block that directly follows. */
  readonly expected: Block | undefined;
  /** The reason why it is not run, of the comment `<!-- Not run: reason -->` before it. */
  readonly notRun: string | undefined;
}

/** Matches a code block, which may be indented in a list. */
export const fence: RegExp = /^(?<indent> *)```(?<language>\w*)\n(?<code>.*?)^\k<indent>```\n/gms;

const notRun = /<!-- Not run: (?<reason>[^>]+) -->\n\n? *$/;

/** Returns the code blocks of a page. */
export function blocksOf(file: string): Block[] {
  const text = read(file);
  const blocks: Block[] = [];
  for (const match of [...text.matchAll(fence)].reverse()) {
    const { language = '', code = '' } = match.groups ?? {};
    const before = text.slice(0, match.index);
    const hasOutput = /^\n *```/.test(text.slice(match.index + match[0].length));
    blocks.unshift({
      location: `${file}:${before.split('\n').length}`,
      language,
      code,
      expected: hasOutput ? blocks[0] : undefined,
      notRun: notRun.exec(before)?.groups?.['reason'],
    });
  }
  return blocks;
}

/** A table of a page. */
export interface Table {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/** Returns the tables of a page. */
export const tablesOf = (file: string): Table[] =>
  [
    ...read(file)
      .replace(fence, '')
      .matchAll(/^\|.*\|\n\|[-:| ]+\|\n(?:\|.*\|\n)+/gm),
  ].map(([table]) => {
    const [heading = '', , ...rows] = table.trimEnd().split('\n');
    return { heading: cellsOf(heading), rows: rows.map(cellsOf) };
  });

/** Returns the code in a text of Markdown. */
export const codeIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/**
 * Returns a function that returns a directory for programs, which the hooks of this suite create and remove. It is in
 * the repository, so that imports of the packages resolve.
 */
export function cacheDirectory(): () => string {
  let directory = '';
  beforeAll(() => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    directory = mkdtempSync(join(root, '.cache/docs-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  return () => directory;
}
