// Checks the format and lint rules of all files, the types of the tests, and the packages. --fix applies safe fixes.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const fix = process.argv.includes('--fix');
const bin = (name) => join(root, 'node_modules/.bin', name);

function check(name, command, ...args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  console.log(`${name}: ${status === 0 ? 'ok' : 'FAILED'}`);
  if (status !== 0) process.exitCode = 1;
}

const packages = readdirSync(join(root, 'packages')).filter((name) => name !== 'node_modules');
const cpp = ['packages/native/cpp', 'test/fuzz', 'test/unit'].flatMap((directory) =>
  readdirSync(join(root, directory), { recursive: true })
    .filter((file) => /\.(cc|h)$/.test(file))
    .map((file) => `${directory}/${file}`),
);

check('biome', bin('biome'), ...(fix ? ['check', '--write', '.'] : ['ci', '.']));
check('clang-format', bin('clang-format'), ...(fix ? ['-i'] : ['--dry-run', '-Werror']), ...cpp);
check('types of tests', bin('tsc'), '-p', 'test');
for (const name of packages) check(`publint ${name}`, bin('publint'), `packages/${name}`, '--strict', '--pack', 'npm');

// The lock files must work with any registry.
const lockFiles = ['package-lock.json', 'docs/.vitepress/package-lock.json'];
const hasUrls = lockFiles.some((file) => /"resolved": "https?:/.test(readFileSync(join(root, file), 'utf8')));
check('lock files without registry URLs', process.execPath, '-e', `process.exit(${hasUrls ? 1 : 0})`);
