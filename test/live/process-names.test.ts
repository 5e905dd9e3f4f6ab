import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { LINUX, WINDOWS } from '@psutil/native';
import { Process } from '@psutil/process';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { nodeCommand, spawnChild } from '../support/children.ts';
import { copyIdleProgram, idleArguments, startIdleProgram, temporaryDirectory } from '../support/executable.ts';
import { forms, listOf } from '../support/forms.ts';
import { needsRoot, nobody, tool } from '../support/run.ts';

/** Names that a parser of /proc/PID/stat or /proc/PID/status could misread. */
const hostileNames = [
  'a b',
  'a) b (c',
  ') R 1 1 1 1',
  '((()',
  'new\nline',
  'Uid:\t0\t0\t0',
  '\nUid:\t0\t0\t0',
  'State:\tZ',
  'é😀',
  '\x1b[31mred',
];

const cases = hostileNames.flatMap((name) => forms.map(([form, entry]) => [form, name, entry] as const));

const needsPosixNames = (context: TestContext) =>
  context.skip(WINDOWS, 'Windows does not allow these characters in file names');
const needsComm = (context: TestContext) => context.skip(!LINUX, 'the limit of 15 bytes is that of Linux');

test.for(cases)('%s: the attributes of a program named %j are correct', async ([_, name, entry], context) => {
  needsPosixNames(context);
  const path = copyIdleProgram(join(temporaryDirectory(), name));
  const pid = await startIdleProgram(path);
  const expected = { name, exe: path, cmdline: [path, ...idleArguments], ppid: process.pid, numThreads: 1 };
  const username = await new entry.Process().username();
  await expect.poll(() => new entry.Process(pid).status()).toBe('sleeping');
  expect(await new entry.Process(pid).asDict()).toMatchObject({ ...expected, username });
  const listed = await listOf(entry.processIter({ attrs: entry.attributeNames }));
  expect(listed.find((each) => each.pid === pid)?.info).toMatchObject({ ...expected, username });
  expect((await new entry.Process().children()).map((each) => each.pid)).toContain(pid);
});

test.for(forms)('%s: username() ignores a program name that resembles a Uid line', async ([_, entry], context) => {
  needsPosixNames(context);
  needsRoot(context);
  for (const name of ['Uid:\t0\t0\t0', '\nUid:\t0\t0\t0']) {
    const pid = await startIdleProgram(copyIdleProgram(join(temporaryDirectory(), name)), { uid: nobody });
    expect(await new entry.Process(pid).username()).toBe(tool('id', '-nu', String(nobody)).trim());
  }
});

test.for(forms)('%s: username() of a user without a name is the user ID', async ([_, { Process }], context) => {
  needsRoot(context);
  const pid = await startIdleProgram('sleep', { uid: 54_321 });
  expect(await new Process(pid).username()).toBe('54321');
});

test.for(forms)('%s: name() completes a name of 15 bytes from the command line', async ([_, { Process }], context) => {
  needsComm(context);
  for (const name of ['exactly-15-byte', 'longer than fifteen bytes', `${'é'.repeat(7)}😀 cut within`]) {
    expect(await new Process(await startIdleProgram(copyIdleProgram(join(temporaryDirectory(), name)))).name()).toBe(
      name,
    );
  }
});

test.for(forms)(
  '%s: name() is truncated to 15 bytes if argv[0] has another name',
  async ([_, { Process }], context) => {
    needsComm(context);
    const path = copyIdleProgram(join(temporaryDirectory(), 'longer than fifteen bytes'));
    const pid = await startIdleProgram(path, { argv0: 'other' });
    expect(await new Process(pid).name()).toBe('longer than fif');
  },
);

/** Starts a shell that sets its own name, given as bytes in the notation of printf(1). */
async function startRenamed(bytes: string, context: TestContext): Promise<number> {
  context.skip(!LINUX, 'only Linux has /proc/PID/comm');
  const command = `printf '${bytes}' > /proc/$$/comm && echo renamed && kill -STOP $$`;
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child.pid as number;
}

test.for(forms)('%s: name() returns a name that a process has set', async ([_, { Process }], context) => {
  const self = new Process();
  const pid = await startRenamed('b)\\nUid:\\t7', context);
  const child = new Process(pid);
  expect(await child.name()).toBe('b)\nUid:\t7');
  expect(await child.username()).toBe(await self.username());
  expect(await child.ppid()).toBe(process.pid);
});

test.for(forms)('%s: name() replaces invalid UTF-8 by U+FFFD', async ([_, { Process }], context) => {
  expect(await new Process(await startRenamed('a\\377b\\303', context)).name()).toBe('a\ufffdb\ufffd');
});

test.for(forms)('%s: name() can be empty', async ([_, { Process }], context) => {
  const child = new Process(await startRenamed('\\0', context));
  expect(await child.name()).toBe('');
  expect(await child.ppid()).toBe(process.pid);
});

test('cmdline() returns the title that a program of Node.js sets', async (context) => {
  context.skip(!LINUX, 'on other systems, a title does not replace the arguments');
  const { pid } = await spawnChild(...nodeCommand("process.title = 'title'; setTimeout(() => {}, 1e6)"), 'a', 'b', 'c');
  await expect.poll(() => new Process(pid).cmdline(), { timeout: 20_000 }).toEqual(['title']);
});
