import { once } from 'node:events';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { killIfAny, reaches } from '../support/children.ts';
import { folder } from '../support/executable.ts';
import { type Form, forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { script } from '../support/run.ts';

/** A child that is ended when the test is over. */
function started({ Popen }: Form, ...command: readonly [string, ...string[]]): InstanceType<Form['Popen']> {
  const child = new Popen(command);
  onTestFinished(() => killIfAny(child.pid));
  return child;
}

test.each(forms)('%s, a Popen is a Process, and knows what it was started as', async (_, entry) => {
  const child = started(entry, 'sleep', '1000');
  expect(child).toBeInstanceOf(entry.Process);
  expect(child.args).toEqual(['sleep', '1000']);
  await expect.poll(() => child.name()).toBe('sleep');
  expect(await child.ppid()).toBe(process.pid);
  expect(await child.cmdline()).toEqual(['sleep', '1000']);
  expect((await child.parent())?.pid).toBe(process.pid);
  expect((await child.parent())?.constructor).toBe(entry.Process);
  expect(child.equals(new entry.Process(child.pid))).toBe(true);
  expect(await child.poll()).toBeNull();
  expect(child.returncode).toBeNull();
});

test.each(forms)('%s, communicate gives what a child writes of what it reads', async (_, entry) => {
  const child = started(entry, 'sh', '-c', 'cat; echo oops >&2');
  expect(await child.communicate('grüße\n')).toEqual({ stdout: 'grüße\n', stderr: 'oops\n' });
  expect(await child.wait()).toBe(0);
  const bytes = started(entry, 'cat');
  const input = Uint8Array.from([0, 255, 10]);
  expect(await bytes.communicate(input, { encoding: 'buffer' })).toEqual({
    stdout: Buffer.from(input),
    stderr: Buffer.alloc(0),
  });
  const none = new entry.Popen(['true'], { stdio: 'ignore' });
  expect(await none.communicate()).toEqual({ stdout: null, stderr: null });
});

test.each(forms)('%s, communicate carries far more than a pipe holds, both ways', async (_, entry) => {
  const text = 'x'.repeat(4 * 2 ** 20);
  expect(await started(entry, 'cat').communicate(text)).toEqual({ stdout: text, stderr: '' });
  // A child that does not read what it is given is no failure.
  expect(await started(entry, 'true').communicate(text)).toEqual({ stdout: '', stderr: '' });
});

test.each(forms)('%s, after a timeout communicate goes on where it was', async (_, entry) => {
  const child = started(entry, 'sh', '-c', 'echo one; read line; echo "$line"; sleep 0.3; exit 4');
  const error = await failure(() => child.communicate('two\n', { timeout: 0.05 }));
  expect(error).toMatchObject({ name: 'TimeoutExpired', pid: child.pid });
  expect(await failure(() => child.communicate('again'))).toMatchObject({ name: 'TypeError' });
  expect(await child.communicate()).toEqual({ stdout: 'one\ntwo\n', stderr: '' });
  expect([await child.wait(), child.returncode]).toEqual([4, 4]);
});

test.each(forms)('%s, wait gives the exit code, again and again, whoever waits', async (_, entry) => {
  const child = started(entry, 'sh', '-c', 'read line; exit 3');
  const before = new entry.Process(child.pid);
  const waits = [child.wait(), child.wait({ timeout: 20 }), before.wait()];
  expect(await failure(() => child.wait({ timeout: 0 }))).toMatchObject({ name: 'TimeoutExpired' });
  child.stdin?.end();
  expect(await Promise.all(waits)).toEqual([3, 3, 3]);
  await reaches(child.pid, '');
  expect([await child.wait(), await before.wait({ timeout: 0 }), await child.poll(), child.returncode]).toEqual(
    Array.from({ length: 4 }, () => 3),
  );
});

test.each(forms)('%s, of a child that a signal ended the code is its negative number', async (_, entry) => {
  for (const [signal, code] of [
    ['SIGKILL', -9],
    ['SIGTERM', -15],
  ] as const) {
    const child = started(entry, 'sleep', '1000');
    await child.sendSignal(signal);
    expect([await child.wait(), child.returncode]).toEqual([code, code]);
  }
});

test.each(forms)('%s, a child that has ended is gone, and its pid is nobody else’s', async (_, entry) => {
  const child = started(entry, 'true');
  await child.wait();
  await reaches(child.pid, '');
  expect(await child.isRunning()).toBe(false);
  for (const method of ['name', 'kill', 'terminate'] as const)
    expect(await failure(() => child[method]())).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
});

test.each(forms)('%s, options are those of spawn', async (_, entry) => {
  const cwd = folder();
  const child = new entry.Popen(['sh', '-c', 'pwd; echo "$WHO"'], { cwd, env: { ...process.env, WHO: 'me' } });
  expect((await child.communicate()).stdout).toBe(`${cwd}\nme\n`);
  const titled = new entry.Popen(['sleep', '1000'], { argv0: 'a title', stdio: 'ignore' });
  onTestFinished(() => killIfAny(titled.pid));
  await expect.poll(() => titled.cmdline()).toEqual(['a title', '1000']);
  expect([titled.stdin, titled.stdout, titled.stderr]).toEqual([null, null, null]);
});

test.each(forms)('%s, nothing that looks like words of a shell is any', async (_, entry) => {
  const words = ['$(touch x)', '; true', '`true`', '*', '"', "'", '\\', '', ' ', '\n', '&&'] as const;
  const child = started(entry, 'printf', '%s\\n', ...words);
  expect((await child.communicate()).stdout).toBe(words.map((word) => `${word}\n`).join(''));
  expect(await failure(() => new entry.Popen(['true'], { shell: true } as object))).toMatchObject({
    name: 'TypeError',
  });
});

test.each(forms)('%s, a program that cannot be started says at once why', async (_, { Popen }) => {
  const path = join(folder(), 'text');
  writeFileSync(path, 'no program');
  chmodSync(path, 0o644);
  for (const [command, options, code] of [
    [['/nowhere/program'], {}, 'ENOENT'],
    [['no-such-program-anywhere'], { env: { PATH: '/usr/bin:/bin' } }, 'ENOENT'],
    [['true'], { cwd: '/nowhere' }, 'ENOENT'],
    [['true'], { env: { PATH: '/nowhere' } }, 'ENOENT'],
    [[path], {}, 'EACCES'],
    [[folder()], {}, 'EACCES'],
  ] as const) {
    const error = await Promise.resolve()
      .then(() => new Popen(command, options))
      .catch((reason: NodeJS.ErrnoException) => reason);
    expect(error).toMatchObject({ code, syscall: `spawn ${command[0]}`, path: command[0] });
  }
});

test.each(forms)('%s, what is no command is refused before anything starts', async (_, { Popen }) => {
  for (const command of ['true', undefined, null, {}, [1], ['true', undefined], ['true', 1]])
    expect(await failure(() => new Popen(command as never))).toMatchObject({ name: 'TypeError' });
  for (const command of [[], [''], ['true', 'a\0b']])
    expect(await failure(() => new Popen(command as never))).toMatchObject({ name: 'RangeError' });
  const child = new Popen(['true']);
  for (const [input, options, name] of [
    [1, {}, 'TypeError'],
    [undefined, { encoding: 'klingon' }, 'RangeError'],
    [undefined, { encoding: 1 }, 'TypeError'],
    [undefined, { timeout: -1 }, 'RangeError'],
    [undefined, { signal: 'SIGTERM' }, 'TypeError'],
  ] as const)
    expect(await failure(() => child.communicate(input as never, options as never))).toMatchObject({ name });
  expect(await child.wait()).toBe(0);
  const silent = new Popen(['true'], { stdio: 'ignore' });
  expect(await failure(() => silent.communicate('text'))).toMatchObject({ name: 'TypeError' });
});

test.each(forms)('%s, a signal ends communicate with its reason', async (_, entry) => {
  const child = started(entry, 'sleep', '1000');
  const reason = new Error('enough');
  await expect(child.communicate('', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(await child.isRunning()).toBe(true);
});

test('hundreds of children at once leave nothing behind', async () => {
  const before = readdirSync('/proc/self/fd').length;
  const [[, { Popen }]] = forms;
  const children = Array.from({ length: 200 }, (_, code) => new Popen(['sh', '-c', `exit ${code}`]));
  const codes = await Promise.all(children.map((child) => child.wait()));
  expect(codes).toEqual(children.map((_, code) => code));
  await Promise.all(children.map(async (child) => child.stdout?.destroyed || once(child.stdout as never, 'close')));
  await expect.poll(() => readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
});

test('under another /proc a Popen is still a child of this program', async () => {
  const found = await script(
    `
    import { Popen } from '@psutil/process';
    const child = new Popen(['sh', '-c', 'read line; exit 2']);
    const ppid = child.ppid() === process.pid;
    child.stdin.end();
    print({ ppid, code: await child.wait() });`,
    { env: { HOST_PROC: '/nowhere' } },
  );
  expect(found).toEqual({ ppid: true, code: 2 });
});
