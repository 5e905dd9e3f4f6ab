import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext } from 'vitest';
import { spawnChild, waitForState } from '../../support/children.ts';
import { type Checks, output, runExample, words } from '../../support/examples.ts';
import { needs, tool } from '../../support/run.ts';

const unusedPid = String(2 ** 31 - 1);

/** Makes a temporary directory, which is removed when the test ends. */
function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'psutil-')));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** Opens a new file in this process. It is closed when the test ends. */
function openFile(flags: string): { readonly path: string; readonly fd: number } {
  const path = join(temporaryDirectory(), 'file');
  writeFileSync(path, 'text');
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return { path, fd };
}

const lsof: Checks = {
  'prints the same directory, executable and libraries as lsof': async (context) => {
    needs(context, 'lsof', '-v');
    const { pid } = await spawnChild();
    await waitForState(pid, 'S');
    const namedRows = (text: string) =>
      words(text)
        .filter((row) => ['cwd', 'txt', 'mem'].includes(row[3] ?? ''))
        .map((row) => [...row.slice(0, 5), row.at(-1)].join(' '))
        .sort();
    expect(namedRows(output('lsof.js', [String(pid)]))).toEqual(namedRows(tool('lsof', '-nPwp', String(pid))));
  },
  'prints the same files and sockets of this process as lsof': async (context) => {
    needs(context, 'lsof', '-v');
    const { fd, path } = openFile('r+');
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const rows = (text: string) =>
      words(text).flatMap((row) => {
        if (row[3] === `${fd}u`) return [[row[3], row[4], row.at(-1)]];
        return row.includes(`127.0.0.1:${port}`) ? [[row[3], row[4], ...row.slice(-3)]] : [];
      });
    const actual = rows(output('lsof.js', [String(process.pid)]));
    expect(actual).toEqual(expect.arrayContaining(rows(tool('lsof', '-nPwp', String(process.pid)))));
    expect(actual).toContainEqual([`${fd}u`, 'REG', path]);
    expect(actual.flat()).toContain('(LISTEN)');
  },
  'prints all processes without a PID': async () => {
    const { pid } = await spawnChild();
    expect(words(output('lsof.js')).map((row) => row[1])).toContain(String(pid));
  },
  'reports a process that does not exist': () => {
    expect(runExample('lsof.js', unusedPid)).toEqual({
      status: 1,
      stdout: '',
      stderr: `process no longer exists (pid=${unusedPid})\n`,
    });
  },
};

/** Runs the example and pmap on a sleeping process, whose mappings do not change between the two. */
async function runBoth(context: TestContext, ...options: readonly string[]) {
  needs(context, 'pmap');
  const { pid } = await spawnChild();
  await waitForState(pid, 'S');
  const args = [...options, String(pid)];
  return { actual: output('pmap.js', args), expected: tool('pmap', ...args) };
}

const pmap: Checks = {
  'prints the same lines as pmap': async (context) => {
    const { actual, expected } = await runBoth(context);
    expect(words(actual)).toEqual(words(expected));
  },
  'prints the same columns as pmap -x': async (context) => {
    const { actual, expected } = await runBoth(context, '-x');
    const lines = words(expected).filter(([first]) => !first?.startsWith('---'));
    expect(words(actual)).toEqual(lines);
  },
  'prints its usage for wrong arguments': () => {
    const { status, stderr } = runExample('pmap.js', 'x');
    expect([status, stderr]).toEqual([2, 'usage: pmap.js [-x] PID\n']);
  },
};

/** Returns the line of fuser(1) about a file. It prints the path to standard error and the PIDs to standard output. */
function fuserLine(path: string): string {
  const { stdout } = spawnSync('sh', ['-c', 'fuser "$0" 2>&1', path], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(`${path}:`))
    .join(' ');
}

const fuser: Checks = {
  'prints the same users of an open file and of an executable as fuser': async (context) => {
    needs(context, 'fuser', '-V');
    const { path } = openFile('r');
    const program = join(temporaryDirectory(), 'program');
    writeFileSync(program, readFileSync('/bin/sleep'), { mode: 0o755 });
    const { pid } = await spawnChild(program, '1000');
    await waitForState(pid, 'S');
    const [actual, expected] = [output('fuser.js', [path, program]), [path, program].map(fuserLine).join('\n')];
    expect(words(actual)).toEqual(words(expected));
    expect(words(actual)).toEqual([
      [`${path}:`, String(process.pid)],
      [`${program}:`, `${pid}e`],
    ]);
  },
  'prints the processes whose current working directory it is': () => {
    const cwd = process.cwd();
    expect(words(output('fuser.js', [cwd]))[0]).toContain(`${process.pid}c`);
  },
  'fails if a file is not in use or does not exist': () => {
    const empty = temporaryDirectory();
    expect(runExample('fuser.js', empty)).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(runExample('fuser.js', join(empty, 'none'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^ENOENT.*none'\n$/),
    });
    expect(runExample('fuser.js')).toMatchObject({ status: 2, stderr: 'usage: fuser.js FILE…\n' });
  },
};

const tmpfs = 0x01021994;

const iotop: Checks = {
  'prints a process that writes to a disk': async (context) => {
    const directory = temporaryDirectory();
    context.skip(statfsSync(directory).type === tmpfs, 'the temporary directory is in memory, not on a disk');
    const code = `setInterval(() => require('fs').writeFileSync('${directory}/file', Buffer.alloc(2 ** 20)), 20)`;
    const { pid } = await spawnChild(process.execPath, '-e', code);
    await expect
      .poll(() => readFileSync(`/proc/${pid}/io`, 'utf8'), { timeout: 20_000 })
      .toMatch(/^write_bytes: [1-9]/m);
    const printed = output('iotop.js', ['1']);
    const [, , written] = words(printed).find(([first]) => first === String(pid)) ?? [];
    expect(Number(written)).toBeGreaterThan(0);
    expect(Number(/written: (\S+) KiB/.exec(printed)?.[1])).toBeGreaterThanOrEqual(Number(written));
  },
};

/** Checks of the examples about open files, memory mappings and I/O of processes. */
export const opened: Readonly<Record<string, Checks>> = {
  'fuser.js': fuser,
  'iotop.js': iotop,
  'lsof.js': lsof,
  'pmap.js': pmap,
};
