import { closeSync, mkdirSync, openSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINUX, WINDOWS } from '@psutil/native';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { forms } from '../support/forms.ts';
import { needsSupport } from '../support/run.ts';

test.for(forms)('%s: openFiles() returns the mode and position of each file', async ([_, { Process }], context) => {
  needsSupport(context, 'Process.openFiles');
  context.skip(!LINUX, 'only Linux reports the mode and position of an open file');
  const path = join(temporaryDirectory(), 'data');
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

test.for(forms)(
  '%s: openFiles() returns deleted files and files with unusual names',
  async ([_, { Process }], context) => {
    needsSupport(context, 'Process.openFiles');
    context.skip(!LINUX, 'only Linux reports deleted files');
    const directory = temporaryDirectory();
    const names = ['plain', 'real (deleted)', 'new\nline', 'tab\tand \\012', 'é😀'];
    const opened = names.map((name) => [join(directory, name), openSync(join(directory, name), 'w')] as const);
    onTestFinished(() => opened.forEach(([, fd]) => void closeSync(fd)));
    rmSync(join(directory, 'plain'));
    const other = openSync(join(directory, 'plain (deleted)'), 'w'); // This is not the deleted file.
    onTestFinished(() => closeSync(other));
    const files = await new Process().openFiles();
    const find = (fd: number) => files.find((each) => each.fd === fd);
    const isDeleted = (path: string) => path === join(directory, 'plain');
    for (const [path, fd] of opened) expect(find(fd)).toMatchObject({ path, deleted: isDeleted(path) });
    expect(find(other)).toMatchObject({ path: join(directory, 'plain (deleted)'), deleted: false });
  },
);

test.for(forms)('%s: openFiles() omits directories and devices', async ([_, { Process }], context) => {
  needsSupport(context, 'Process.openFiles');
  context.skip(WINDOWS, 'Windows has no file descriptors of directories and devices');
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'directory'));
  symlinkSync(join(directory, 'directory'), join(directory, 'link'));
  const paths = [join(directory, 'directory'), join(directory, 'link'), '/dev/null', '/dev'];
  const fds = paths.map((path) => openSync(path, 'r'));
  onTestFinished(() => fds.forEach((fd) => void closeSync(fd)));
  const files = await new Process().openFiles();
  expect(files.filter(({ fd }) => fds.includes(fd))).toEqual([]);
});
