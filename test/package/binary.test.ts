import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dynamicSymbols } from '../support/cross-compile.ts';
import { needs, root, script, tool } from '../support/run.ts';

const prebuilds = join(root, 'packages/native/prebuilds');
const binaries = readdirSync(prebuilds, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.node'))
  // readelf reads the binaries of Unix; `npm run prebuild` checks those for Windows.
  .filter((file) => !file.startsWith('win32-'));

test('the binary exports only the two symbols of Node-API', (context) => {
  needs(context, 'readelf');
  expect(binaries.length).toBeGreaterThan(0);
  for (const binary of binaries) {
    const symbols = dynamicSymbols(join(prebuilds, binary)).filter(({ section }) => section !== 'UND');
    const names = symbols.map(({ name }) => name);
    expect(names.sort(), binary).toEqual(['napi_register_module_v1', 'node_api_module_get_api_version_v1']);
  }
});

test('the binary imports only Node-API and the C and C++ libraries', (context) => {
  needs(context, 'readelf');
  for (const binary of binaries) {
    const symbols = dynamicSymbols(join(prebuilds, binary)).filter(({ section }) => section === 'UND');
    const names = symbols.filter(({ binding }) => binding !== 'WEAK').map(({ name }) => name);
    // glibc, libstdc++ and FreeBSD give each of their symbols a version; musl has none.
    const isVersioned = names.some((name) => /@(GLIBC|FBSD)/.test(name));
    const allowed = isVersioned ? /^(napi|node_api)_|@/ : /^(?!uv_|_ZN(K?2v8|4node))/;
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
    expect(names.some((name) => name.startsWith('napi_'))).toBe(true);
  }
});

// Threads that are blocked in the kernel may return while the program exits, and must not find destroyed objects.
test('the native code has no static objects with destructors', (context) => {
  const objects = join(root, 'packages/native/build/Release/obj.target/psutil/cpp');
  context.skip(!existsSync(objects), 'the addon was not compiled on this machine');
  needs(context, 'nm');
  const files = readdirSync(objects, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.o'));
  expect(files.length).toBeGreaterThan(0);
  const registers = (file: string) => /__cxa_atexit|\batexit\b/.test(tool('nm', '-u', join(objects, file)));
  expect(files.filter(registers)).toEqual([]);
});

const versions = join(root, '.cache/node-versions');
const nodes = existsSync(versions) ? readdirSync(versions) : [];

test.for(nodes)('%s loads the binary', (version) => {
  const code = `
    const { virtualMemory, Process } = await import('@psutil/psutil');
    const { Process: AsyncProcess } = await import('@psutil/psutil/promises');
    const self = new Process();
    console.log(virtualMemory().total > 0 && self.pid === process.pid && (await new AsyncProcess().name()) === self.name());`;
  const node = join(versions, version, 'bin/node');
  expect(execFileSync(node, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' }).trim()).toBe('true');
});

test('at least two other versions of Node.js are tested', (context) => {
  context.skip(
    nodes.length === 0,
    'there is no other version of Node.js in .cache/node-versions, into which .ci/run installs them',
  );
  expect(nodes.length).toBeGreaterThanOrEqual(2);
});

test('four worker threads load the addon at the same time', async () => {
  const counts = await script<number[]>(`
    const { Worker } = await import('node:worker_threads');
    const code = \`
      const { parentPort } = require('node:worker_threads');
      import('@psutil/psutil/promises').then(async ({ virtualMemory, processIter }) => {
        let count = 0;
        for (let round = 0; round < 20; round++) {
          await virtualMemory();
          for await (const each of processIter({ attrs: ['name'] })) if (each.info.name !== null) count++;
        }
        parentPort.postMessage(count);
      });\`;
    const run = () => new Promise((resolve, reject) => new Worker(code, { eval: true, execArgv: [] }).on('message', resolve).on('error', reject));
    print(await Promise.all(Array.from({ length: 4 }, run)));`);
  for (const count of counts) expect(count).toBeGreaterThan(20);
});
