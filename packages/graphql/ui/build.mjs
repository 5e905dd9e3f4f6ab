// Bundles the web UI into the files that serve-ui.ts serves, and collects the licenses of the bundled packages.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('.', import.meta.url));
const target = join(source, '../dist/ui');

/** Returns the package directories that contain these files; both are relative to `source`. */
function packageDirectories(files) {
  const directories = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(directories.filter((directory) => directory !== undefined))].sort();
}

function readLicense(directory) {
  const path = join(source, directory);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no license file in ${path}: the bundle must include its license`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(path, file), 'utf8').trim()}\n`;
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const { metafile } = await build({
  absWorkingDir: source,
  entryPoints: { ui: 'main.tsx', style: 'style/main.css' },
  outdir: target,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox128', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
copyFileSync(join(source, 'index.html'), join(target, 'index.html'));
const licenses = packageDirectories(Object.keys(metafile.inputs)).map((directory) => readLicense(directory));
writeFileSync(join(target, 'licenses.txt'), licenses.join(`\n${'-'.repeat(80)}\n\n`));
