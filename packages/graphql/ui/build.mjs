// Writes the files of the web UI and of GraphiQL that static-file.ts serves, each compressed with gzip; the module of the
// custom scalars, with the two that it uses of graphql-scalars; and the licenses of the bundled packages.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { graphiqlFiles } from './graphiql/build.mjs';

const source = fileURLToPath(new URL('.', import.meta.url));
const dist = join(source, '../dist');
const target = join(dist, 'ui');

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
const { metafile, outputFiles } = await build({
  absWorkingDir: source,
  entryPoints: { ui: 'main.tsx', style: 'style/main.css' },
  outdir: target,
  write: false,
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
// gzip only: browsers accept brotli over HTTPS and from this machine, but not over HTTP from others.
const write = (name, content) => writeFileSync(join(target, `${name}.gz`), gzipSync(content, { level: 9 }));
write('index.html', readFileSync(join(source, 'index.html')));
for (const { path, contents } of outputFiles) write(basename(path), contents);
for (const [name, text] of Object.entries(await graphiqlFiles())) write(name, text);

// Without this bundle, an import would load all scalars.
const scalars = await build({
  absWorkingDir: source,
  entryPoints: ['../src/scalars.ts'],
  outfile: join(dist, 'scalars.js'),
  allowOverwrite: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  external: ['graphql'],
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});

const graphiql = '../../../node_modules/@graphql-yoga/render-graphiql/package.json';
const bundled = [...Object.keys(metafile.inputs), ...Object.keys(scalars.metafile.inputs), graphiql];
const licenses = packageDirectories(bundled).map((directory) => readLicense(directory));
licenses.push(readFileSync(join(source, 'graphiql/licenses.txt'), 'utf8'));
writeFileSync(join(dist, 'licenses.txt'), licenses.join(`\n${'-'.repeat(80)}\n\n`));
