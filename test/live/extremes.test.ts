import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compiled } from '../support/compiled.ts';
import { folder } from '../support/executable.ts';
import { forms, listOf } from '../support/forms.ts';

/** A program that has made itself huge, and stays so until the test is over. */
async function huge(kind: 'threads' | 'maps', count: number): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(compiled('huge'), [kind, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child as unknown as ChildProcess & { readonly pid: number };
}

test('a process of five thousand threads', async () => {
  const { pid } = await huge('threads', 5000);
  for (const [, { Process }] of forms) {
    const process_ = new Process(pid);
    expect(await process_.numThreads()).toBe(5000);
    const threads = await process_.threads();
    expect(threads).toHaveLength(5000);
    const first = threads.find(({ id }) => id === pid);
    expect(first).toMatchObject({ userTime: expect.any(Number), systemTime: expect.any(Number) });
    const ids = threads.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    expect(new Set(ids).size).toBe(5000);
  }
});

test('a process of twenty thousand mappings', async () => {
  const { pid } = await huge('maps', 20_000);
  for (const [, { Process }] of forms) {
    const process_ = new Process(pid);
    const maps = await process_.memoryMaps({ grouped: false });
    expect(maps.length).toBeGreaterThanOrEqual(20_000);
    const grouped = await process_.memoryMaps();
    expect(grouped.length).toBeLessThan(50);
    const anonymous = grouped.find(({ path }) => path === '[anon]');
    expect(anonymous?.privateDirty).toBeGreaterThanOrEqual(10_000 * 4096);
    const sum = (rows: readonly { readonly rss: number }[]) => rows.reduce((all, { rss }) => all + rss, 0);
    // The kernel may have taken some pages back between the two.
    expect(Math.abs(sum(grouped) - sum(maps))).toBeLessThan(2 ** 20);
    const { uss, pss, rss } = await process_.memoryFullInfo();
    expect(uss).toBeGreaterThanOrEqual(anonymous?.privateDirty ?? Number.NaN);
    expect(pss).toBeLessThanOrEqual(rss);
  }
});

test.each(forms)('%s, ten thousand open files are all told', async (_, { Process, RLIMIT_NOFILE }) => {
  const self = new Process();
  const [soft, hard] = await self.rlimit(RLIMIT_NOFILE);
  const wanted = 10_000;
  if (soft < wanted + 1000) await self.rlimit(RLIMIT_NOFILE, [Math.min(hard, wanted + 1000), hard]);
  const path = join(folder(), 'file');
  writeFileSync(path, '');
  const before = await self.numFds();
  const fds: number[] = [];
  onTestFinished(() => fds.forEach((fd) => void closeSync(fd)));
  while (fds.length < wanted) fds.push(openSync(path, 'r'));
  expect((await self.numFds()) - before).toBeGreaterThanOrEqual(wanted - 10);
  const files = (await self.openFiles()).filter((file) => file.path === path);
  expect(files.map(({ fd }) => fd)).toEqual(fds.toSorted((one, other) => one - other));
});

test.each(forms)('%s, a command line of a mebibyte, and arguments that are empty', async (_, entry) => {
  const argument = 'x'.repeat(100_000);
  const args = ['', ...Array.from({ length: 10 }, () => argument), '', 'é'.repeat(1000), ''];
  const expected = ['sh', '-c', 'read line', 'sh', ...args] as const;
  const child = new entry.Popen(expected);
  onTestFinished(() => void child.kill());
  const listed = await listOf(entry.processIter({ attrs: ['cmdline'] }));
  expect(listed.find(({ pid }) => pid === child.pid)?.info.cmdline).toEqual(expected);
  expect(await new entry.Process(child.pid).cmdline()).toEqual(expected);
});

test.each(forms)('%s, an environment of a mebibyte, and names that JavaScript has other uses for', async (_, entry) => {
  const big = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`BIG${index}`, 'y'.repeat(100_000)]));
  const environment = { ...big, constructor: 'a', toString: '', EQUALS: 'a=b=c', NEWLINE: 'a\nb', É: 'ü' };
  const child = new entry.Popen(['sleep', '1000'], {
    env: { PATH: process.env['PATH'], ...environment, ['__proto__']: 'own' },
  });
  onTestFinished(() => void child.kill());
  const environ = await child.environ();
  expect(environ).toMatchObject(environment);
  expect(Object.keys(environ)).toEqual(expect.arrayContaining(['PATH', 'constructor', 'toString', '__proto__']));
  expect(Object.getOwnPropertyDescriptor(environ, '__proto__')?.value).toBe('own');
});

test.each(forms)('%s, open files tell how and where they are read and written', async (_, { Process }) => {
  const at = folder();
  const path = join(at, 'data');
  writeFileSync(path, '0123456789');
  const modes = { r: 'r', w: 'w', a: 'a', 'r+': 'r+', 'a+': 'a+', 'w+': 'r+' } as const;
  const opened = Object.entries(modes).map(([flags, mode]) => ({ fd: openSync(path, flags), mode }));
  onTestFinished(() => opened.forEach(({ fd }) => void closeSync(fd)));
  truncateSync(path, 10);
  const files = await new Process().openFiles();
  for (const { fd, mode } of opened) expect(files.find((each) => each.fd === fd)).toMatchObject({ path, mode });
  expect(files.find(({ fd }) => fd === opened[0]?.fd)).toMatchObject({
    position: 0,
    deleted: false,
    flags: expect.any(Number),
  });
});

test.each(forms)(
  '%s, of open files, deleted ones and those of odd names are told as what they are',
  async (_, { Process }) => {
    const at = folder();
    const names = ['plain', 'real (deleted)', 'new\nline', 'tab\tand \\012', 'é😀'];
    const opened = names.map((name) => [join(at, name), openSync(join(at, name), 'w')] as const);
    onTestFinished(() => opened.forEach(([, fd]) => void closeSync(fd)));
    rmSync(join(at, 'plain'));
    const other = openSync(join(at, 'plain (deleted)'), 'w'); // which is another file than the deleted one
    onTestFinished(() => closeSync(other));
    const files = await new Process().openFiles();
    const told = (fd: number) => files.find((each) => each.fd === fd);
    for (const [path, fd] of opened) expect(told(fd)).toMatchObject({ path, deleted: path === join(at, 'plain') });
    expect(told(other)).toMatchObject({ path: join(at, 'plain (deleted)'), deleted: false });
  },
);

test.each(forms)('%s, folders, devices, pipes and sockets are no open files', async (_, { Process }) => {
  const at = folder();
  mkdirSync(join(at, 'folder'));
  symlinkSync(join(at, 'folder'), join(at, 'link'));
  const fds = [join(at, 'folder'), join(at, 'link'), '/dev/null', '/dev'].map((path) => openSync(path, 'r'));
  onTestFinished(() => fds.forEach((fd) => void closeSync(fd)));
  const files = await new Process().openFiles();
  expect(files.filter(({ fd }) => fds.includes(fd))).toEqual([]);
});
