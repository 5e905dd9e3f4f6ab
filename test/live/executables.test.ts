import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, program, start } from '../support/executable.ts';
import { forms } from '../support/forms.ts';

test.each(forms)('%s, exe of a program whose file was deleted has no suffix', async (_, { Process }) => {
  const path = program(join(folder(), 'gone'));
  const pid = await start(path);
  expect(await new Process(pid).exe()).toBe(path);
  rmSync(path);
  expect(await new Process(pid).exe()).toBe(path);
});

test.each(forms)('%s, exe of a program that is really named "x (deleted)" keeps its name', async (_, { Process }) => {
  const path = program(join(folder(), 'x (deleted)'));
  const pid = await start(path);
  expect(await new Process(pid).exe()).toBe(path);
  rmSync(path);
  expect(await new Process(pid).exe()).toBe(path);
});

test.each(forms)('%s, another file named "x (deleted)" is not taken for a deleted x', async (_, { Process }) => {
  const path = program(join(folder(), 'x'));
  const pid = await start(path);
  rmSync(path);
  program(`${path} (deleted)`);
  expect(await new Process(pid).exe()).toBe(path);
});

test.each(forms)('%s, exe of a program that was replaced by another is the path it had', async (_, { Process }) => {
  const path = program(join(folder(), 'updated'));
  const pid = await start(path);
  renameSync(program(`${path}.new`), path);
  expect(await new Process(pid).exe()).toBe(path);
});

test.each(forms)('%s, exe of a program that was moved is where it is now', async (_, { Process }) => {
  const path = program(join(folder(), 'sync'));
  const pid = await start(path);
  renameSync(path, `${path} and there`);
  expect(await new Process(pid).exe()).toBe(`${path} and there`);
});

test.each(forms)('%s, exe is the file that runs, whatever the program is called with', async (_, { Process }) => {
  const path = program(join(folder(), 'true-name'));
  const pid = await start(path, { argv0: '/bin/of another name' });
  expect(await new Process(pid).asDict({ attrs: ['name', 'exe', 'cmdline'] })).toEqual({
    name: 'true-name',
    exe: path,
    cmdline: ['/bin/of another name', '1000'],
  });
});
