// Builds the addon with AddressSanitizer and UndefinedBehaviorSanitizer in .cache, and calls all of it: collectors that
// succeed and fail, in each executor, waits, process events, and worker threads that are terminated. --build only builds.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAddon } from '../support/compile-addon.mjs';

const exercise = `
  import { spawn } from 'node:child_process';
  import { readFileSync } from 'node:fs';
  import { setTimeout as delay } from 'node:timers/promises';
  import { Worker } from 'node:worker_threads';
  import { asyncExecutor, collectDetached, syncExecutor } from '@psutil/native/internal/execution';
  import { describe } from '@psutil/native/internal/records';
  import { watchProcessExit, watchProcessEvents } from '@psutil/native/internal/watch';
  const child = spawn('sleep', ['1000']);
  const hosts = [undefined, { proc: '/nowhere', sys: '/nowhere', etc: '/nowhere', run: '/nowhere', root: '/' }];
  // No signal, resource or priority has this number, so that this program is not changed.
  const number = 99_999;
  const values = { boolean: true, number, numbers: [0], string: 'all', Attributes: 2 ** 40 - 1, Target: [child.pid, NaN] };
  const ends = ['terminateProcess', 'killProcess'];
  let succeeded = 0;
  async function call(name, types, host, targets) {
    const args = types.map((type) => (type === 'Host' ? host : type === 'Targets' ? targets : values[type]));
    for (const collect of [syncExecutor.collect, asyncExecutor.collect, collectDetached])
      await (async () => collect(name, ...args))().then(() => succeeded++, () => {});
  }
  const collectors = Object.entries(describe().collectors).filter(([name]) => !ends.includes(name));
  for (let round = 0; round < 10; round++)
    for (const [name, { arguments: types }] of collectors)
      for (const host of hosts)
        for (const targets of [undefined, [process.pid, NaN, 999999, NaN, 1, 7]]) await call(name, types, host, targets);
  for (let round = 0; round < 1000; round++) watchProcessExit(undefined, [process.pid, NaN], () => {})();
  let seen = 0;
  let stop = () => {};
  try { stop = watchProcessEvents((events) => void (seen += events?.length ?? 0)); } catch {}
  const exits = Array.from({ length: 100 }, () => new Promise((resolve) => watchProcessExit(undefined, [child.pid, NaN], resolve)));
  for (const name of ends) await call(name, ['Host', 'Target'], undefined);
  await Promise.all(exits);
  for (let round = 0; round < 50; round++) spawn('true');
  await delay(300);
  stop();
  const code = \`Promise.all([import('@psutil/native/internal/execution'), import('@psutil/native/internal/watch')]).then(async ([{ asyncExecutor, collectDetached }, { watchProcessExit, watchProcessEvents }]) => {
    for (let each = 0; each < 100; each++) watchProcessExit(undefined, [process.ppid, NaN], () => {});
    try { watchProcessEvents(() => {}); } catch {}
    for (;;) await Promise.all([asyncExecutor.collect('processes', undefined, 2 ** 40 - 1), collectDetached('diskUsage', undefined, '/')]);
  })\`;
  for (let round = 0; round < 10; round++) {
    const worker = new Worker(code, { eval: true, execArgv: [] });
    await delay(100);
    spawn('true');
    await worker.terminate();
  }
  if (succeeded < 100) throw new Error('only ' + succeeded + ' calls succeeded');
  if (!readFileSync('/proc/self/maps', 'utf8').includes('/.cache/sanitized/')) throw new Error('another binary was loaded');
  console.log(succeeded + ' calls succeeded, ' + seen + ' events');
`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = join(root, '.cache/sanitized');

/** Without optimization, the compiler needs half the time and removes no access that the sanitizers would check. */
const flags = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer', '-g', '-O0'];

function run() {
  const library = (name) => execFileSync('c++', [`-print-file-name=${name}`], { encoding: 'utf8' }).trim();
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', exercise], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      '@PSUTIL/NATIVE_PREBUILD': directory,
      LD_PRELOAD: `${library('libasan.so')} ${library('libubsan.so')}`,
      // Node.js does not free all of its memory at exit.
      ASAN_OPTIONS: 'detect_leaks=0',
    },
  });
  process.exitCode = status ?? 1;
}

compileAddon({ system: 'linux', directory, flags });
if (!process.argv.includes('--build')) run();
