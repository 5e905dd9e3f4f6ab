import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folder, program, start } from '../support/executable.ts';
import { forms, listOf } from '../support/forms.ts';
import { needsRoot, nobody, tool } from '../support/run.ts';

const hostile = [
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

const cases = hostile.flatMap((name) => forms.map(([form, entry]) => [form, name, entry] as const));

test.each(cases)('%s, a program named %j is told by that name and like any other', async (_, name, entry) => {
  const path = program(join(folder(), name));
  const pid = await start(path);
  const known = { name, exe: path, cmdline: [path, '1000'], ppid: process.pid, numThreads: 1 };
  const username = await new entry.Process().username();
  await expect.poll(() => new entry.Process(pid).status()).toBe('sleeping');
  expect(await new entry.Process(pid).asDict()).toMatchObject({ ...known, username });
  const listed = await listOf(entry.processIter({ attrs: entry.attributeNames }));
  expect(listed.find((each) => each.pid === pid)?.info).toMatchObject({ ...known, username });
  expect((await new entry.Process().children()).map((each) => each.pid)).toContain(pid);
});

test.for(forms)('%s, nobody becomes root by a name that looks like the line of a uid', async ([_, entry], context) => {
  needsRoot(context);
  for (const name of ['Uid:\t0\t0\t0', '\nUid:\t0\t0\t0']) {
    const pid = await start(program(join(folder(), name)), { uid: nobody });
    expect(await new entry.Process(pid).username()).toBe(tool('id', '-nu', String(nobody)).trim());
  }
});

test.for(forms)('%s, a user without a name is told as a number', async ([_, { Process }], context) => {
  needsRoot(context);
  const pid = await start('sleep', { uid: 54_321 });
  expect(await new Process(pid).username()).toBe('54321');
});

test.each(forms)('%s, a name that the kernel cut is completed from the command line', async (_, { Process }) => {
  for (const name of ['exactly-15-byte', 'longer than fifteen bytes', `${'é'.repeat(7)}😀 cut within`]) {
    expect(await new Process(await start(program(join(folder(), name)))).name()).toBe(name);
  }
});

test.each(forms)(
  '%s, a name that the kernel cut stays so where the command line is another',
  async (_, { Process }) => {
    const path = program(join(folder(), 'longer than fifteen bytes'));
    const pid = await start(path, { argv0: 'other' });
    expect(await new Process(pid).name()).toBe('longer than fif');
  },
);

/** A shell that gives itself a name, in bytes as printf has them, and says when it has. */
async function renamed(bytes: string): Promise<number> {
  const command = `printf '${bytes}' > /proc/$$/comm && echo named && kill -STOP $$`;
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child.pid as number;
}

test.each(forms)('%s, a name that a program gives itself is seen at once', async (_, { Process }) => {
  const self = new Process();
  const pid = await renamed('b)\\nUid:\\t7');
  const child = new Process(pid);
  expect(await child.name()).toBe('b)\nUid:\t7');
  expect(await child.username()).toBe(await self.username());
  expect(await child.ppid()).toBe(process.pid);
});

test.each(forms)('%s, bytes of a name that are no text become U+FFFD', async (_, { Process }) => {
  expect(await new Process(await renamed('a\\377b\\303')).name()).toBe('a\ufffdb\ufffd');
});

test.each(forms)('%s, a name may be empty', async (_, { Process }) => {
  const child = new Process(await renamed('\\0'));
  expect(await child.name()).toBe('');
  expect(await child.ppid()).toBe(process.pid);
});
