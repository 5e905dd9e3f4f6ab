import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LINUX, WINDOWS } from '@psutil/native';
import { expect, type TestContext, test } from 'vitest';
import { copyIdleProgram, idleArguments, startIdleProgram, temporaryDirectory } from '../support/executable.ts';
import { forms } from '../support/forms.ts';
import { needsSupport } from '../support/run.ts';

/** Skips a test of the link /proc/PID/exe, to which Linux appends " (deleted)" after the file has been deleted. */
const needsDeletedLinks = (context: TestContext): void =>
  context.skip(!LINUX, 'only Linux reports the path of a deleted executable');

test.for(forms)('%s: exe() of a deleted executable is its path without a suffix', async ([_, { Process }], context) => {
  needsDeletedLinks(context);
  const path = copyIdleProgram(join(temporaryDirectory(), 'gone'));
  const pid = await startIdleProgram(path);
  expect(await new Process(pid).exe()).toBe(path);
  rmSync(path);
  expect(await new Process(pid).exe()).toBe(path);
});

test.for(forms)('%s: exe() of an executable named "x (deleted)" is that name', async ([_, { Process }], context) => {
  needsDeletedLinks(context);
  const path = copyIdleProgram(join(temporaryDirectory(), 'x (deleted)'));
  const pid = await startIdleProgram(path);
  expect(await new Process(pid).exe()).toBe(path);
  rmSync(path);
  expect(await new Process(pid).exe()).toBe(path);
});

test.for(forms)(
  '%s: exe() of a deleted x is x, even if another file is named "x (deleted)"',
  async ([_, { Process }], context) => {
    needsDeletedLinks(context);
    const path = copyIdleProgram(join(temporaryDirectory(), 'x'));
    const pid = await startIdleProgram(path);
    rmSync(path);
    copyIdleProgram(`${path} (deleted)`);
    expect(await new Process(pid).exe()).toBe(path);
  },
);

test.for(forms)(
  '%s: exe() is unchanged after another file has replaced the executable',
  async ([_, { Process }], context) => {
    needsDeletedLinks(context);
    const path = copyIdleProgram(join(temporaryDirectory(), 'updated'));
    const pid = await startIdleProgram(path);
    renameSync(copyIdleProgram(`${path}.new`), path);
    expect(await new Process(pid).exe()).toBe(path);
  },
);

test.for(forms)('%s: exe() of a renamed executable is its new path', async ([_, { Process }], context) => {
  context.skip(!LINUX, 'only Linux reports the new path of a renamed executable');
  const path = copyIdleProgram(join(temporaryDirectory(), 'sync'));
  const pid = await startIdleProgram(path);
  renameSync(path, `${path} and there`);
  expect(await new Process(pid).exe()).toBe(`${path} and there`);
});

test.for(forms)('%s: exe() and name() do not depend on argv[0]', async ([_, { Process }], context) => {
  needsSupport(context, 'Process.exe');
  const name = WINDOWS ? 'true-name.exe' : 'true-name';
  const path = copyIdleProgram(join(temporaryDirectory(), name));
  const pid = await startIdleProgram(path, { argv0: '/bin/of another name' });
  expect(await new Process(pid).asDict({ attrs: ['name', 'exe', 'cmdline'] })).toEqual({
    name,
    exe: path,
    cmdline: ['/bin/of another name', ...idleArguments],
  });
});
