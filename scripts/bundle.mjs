// Bundles the entry points of the package in the current directory, because each file that Node.js loads makes an
// import slower. The code that several entry points use goes to files of its own.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { copyComments } from './copy-comments.mjs';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const files = new Set(Object.values(exports).flatMap((entry) => entry.default ?? []));

/** Resolves the internal entry points of @psutil/native, which are one file, to one name: Node.js resolves each. */
const internalEntry = {
  name: 'internal-entry',
  resolveId: (id) => (id.startsWith('@psutil/native/') ? { id: '@psutil/native/internal', external: true } : null),
};

for (const file of readdirSync('dist')) {
  if (/\.js(\.map)?$/.test(file)) rmSync(join('dist', file));
}
await build({
  input: [...files].map((file) => file.replace('dist', 'src').replace(/\.js$/, '.ts')),
  platform: 'node',
  // A CommonJS file is loaded from its own path, because it may use __dirname.
  external: [/^@psutil\/(?!native\/)/, 'node-gyp-build', /^node:/, /\.cjs$/],
  plugins: [internalEntry],
  // An entry point that another one imports needs no file for its code.
  preserveEntrySignatures: 'allow-extension',
  output: { dir: 'dist', chunkFileNames: 'shared-[hash].js', sourcemap: true },
});
copyComments('dist');
