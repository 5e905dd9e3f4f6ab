// Builds the addon with AddressSanitizer and UndefinedBehaviorSanitizer in a folder of its own, and calls everything it
// has, with success and without, here, on the thread pool and in worker threads that are ended in the middle.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const native = fileURLToPath(new URL('../../packages/native', import.meta.url));
const exercise = `
  import { readFileSync } from 'node:fs';
  import { Worker } from 'node:worker_threads';
  import { describe, syncExecutor, asyncExecutor, watchEnd } from '@psutil/native/collect';
  const hosts = [undefined, { proc: '/nowhere', sys: '/nowhere', etc: '/nowhere', run: '/nowhere', root: '/' }];
  // No signal, resource or priority has this number, so that nothing is done to this program.
  const number = 99_999;
  const given = { boolean: true, number, numbers: [0], string: 'all', Attributes: 2 ** 40 - 1, Target: [process.pid, NaN] };
  let answered = 0;
  for (let round = 0; round < 20; round++)
    for (const [name, { arguments: types }] of Object.entries(describe().collectors))
      for (const host of hosts)
        for (const targets of [undefined, [process.pid, NaN, 999999, NaN, 1, 7]])
          for (const way of [here, pool]) {
            const args = types.map((type) => (type === 'Host' ? host : type === 'Targets' ? targets : given[type]));
            await (async () => way.collect(name, ...args))().then(() => answered++, () => {});
          }
  for (let round = 0; round < 1000; round++) watchEnd(undefined, [process.pid, NaN], () => {})();
  const code = \`import('@psutil/native/collect').then(async ({ pool, watchEnd, watchEvents }) => {
    for (let each = 0; each < 100; each++) watchEnd(undefined, [process.ppid, NaN], () => {});
    try { watchEvents(() => {}); } catch {}
    for (;;) await asyncExecutor.collect('processes', undefined, 2 ** 40 - 1);
  })\`;
  for (let round = 0; round < 10; round++) {
    const worker = new Worker(code, { eval: true, execArgv: [] });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await worker.terminate();
  }
  if (answered < 100) throw new Error('too little was answered: ' + answered);
  if (!readFileSync('/proc/self/maps', 'utf8').includes('psutil-sanitized-')) throw new Error('another binary was loaded');
  console.log(answered + ' answers');
`;

const copy = mkdtempSync(join(tmpdir(), 'psutil-sanitized-'));
try {
  for (const part of ['binding.gyp', 'cpp', 'package.json'])
    cpSync(join(native, part), join(copy, part), { recursive: true });
  const addonApi = dirname(createRequire(join(native, 'package.json')).resolve('node-addon-api/package.json'));
  cpSync(addonApi, join(copy, 'node_modules/node-addon-api'), { recursive: true });
  const flags = '-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g -O1';
  const gyp = createRequire(join(native, 'package.json')).resolve('node-gyp/bin/node-gyp.js');
  const headers = [`--nodedir=${dirname(dirname(process.execPath))}`];
  execFileSync(process.execPath, [gyp, 'rebuild', '--silent', '-j', 'max', ...headers], {
    cwd: copy,
    stdio: 'inherit',
    env: { ...process.env, CXXFLAGS: flags, LDFLAGS: '-fsanitize=address,undefined' },
  });
  const library = (name) => execFileSync('c++', [`-print-file-name=${name}`], { encoding: 'utf8' }).trim();
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', exercise], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: 'inherit',
    env: {
      ...process.env,
      '@PSUTIL/NATIVE_PREBUILD': copy,
      LD_PRELOAD: `${library('libasan.so')} ${library('libubsan.so')}`,
      // Node itself does not free everything when it ends.
      ASAN_OPTIONS: 'detect_leaks=0',
    },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
