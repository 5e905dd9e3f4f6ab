import { expect, test } from 'vitest';
import { withDeadMount, withOddMounts, works } from '../support/namespaces.ts';
import { needsRoot, script } from '../support/run.ts';

test('mount points of any name are listed, and each can be asked', async (context) => {
  needsRoot(context);
  context.skip(!works(withOddMounts), 'nothing can be mounted here');
  const found = await script<{ mountpoint: string; device: string; total: number }[]>(
    `import { diskPartitions, diskUsage } from '@psutil/disk';
     const odd = diskPartitions({ all: true }).filter(({ opts }) => opts.includes('size=64k'));
     print(odd.map(({ mountpoint, device }) => ({ mountpoint, device, total: mountpoint.includes('\\ufffd') ? 65536 : diskUsage(mountpoint).total })));`,
    { within: withOddMounts },
  );
  const names = found.map(({ mountpoint }) => mountpoint.slice(mountpoint.lastIndexOf('/') + 1));
  expect(names).toEqual(['a b', 'a\\040b', 'a\nb', 'a\tb', 'a#b', 'a\\', '\ufffd']);
  expect(found.map(({ device }) => device)).toEqual(['', '', '', '', '', 'a b', 'tmpfs']);
  for (const { total } of found) expect(total).toBe(65_536);
});

test('a mount that never answers costs one thread, and neither the pool nor the end of the program', async (context) => {
  needsRoot(context);
  context.skip(!works(withDeadMount), 'FUSE cannot be mounted here');
  const result = await script<{
    errors: string[];
    threads: number;
    descriptors: number;
    healthy: number;
    file: number;
    aborted: string;
    code: string;
  }>(
    `import { readdirSync } from 'node:fs';
     import { readFile } from 'node:fs/promises';
     import { diskUsage } from '@psutil/disk/promises';
     const count = (folder) => readdirSync('/proc/self/' + folder).length;
     const dead = process.env.DEAD;
     await Promise.all([diskUsage('/'), ...Array.from({ length: 8 }, () => readFile('/proc/stat'))]);
     const [threads, descriptors] = [count('task'), count('fd')];
     const ask = (timeout) => diskUsage(dead, { timeout }).then(() => 'answered', ({ name }) => name);
     const errors = [];
     for (let i = 0; i < 20; i++) errors.push(await ask(0.02), ...await Promise.all([ask(0), ask(0.01), ask(0.02)]));
     const aborted = await diskUsage(dead, { signal: AbortSignal.timeout(20) }).catch(({ name }) => name);
     const { code } = await diskUsage(dead, { timeout: 0.01 }).catch((error) => error);
     const file = (await Promise.all(Array.from({ length: 8 }, () => readFile('/proc/stat')))).length;
     const { total } = await diskUsage('/', { timeout: 10 });
     await new Promise((resolve) => setTimeout(resolve, 200)); // until threads that are done have ended
     print({ errors, threads: count('task') - threads, descriptors: count('fd') - descriptors, healthy: total, file, aborted, code });`,
    { within: withDeadMount },
  );
  expect(new Set(result.errors)).toEqual(new Set(['TimeoutExpired']));
  expect(result).toMatchObject({
    threads: 1,
    descriptors: 0,
    file: 8,
    aborted: 'AbortError',
    code: 'ERR_TIMEOUT_EXPIRED',
  });
  expect(result.healthy).toBeGreaterThan(0);
});

test('threads that never answer are no more than 16, and further paths wait', async (context) => {
  needsRoot(context);
  context.skip(!works(withDeadMount), 'FUSE cannot be mounted here');
  const result = await script<{ names: string[]; threads: number }>(
    `import { readdirSync } from 'node:fs';
     import { diskUsage } from '@psutil/disk/promises';
     const count = () => readdirSync('/proc/self/task').length;
     const before = count();
     const ask = (_, index) => diskUsage(process.env.DEAD + '/' + index, { timeout: 0.3 }).catch(({ name }) => name);
     const names = await Promise.all(Array.from({ length: 40 }, ask));
     print({ names, threads: count() - before });`,
    { within: withDeadMount },
  );
  expect(new Set(result.names)).toEqual(new Set(['TimeoutExpired']));
  expect(result.threads).toBe(16);
});

test('a worker thread can end while a path never answers it', async (context) => {
  needsRoot(context);
  context.skip(!works(withDeadMount), 'FUSE cannot be mounted here');
  const left = await script<number>(
    `import { Worker } from 'node:worker_threads';
     const code = "import('@psutil/disk/promises').then(({ diskUsage }) => diskUsage(process.env.DEAD, { timeout: 0.05 })).catch(() => process.exit(7))";
     let left = 0;
     for (let i = 0; i < 3; i++) left += await new Promise((resolve) => new Worker(code, { eval: true, execArgv: [] }).on('exit', resolve));
     print(left);`,
    { within: withDeadMount },
  );
  expect(left).toBe(21);
});
