import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { LINUX, WINDOWS } from '@psutil/native';
import { expect, onTestFinished, test } from 'vitest';
import { exitCommand, idleCommand, idleName, killIfRunning, nodeCommand, waitForState } from '../support/children.ts';
import { countDescriptors } from '../support/descriptors.ts';
import { idleArguments, temporaryDirectory } from '../support/executable.ts';
import { type Form, forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { script } from '../support/run.ts';

type Command = readonly [string, ...string[]];

/** Starts a child process that is killed when the test ends. */
function start({ Popen }: Form, command: Command): InstanceType<Form['Popen']> {
  const child = new Popen(command);
  onTestFinished(() => killIfRunning(child.pid));
  return child;
}

/** Copies its input to its output, as cat(1). */
const echoCommand: Command = nodeCommand('process.stdin.pipe(process.stdout)');

/** Waits for a line of input and exits with a code. */
const exitOnInput = (code: number): Command =>
  nodeCommand(`process.stdin.once('end', () => process.exit(${code})).resume()`);

test.each(forms)('%s: a Popen is a Process with args and returncode', async (_, entry) => {
  const child = start(entry, idleCommand);
  expect(child).toBeInstanceOf(entry.Process);
  expect(child.args).toEqual(idleCommand);
  await expect.poll(() => child.name()).toBe(idleName);
  expect(await child.ppid()).toBe(process.pid);
  expect(await child.cmdline()).toEqual(idleCommand);
  expect((await child.parent())?.pid).toBe(process.pid);
  expect((await child.parent())?.constructor).toBe(entry.Process);
  expect(child.equals(new entry.Process(child.pid))).toBe(true);
  expect(await child.poll()).toBeNull();
  expect(child.returncode).toBeNull();
});

test.each(forms)('%s: communicate() writes the input and returns the output', async (_, entry) => {
  const code = "process.stdin.pipe(process.stdout); process.stdin.on('end', () => process.stderr.write('oops\\n'));";
  const child = start(entry, nodeCommand(code));
  expect(await child.communicate('grüße\n')).toEqual({ stdout: 'grüße\n', stderr: 'oops\n' });
  expect(await child.wait()).toBe(0);
  const bytes = start(entry, echoCommand);
  const input = Uint8Array.from([0, 255, 10]);
  expect(await bytes.communicate(input, { encoding: 'buffer' })).toEqual({
    stdout: Buffer.from(input),
    stderr: Buffer.alloc(0),
  });
  const ignored = new entry.Popen(exitCommand(0), { stdio: 'ignore' });
  expect(await ignored.communicate()).toEqual({ stdout: null, stderr: null });
});

test.each(forms)('%s: communicate() transfers more bytes than a pipe can buffer', async (_, entry) => {
  const text = 'x'.repeat(4 * 2 ** 20);
  expect(await start(entry, echoCommand).communicate(text)).toEqual({ stdout: text, stderr: '' });
  // It is not an error if the child exits without reading its input.
  expect(await start(entry, exitCommand(0)).communicate(text)).toEqual({ stdout: '', stderr: '' });
});

test.each(forms)('%s: communicate() can be called again after a timeout', async (_, entry) => {
  const code = `
    console.log('one');
    process.stdin.once('data', (line) => {
      process.stdout.write(line);
      setTimeout(() => process.exit(4), 300);
    });`;
  const child = start(entry, nodeCommand(code));
  const error = await failure(() => child.communicate('two\n', { timeout: 0.05 }));
  expect(error).toMatchObject({ name: 'TimeoutExpired', pid: child.pid });
  expect(await failure(() => child.communicate('again'))).toMatchObject({ name: 'TypeError' });
  expect(await child.communicate()).toEqual({ stdout: 'one\ntwo\n', stderr: '' });
  expect([await child.wait(), child.returncode]).toEqual([4, 4]);
});

test.each(forms)('%s: wait() returns the exit code to every caller, repeatedly', async (_, entry) => {
  const child = start(entry, exitOnInput(3));
  const before = new entry.Process(child.pid);
  const waits = [child.wait(), child.wait({ timeout: 20 }), before.wait()];
  expect(await failure(() => child.wait({ timeout: 0 }))).toMatchObject({ name: 'TimeoutExpired' });
  child.stdin?.end();
  expect(await Promise.all(waits)).toEqual([3, 3, 3]);
  await waitForState(child.pid, '');
  expect([await child.wait(), await before.wait({ timeout: 0 }), await child.poll(), child.returncode]).toEqual(
    Array.from({ length: 4 }, () => 3),
  );
});

test.for(forms)(
  '%s: returncode is the negative number of the signal that ended a child',
  async ([_, entry], context) => {
    context.skip(WINDOWS, 'Windows has no signals');
    for (const [signal, code] of [
      ['SIGKILL', -9],
      ['SIGTERM', -15],
    ] as const) {
      const child = start(entry, idleCommand);
      await child.sendSignal(signal);
      expect([await child.wait(), child.returncode]).toEqual([code, code]);
    }
  },
);

test.each(forms)('%s: methods of a child that has exited throw NoSuchProcess', async (_, entry) => {
  const child = start(entry, exitCommand(0));
  await child.wait();
  await waitForState(child.pid, '');
  expect(await child.isRunning()).toBe(false);
  for (const method of ['name', 'kill', 'terminate'] as const)
    expect(await failure(() => child[method]())).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
});

test.each(forms)('%s: Popen accepts the options cwd, env, argv0 and stdio of spawn()', async (_, entry) => {
  const cwd = temporaryDirectory();
  const printed = nodeCommand('console.log(process.cwd() + "\\n" + process.env.USER_OF_TEST)');
  const child = new entry.Popen(printed, { cwd, env: { ...process.env, USER_OF_TEST: 'me' } });
  expect((await child.communicate()).stdout).toBe(`${cwd}\nme\n`);
  const titled = new entry.Popen(idleCommand, { argv0: 'a title', stdio: 'ignore' });
  onTestFinished(() => killIfRunning(titled.pid));
  await expect.poll(() => titled.cmdline()).toEqual(['a title', ...idleArguments]);
  expect([titled.stdin, titled.stdout, titled.stderr]).toEqual([null, null, null]);
});

test.each(forms)('%s: Popen does not interpret shell syntax in arguments', async (_, entry) => {
  const words = ['$(touch x)', '; true', '`true`', '*', '"', "'", '\\', '', ' ', '\n', '&&'] as const;
  const printed = nodeCommand('console.log(process.argv.slice(1).join("\\n"))', ...words);
  expect((await start(entry, printed).communicate()).stdout).toBe(words.map((word) => `${word}\n`).join(''));
  expect(await failure(() => new entry.Popen(exitCommand(0), { shell: true } as object))).toMatchObject({
    name: 'TypeError',
  });
});

test.for(forms)('%s: Popen throws ENOENT or EACCES if it cannot start the program', async ([_, { Popen }], context) => {
  context.skip(WINDOWS, 'the errors are those of Unix');
  const path = join(temporaryDirectory(), 'text');
  writeFileSync(path, 'no program');
  chmodSync(path, 0o644);
  for (const [command, options, code] of [
    [['/nowhere/program'], {}, 'ENOENT'],
    [['no-such-program-anywhere'], { env: { PATH: ['/usr/bin', '/bin'].join(delimiter) } }, 'ENOENT'],
    [['true'], { cwd: '/nowhere' }, 'ENOENT'],
    [['true'], { env: { PATH: '/nowhere' } }, 'ENOENT'],
    [[path], {}, 'EACCES'],
    [[temporaryDirectory()], {}, 'EACCES'],
  ] as const) {
    const error = await Promise.resolve()
      .then(() => new Popen(command, options))
      .catch((reason: NodeJS.ErrnoException) => reason);
    expect(error).toMatchObject({ code, syscall: `spawn ${command[0]}`, path: command[0] });
  }
});

test.for(forms)('Windows, %s: Popen throws the error of a program that cannot start', async ([_, entry], context) => {
  context.skip(!WINDOWS, 'other systems have no extensions of programs');
  const cwd = temporaryDirectory();
  const [batchFile, directory] = [join(cwd, 'script.cmd'), join(cwd, 'directory.exe')];
  writeFileSync(batchFile, 'exit 0');
  mkdirSync(directory);
  for (const [command, options, code] of [
    [['no-such-program-anywhere'], {}, 'ENOENT'],
    [['cmd'], { cwd: join(cwd, 'nowhere') }, 'ENOENT'],
    [['cmd'], { env: { Path: cwd } }, 'ENOENT'],
    [[directory], {}, 'ENOENT'],
    [['script'], { cwd }, 'EINVAL'],
    [['script'], { env: { path: `C:\\nowhere;"${cwd}"` } }, 'EINVAL'],
    [[join(cwd, 'script')], {}, 'EINVAL'],
  ] as const) {
    const error = await failure(() => new entry.Popen(command, options));
    expect(error).toMatchObject({ code, syscall: `spawn ${command[0]}`, path: command[0] });
  }
  expect(await failure(() => new entry.Popen([batchFile]))).toMatchObject({ code: 'EINVAL' });
});

test.for(forms)('Windows, %s: Popen finds a program without its extension', async ([_, entry], context) => {
  context.skip(!WINDOWS, 'other systems have no extensions of programs');
  const env = { ...process.env, NODE_OPTIONS: '', PATH: `"${dirname(process.execPath)}"` };
  const child = new entry.Popen([basename(process.execPath, '.exe'), '-p', '1 + 1'], { env });
  expect((await child.communicate()).stdout).toBe('2\n');
});

test.for(forms)('Windows, %s: Popen passes verbatim arguments and hides windows', async ([_, entry], context) => {
  context.skip(!WINDOWS, 'other systems pass arguments as they are');
  const command = [process.execPath, '-p', '"1 + 1"'] as const;
  const verbatim = new entry.Popen(command, { windowsVerbatimArguments: true, windowsHide: true });
  expect((await verbatim.communicate()).stdout).toBe('2\n');
  expect((await new entry.Popen(command).communicate()).stdout).toBe('1 + 1\n');
});

test('Windows: a child that has ended before Popen returns has an exit code', async (context) => {
  context.skip(!WINDOWS, 'a child of a Unix is a zombie until Node.js reaps it');
  const found = await script<unknown>(`
    import { Popen, Process } from '@psutil/process';
    const module = process.getBuiltinModule('node:child_process');
    const { spawn } = module;
    module.spawn = (...args) => {
      const child = spawn(...args);
      try { for (;;) process.kill(child.pid, 0); } catch {}
      return child;
    };
    const child = new Popen([process.execPath, '-e', 'process.exit(7)']);
    const nameOf = (call) => { try { return call(); } catch ({ name }) { return name; } };
    const errors = [nameOf(() => child.name()), nameOf(() => child.createTime()), nameOf(() => child.kill())];
    print([child.isRunning(), errors, await child.wait(), await child.communicate()]);`);
  const errors = ['NoSuchProcess', 'NoSuchProcess', 'NoSuchProcess'];
  expect(found).toEqual([false, errors, 7, { stdout: '', stderr: '' }]);
});

test.each(forms)('%s: Popen and communicate() throw for wrong arguments', async (_, { Popen }) => {
  const file = process.execPath;
  for (const command of [file, undefined, null, {}, [1], [file, undefined], [file, 1]])
    expect(await failure(() => new Popen(command as never))).toMatchObject({ name: 'TypeError' });
  for (const command of [[], [''], [file, 'a\0b']])
    expect(await failure(() => new Popen(command as never))).toMatchObject({ name: 'RangeError' });
  const child = new Popen(exitCommand(0));
  for (const [input, options, name] of [
    [1, {}, 'TypeError'],
    [undefined, { encoding: 'klingon' }, 'RangeError'],
    [undefined, { encoding: 1 }, 'TypeError'],
    [undefined, { timeout: -1 }, 'RangeError'],
    [undefined, { signal: 'SIGTERM' }, 'TypeError'],
  ] as const)
    expect(await failure(() => child.communicate(input as never, options as never))).toMatchObject({ name });
  expect(await child.wait()).toBe(0);
  const withoutStdin = new Popen(exitCommand(0), { stdio: 'ignore' });
  expect(await failure(() => withoutStdin.communicate('text'))).toMatchObject({ name: 'TypeError' });
});

test.each(forms)('%s: Popen throws TypeError for variables that are no texts', async (_, { Popen }) => {
  for (const value of [null, {}, Object.create(null), Symbol('text'), () => 'text'])
    expect(await failure(() => new Popen(exitOnInput(0), { env: { A: value as never } }))).toMatchObject({
      name: 'TypeError',
      message: expect.stringMatching(/^env\["A"\] must be a string, not /),
    });
});

test.each(forms)(
  '%s: communicate() rejects with the reason of an abort and leaves the child running',
  async (_, entry) => {
    const child = start(entry, idleCommand);
    const reason = new Error('enough');
    await expect(child.communicate('', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(await child.isRunning()).toBe(true);
  },
);

test('200 children leave no descriptors open', async (context) => {
  context.skip(WINDOWS, 'Windows has no shell and no file descriptors');
  const before = countDescriptors();
  const [[, { Popen }]] = forms;
  const children = Array.from({ length: 200 }, (_, code) => new Popen(['sh', '-c', `exit ${code}`]));
  const codes = await Promise.all(children.map((child) => child.wait()));
  expect(codes).toEqual(children.map((_, code) => code));
  await Promise.all(children.map(async (child) => child.stdout?.destroyed || once(child.stdout as never, 'close')));
  await expect.poll(countDescriptors).toBeLessThanOrEqual(before);
});

test('Linux: Popen ignores HOST_PROC for its child', async (context) => {
  context.skip(!LINUX, 'only Linux has HOST_PROC');
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
