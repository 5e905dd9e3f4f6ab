// Cross-compiles the binaries of all targets on Linux, and checks each of them.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { hashSources, native, stampOf } from '../sources.mjs';
import { defectsOf } from './check.mjs';
import { compile } from './compile.mjs';
import { targets } from './targets.mjs';
import { installZig, zig } from './zig.mjs';

const help = `Usage: npm run prebuild -- [options]

Cross-compiles the binaries of @psutil/native on Linux. Requires Python 3 with pip, and readelf (binutils).

Options:
  --targets NAMES   comma-separated names; by default all: ${Object.keys(targets).join(', ')}
  --out DIRECTORY   output directory; by default packages/native/prebuilds
  --reproduce       builds each target again from a copy of the sources, without cached objects, and fails if the
                    binaries differ
  --help            prints this text`;

const { values: options } = parseArgs({
  options: {
    targets: { type: 'string', default: Object.keys(targets).join() },
    out: { type: 'string', default: join(native, 'prebuilds') },
    reproduce: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** The limit of all binaries, compressed, in bytes: the package @psutil/native must be smaller than 6 MB. */
const totalLimit = 5_500_000;

/** Returns a difference between the binary and one that is built in another directory, or nothing. */
async function reproduce(target, binary) {
  const directory = mkdtempSync(join(tmpdir(), 'psutil-prebuild-'));
  const output = join(directory, basename(target.file)); // The export table contains the name.
  try {
    const sources = readdirSync(native).filter((name) => name === 'cpp' || name.endsWith('.gypi'));
    for (const name of sources) cpSync(join(native, name), join(directory, name), { recursive: true });
    await compile(target, { directory, objects: join(directory, 'objects'), output });
    return readFileSync(binary).equals(readFileSync(output)) ? [] : ['differs when it is built in another directory'];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Builds and checks a target, and returns its compressed size, in bytes. */
async function build(name) {
  const target = targets[name];
  const output = join(resolve(options.out), target.file);
  const started = performance.now();
  // Variables such as CXX have no effect on a cross-compiled binary.
  const sources = hashSources({});
  rmSync(stampOf(output), { force: true }); // That of an earlier binary.
  await compile(target, { output });
  const defects = defectsOf(output, target, [native, dirname(zig)]);
  if (options.reproduce) defects.push(...(await reproduce(target, output)));
  const binary = readFileSync(output);
  const compressed = gzipSync(binary).length;
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${name}: ${binary.length} bytes, ${compressed} compressed, ${seconds} s`);
  for (const defect of defects) console.error(`${relative('.', output)} ${defect}`);
  if (defects.length > 0) process.exitCode = 1;
  else writeFileSync(stampOf(output), sources);
  return compressed;
}

/** Builds the targets, as many at the same time as there are CPUs, and returns their compressed size, in bytes. */
async function buildAll(names) {
  const queue = names.values();
  const sizes = [];
  const worker = async () => {
    for (const name of queue) sizes.push(await build(name));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function main() {
  const names = options.targets.split(',');
  const unknown = names.find((name) => !Object.hasOwn(targets, name));
  if (unknown !== undefined) throw new Error(`unknown target "${unknown}": use ${Object.keys(targets).join(', ')}`);
  installZig();
  const total = await buildAll(names);
  console.log(`all: ${total} bytes compressed`);
  if (total > totalLimit) throw new Error(`the binaries have more than ${totalLimit} bytes compressed`);
}

if (options.help) console.log(help);
else
  await main().catch(({ message }) => {
    console.error(message);
    process.exitCode = 1;
  });
