import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { binaryOf, libc } from '../support/binary.ts';
import { consumers, needsConsumers } from '../support/consumers.ts';
import { Packed } from '../support/packed.ts';
import { needsShell, root } from '../support/run.ts';

const page = readFileSync(join(root, 'docs/bundlers.md'), 'utf8');
const blockIn = (text: string, language: string): string | undefined =>
  new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(text)?.[1];

const program = blockIn(page, 'js') ?? '';

/** The sections of the page that contain commands. */
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ heading: text.slice(0, text.indexOf('\n')), text, commands: blockIn(text, 'sh') ?? '' }))
  .filter(({ commands }) => commands !== '');

const jestTest = `
const { virtualMemory } = require('@psutil/psutil');
const { pids } = require('@psutil/psutil/promises');
test('psutil', async () => {
  expect(virtualMemory().total).toBeGreaterThan(0);
  expect((await pids()).length).toBeGreaterThan(0);
});`;

// The directive of the last line fails if the types are missing.
const typescript = `${program}
// @ts-expect-error
virtualMemory().total satisfies string;`;

let packed: Packed;
let project: string;

/** Creates a project in the directory of the tools, so that they are found, with the packed packages. */
beforeAll(() => {
  if (!existsSync(join(consumers, 'package.json'))) return;
  packed = new Packed();
  const { directory } = packed.install('@psutil/psutil', '--ignore-scripts');
  project = mkdtempSync(join(consumers, 'project-'));
  cpSync(directory, project, { recursive: true });
  const files = {
    'app.mjs': program,
    'app.cts': typescript,
    'psutil.test.js': jestTest,
    npx: '#!/bin/sh\nexec "$@"\n',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(project, name), content, { mode: 0o755 });
}, 120_000);

afterAll(() => {
  packed?.remove();
  if (project) rmSync(project, { recursive: true, force: true });
});

function runCommands(commands: string): string {
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  const path = [project, join(consumers, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  // The variables of vitest and npm change the behavior of some tools.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV)/.test(name)));
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd: project,
    env: { ...env, PATH: path },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  };
  return execFileSync('sh', ['-ec', `exec 3>&1 >&2\n${commands.replace(/\n(.*)\n$/, '\n$1 >&3')}`], options);
}

test.for(sections)('docs/bundlers.md: the commands of $heading work', ({ heading, text, commands }, context) => {
  needsConsumers(context);
  needsShell(context);
  const config = blockIn(text, 'json') ?? blockIn(text, 'cjs');
  if (config) writeFileSync(join(project, /`([\w-]+(\.config\.cjs|\.json))`:/.exec(text)?.[1] ?? heading), config);
  expect(runCommands(commands).trim()).toBe(heading === 'Jest' ? '' : 'true');
});

test('docs/bundlers.md: without its prebuilds, a bundle reports that they are missing', (context) => {
  needsConsumers(context);
  const commands = `
    esbuild app.mjs --bundle --platform=node --outfile=dist/app.cjs
    if node dist/app.cjs 2>dist/error; then exit 1; fi
    cat dist/error\n`;
  expect(runCommands(commands)).toContain(`copy the directory prebuilds of @psutil/native to ${join(project, 'dist')}`);
});

test('docs/bundlers.md: an archive of Electron leaves only the binary unpacked, and nothing is rebuilt', (context) => {
  needsConsumers(context);
  needsShell(context);
  // The variable makes node-gyp-build select a binary for Electron.
  const commands = `
    exec >&3
    asar pack . dist/app.asar --unpack '**/*.node'
    asar list dist/app.asar --is-pack | grep 'prebuilds/.*node$' | tr -d ' '
    (cd dist/app.asar.unpacked && find . -type f)
    electron-rebuild --version 40.0.0 2>&1 | grep -o 'No native modules found'
    ELECTRON_RUN_AS_NODE=1 node app.mjs\n`;
  const { platform, arch } = process;
  const binary = `node_modules/@psutil/native/prebuilds/${platform}-${arch}/${binaryOf(libc())}`;
  expect(runCommands(commands).trim().split('\n')).toEqual([
    `unpack:/${binary}`,
    `./${binary}`,
    'No native modules found',
    'true',
  ]);
});
