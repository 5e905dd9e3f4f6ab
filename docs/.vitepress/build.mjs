// Builds the site into .cache/site: npm run docs -- [--base PATH] [--serve [--port NUMBER]]
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outDir = join(root, '.cache/site');
const stamp = join(outDir, '.inputs');

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: '/' },
    serve: { type: 'boolean', default: false },
    port: { type: 'string', default: '4173' },
  },
});

/** Returns a hash of everything that the site is built from. */
function inputs() {
  const hash = createHash('sha256').update(values.base);
  const filesIn = (directory, pattern) =>
    readdirSync(join(root, directory), { recursive: true })
      .filter((file) => pattern.test(file))
      .map((file) => join(directory, file))
      .filter((file) => statSync(join(root, file)).isFile())
      .sort();
  const files = [
    'package.json',
    'packages/native/supported.generated.json',
    ...filesIn('docs', /^(?!api\/|\.vitepress\/node_modules\/).*\.\w+$/),
    ...filesIn('packages', /^\w+\/(package\.json|dist\/.*\.d\.ts)$/),
  ];
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Whether the site and the API reference, which is in the sources of the site, were built from the current files. */
const isUpToDate = () =>
  existsSync(stamp) && existsSync(join(root, 'docs/api')) && readFileSync(stamp, 'utf8') === inputs();

async function build() {
  rmSync(stamp, { force: true });
  const { writeReference } = await import('./reference.mjs');
  await writeReference();
  const vitepress = await import('vitepress');
  await vitepress.build(join(root, 'docs'), { base: values.base });
  const { brokenLinks } = await import('./links.mjs');
  const broken = brokenLinks(outDir, values.base);
  if (broken.length > 0) throw new Error(`broken links:\n${broken.join('\n')}`);
  writeFileSync(stamp, inputs());
}

async function serve() {
  const { preview } = await import('vite');
  const server = await preview({
    configFile: false,
    root,
    base: values.base,
    appType: 'mpa',
    build: { outDir },
    preview: { host: '127.0.0.1', port: Number(values.port) },
  });
  console.log(`http://127.0.0.1:${server.httpServer.address().port}${values.base}`);
}

if (isUpToDate()) console.error('.cache/site is up to date');
else await build();
if (values.serve) await serve();
