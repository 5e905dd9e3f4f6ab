import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { createPsutilYoga } from '@psutil/graphql';
import { LINUX } from '@psutil/psutil';
import { beforeAll, describe, expect, test } from 'vitest';
import { root, tool } from '../support/run.ts';

const markdownIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const packages = readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'package.json')));
const readmes = packages.map((name) => `packages/${name}/README.md`);
const everything = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('.changeset'), ...readmes];
const runnable = ['README.md', ...markdownIn('docs'), ...readmes];

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** A block of code, and the block that follows at once: what it should answer. */
interface Block {
  readonly where: string;
  readonly language: string;
  readonly code: string;
  readonly answer: { readonly language: string; readonly code: string } | undefined;
}

const fence = /^```(?<language>\w*)\n(?<code>.*?)^```$(?:\n\n```(?<next>\w+)\n(?<answer>.*?)^```$)?/gms;

function blocksOf(file: string): Block[] {
  const text = read(file);
  return [...text.matchAll(fence)].flatMap((match) => {
    const { language = '', code = '', next, answer } = match.groups as Record<string, string | undefined>;
    const where = `${file}:${text.slice(0, match.index).split('\n').length}`;
    const following = next === undefined ? undefined : { language: next, code: answer ?? '' };
    const alone = following && { where, language: following.language, code: following.code, answer: undefined };
    return [{ where, language, code, answer: following }, ...(alone ? [alone] : [])];
  });
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

/** Below the repository, so that the packages can be imported. */
const folder = (mkdirSync(join(root, '.cache'), { recursive: true }), mkdtempSync(join(root, '.cache/docs-')));
