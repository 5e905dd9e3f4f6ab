import { expect, type TestContext, test } from 'vitest';
import { canLaunch, withHungMount, withUnusualMountPoints } from '../../support/namespaces.ts';
import { needsRoot, script } from '../../support/run.ts';

function needsHungMount(context: TestContext): void {
  needsRoot(context);
  context.skip(!canLaunch(withHungMount), 'a FUSE filesystem cannot be mounted');
}

test('diskPartitions() and diskUsage() read mount points with unusual names', async (context) => {
  needsRoot(context);
  context.skip(!canLaunch(withUnusualMountPoints), 'a filesystem cannot be mounted');
  const found = await script<{ mountpoint: string; device: string; total: number }[]>(
    `import { diskPartitions, diskUsage } from '@psutil/disk';
     const mounts = diskPartitions({ all: true }).filter(({ opts }) => opts.includes('size=64k'));
     print(mounts.map(({ mountpoint, device }) => ({ mountpoint, device, total: mountpoint.includes('\\ufffd') ? 65536 : diskUsage(mountpoint).total })));`,
    { within: withUnusualMountPoints },
  );
  const names = found.map(({ mountpoint }) => mountpoint.slice(mountpoint.lastIndexOf('/') + 1));
  expect(names).toEqual(['a b', 'a\\040b', 'a\nb', 'a\tb', 'a#b', 'a\\', '\ufffd']);
  expect(found.map(({ device }) => device)).toEqual(['', '', '', '', '', 'a b', 'tmpfs']);
  for (const { total } of found) expect(total).toBe(65_536);
});

test('diskUsage() of a hung filesystem blocks one thread, but not the thread pool or the exit', async (context) => {
  needsHungMount(context);
  const result = await script<{
    errors: string[];
    threads: number;
    descriptors: number;
    total: number;
    files: number;
    aborted: string;
    code: string;
  }>(
    `import { readdirSync } from 'node:fs';
     import { readFile } from 'node:fs/promises';
     import { diskUsage } from '@psutil/disk/promises';
     const count = (directory) => readdirSync('/proc/self/' + directory).length;
     const hung = process.env.HUNG_MOUNT;
     await Promise.all([diskUsage('/'), ...Array.from({ length: 8 }, () => readFile('/proc/stat'))]);
     const [threads, descriptors] = [count('task'), count('fd')];
     const errorOf = (timeout) => diskUsage(hung, { timeout }).then(() => 'none', ({ name }) => name);
     const errors = [];
     for (let i = 0; i < 20; i++) errors.push(await errorOf(0.02), ...await Promise.all([errorOf(0), errorOf(0.01), errorOf(0.02)]));
     const aborted = await diskUsage(hung, { signal: AbortSignal.timeout(20) }).catch(({ name }) => name);
     const { code } = await diskUsage(hung, { timeout: 0.01 }).catch((error) => error);
     const files = (await Promise.all(Array.from({ length: 8 }, () => readFile('/proc/stat')))).length;
     const { total } = await diskUsage('/', { timeout: 10 });
     await new Promise((resolve) => setTimeout(resolve, 200)); // Wait until finished threads have exited.
     print({ errors, threads: count('task') - threads, descriptors: count('fd') - descriptors, total, files, aborted, code });`,
    { within: withHungMount },
  );
  expect(new Set(result.errors)).toEqual(new Set(['TimeoutExpired']));
  expect(result).toMatchObject({
    threads: 1,
    descriptors: 0,
    files: 8,
    aborted: 'AbortError',
    code: 'ERR_TIMEOUT_EXPIRED',
  });
  expect(result.total).toBeGreaterThan(0);
});

test('diskUsage() uses at most 16 threads for hung paths', async (context) => {
  needsHungMount(context);
  const result = await script<{ names: string[]; threads: number }>(
    `import { readdirSync } from 'node:fs';
     import { diskUsage } from '@psutil/disk/promises';
     const count = () => readdirSync('/proc/self/task').length;
     const before = count();
     const errorOf = (_, index) => diskUsage(process.env.HUNG_MOUNT + '/' + index, { timeout: 0.3 }).catch(({ name }) => name);
     const names = await Promise.all(Array.from({ length: 40 }, errorOf));
     print({ names, threads: count() - before });`,
    { within: withHungMount },
  );
  expect(new Set(result.names)).toEqual(new Set(['TimeoutExpired']));
  expect(result.threads).toBe(16);
});

test('a worker thread can exit while diskUsage() of a hung filesystem is pending', async (context) => {
  needsHungMount(context);
  const sum = await script<number>(
    `import { Worker } from 'node:worker_threads';
     const code = "import('@psutil/disk/promises').then(({ diskUsage }) => diskUsage(process.env.HUNG_MOUNT, { timeout: 0.05 })).catch(() => process.exit(7))";
     let sum = 0;
     for (let i = 0; i < 3; i++) sum += await new Promise((resolve) => new Worker(code, { eval: true, execArgv: [] }).on('exit', resolve));
     print(sum);`,
    { within: withHungMount },
  );
  expect(sum).toBe(21);
});
