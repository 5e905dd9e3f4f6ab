import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { openTab } from '../support/browser.ts';
import { root } from '../support/run.ts';

const build = join(root, 'docs/.vitepress/build.mjs');
const reference = join(root, 'docs/api');

let address: Promise<string> | undefined;
const kills: (() => void)[] = [];

/** Builds the site unless it is up to date, serves it until the tests of the file have ended, and returns the address. */
async function serveSite(context: TestContext): Promise<string> {
  const isInstalled = existsSync(join(root, 'docs/.vitepress/node_modules'));
  context.skip(!isInstalled, 'the tools of the site are not installed: npm run docs');
  address ??= new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [build, '--serve', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    kills.push(() => child.kill());
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.once('exit', (code) => reject(new Error(`the build exited with ${code}: ${errors}`)));
    createInterface(child.stdout).on('line', (line) => line.startsWith('http://') && resolve(line));
  });
  return address;
}

afterAll(() => {
  for (const kill of kills) kill();
});

type Manifest = { readonly name: string; readonly exports: Readonly<Record<string, { readonly types?: string }>> };

/** The public entry points with declarations, by the directory of their package. */
const entries = readdirSync(join(root, 'packages'))
  .filter((directory) => existsSync(join(root, 'packages', directory, 'package.json')))
  .map((directory) => {
    const file = join(root, 'packages', directory, 'package.json');
    const { name, exports }: Manifest = JSON.parse(readFileSync(file, 'utf8'));
    const names = Object.keys(exports).filter((entry) => exports[entry]?.types && !entry.startsWith('./internal'));
    return { directory, name, files: names.map((entry) => join(file, '..', exports[entry]?.types ?? '')) };
  });

/** Returns the names that a declaration file exports. */
function exportsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const lists = [...text.matchAll(/^export (?:type )?\{(?<list>[^}]*)\}/gms)].flatMap(({ groups }) =>
    (groups?.['list'] ?? '').split(',').map((each) => each.trim().replace(/^type |.* as /g, '')),
  );
  const declared = [...text.matchAll(/^export (?:declare )?(?:const|function|class|interface|type) (\w+)/gm)];
  const all = [...text.matchAll(/^export (?:type )?\* from '(?<from>[^']+)'/gm)].flatMap(({ groups }) => {
    const from = groups?.['from'] ?? '';
    if (from.startsWith('.')) return exportsOf(join(file, '..', from.replace(/\.js$/, '.d.ts')));
    const [, directory = '', entry = 'index'] = /^@psutil\/(\w+)(?:\/(\w+))?$/.exec(from) ?? [];
    return exportsOf(join(root, 'packages', directory, `dist/${entry}.d.ts`));
  });
  return [...lists, ...declared.map(([, name = '']) => name), ...all].filter((name) => name !== '');
}

test.for(entries)('the reference of $name lists exactly its exports', async ({ directory, files }, context) => {
  await serveSite(context);
  const page = readFileSync(join(reference, `${directory}.md`), 'utf8').replaceAll('\\_', '_');
  const members = [...page.matchAll(/^### ~{0,2}(\w+)/gm)].map(([, name = '']) => name);
  const [, references = ''] = page.split('## Exports of other packages\n');
  const linked = [...references.matchAll(/\[`(\w+)`\]/g)].map(([, name = '']) => name);
  expect([...members, ...linked].sort()).toEqual([...new Set(files.flatMap(exportsOf))].sort());
});

test('the reference documents methods, fields, promise forms and systems', async (context) => {
  await serveSite(context);
  const read = (name: string) => readFileSync(join(reference, `${name}.md`), 'utf8');
  expect(read('process')).toMatch(/^#### memoryInfo\(\) \{#[\w.]+\}\n\n```ts\nmemoryInfo\(\): ProcessMemory;/m);
  expect(read('cpu')).toMatch(/`idle`.*in seconds/);
  expect(read('cpu')).toMatch(/\/\/ @psutil\/cpu\/promises\nfunction cpuCount\([^)]*\): Promise<number \| null>;/);
  expect(read('cpu')).toMatch(
    /^### getloadavg\(\).*\n\n```[^`]*```\n\n\*\*Systems:\*\* macOS, FreeBSD, Linux, SunOS\n/m,
  );
  expect(read('disk')).toMatch(
    /^### DiskUsageOptions.*\n(?:[^#\n].*\n|\n)*\*\*Import from:\*\* `@psutil\/disk\/promises`/m,
  );
});

const isWide = (page: Page) => page.evaluate('document.documentElement.scrollWidth > innerWidth');

const pages = ['index.html', 'containers.html', 'api/cpu.html'];
const devices = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
] as const;

test.for(devices)(
  'the pages fit, are accessible, and load nothing from other hosts: %s',
  async ([, options], context) => {
    const url = await serveSite(context);
    const { page, violations } = await openTab(context, url, options);
    for (const path of pages) {
      await page.goto(url + path, { waitUntil: 'networkidle' });
      expect(await isWide(page), path).toBe(false);
      expect(await axeFindings(page), path).toEqual([]);
    }
    expect(violations).toEqual([]);
  },
);

test.for([
  ['memory', 'virtualMemory()'],
  ['port', 'SocketAddress'],
  ['kill tree', 'killTree()'],
] as const)('the search finds "%s"', async ([query, title], context) => {
  const url = await serveSite(context);
  const { page, violations } = await openTab(context, url);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.locator('#localsearch-input').fill(query);
  await expect.poll(() => page.locator('.VPLocalSearchBox .result .titles').allTextContents()).not.toEqual([]);
  const results = await page.locator('.VPLocalSearchBox .result').allTextContents();
  expect(results.join('\n')).toContain(title);
  expect(violations).toEqual([]);
});
