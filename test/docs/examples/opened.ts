import { spawn, spawnSync } from 'node:child_process';
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
import { getPriority, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext } from 'vitest';
import { killIfRunning, spawnChild, waitForState } from '../../support/children.ts';
import { type Checks, output, runExample, startExample, words } from '../../support/examples.ts';
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

/** Starts Node.js with all types of descriptors, one of which is the file. Returns its PID. */
async function spawnWithDescriptors(path: string): Promise<string> {
  // The descriptors 5 to 8 are a file, a device, a deleted file and a pipe; Node.js adds sockets and others.
  const script = `exec 5<>${path} 6>>/dev/null 7>${path}.gone; rm ${path}.gone; sleep 1000 | exec "$0" -e "$1" 8<&0`;
  const code = `const { createServer, connect } = require('net');
    const server = createServer().listen(0, '127.0.0.1', () => connect(server.address().port, '127.0.0.1'));
    server.on('connection', () => require('dgram').createSocket('udp6').bind(0, '::1', () =>
      createServer().listen('${path}.sock', () => console.log('ready'))));`;
  const shell = spawn('sh', ['-c', script, process.execPath, code], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  onTestFinished(() => killIfRunning(-(shell.pid as number)));
  await once(shell.stdout, 'data');
  return words(tool('pgrep', '-P', String(shell.pid), 'node'))[0]?.[0] as string;
}

const lsof: Checks = {
  'prints the same directory, executable and libraries as lsof': async (context) => {
    needs(context, 'lsof', '-v');
    const { pid } = await spawnChild();
    await waitForState(pid, 'S');
    const namedRows = (text: string) =>
      words(text)
        .filter((row) => ['cwd', 'rtd', 'txt', 'mem'].includes(row[3] ?? ''))
        .map((row) => row.join(' '))
        .sort();
    const args = ['-nPp', String(pid)];
    expect(namedRows(output('lsof.js', args))).toEqual(namedRows(tool('lsof', ...args)));
  },
  'prints the same descriptors as lsof: files, devices, pipes and sockets': async (context) => {
    needs(context, 'lsof', '-v');
    const { path } = openFile('r+');
    const pid = await spawnWithDescriptors(path);
    // The address and state of a UNIX domain socket, and what an anonymous inode waits for, are unknown.
    const rows = (text: string) =>
      words(text)
        .filter(([, each, , fd = '']) => each === pid && /^\d/.test(fd))
        .map((row) =>
          row
            .join(' ')
            .replace(/unix \S+/, 'unix -')
            .replace(/(\[event\w+|type=STREAM).*/, '$1'),
        );
    const options = [
      ['-nPp', pid],
      ['-nP', '-a', '-p', pid, '-i'],
      ['-nP', '-a', '-p', pid, '-i6UDP'],
      ['-nP', '-a', '-p', pid, '-iTCP', '-sTCP:LISTEN'],
      ['-nP', '-a', '-p', pid, '-i', '@127.0.0.1:1-65535'],
      ['-nP', path],
      ['-t', '-u', userInfo().username, '-a', path],
    ];
    const actual = await Promise.all(options.map((args) => startExample('lsof.js', ...args)));
    for (const [index, args] of options.entries()) {
      const select =
        args[0] === '-t'
          ? (text: string) =>
              words(text)
                .flat()
                .filter((each) => each === pid)
          : rows;
      const printed = select(actual[index]?.stdout ?? '');
      expect([args, ...printed]).toEqual([args, ...select(tool('lsof', '-w', ...args))]);
      expect(printed.length).toBeGreaterThan(0);
    }
    const types = rows(actual[0]?.stdout ?? '').map((row) => row.split(' ')[4]);
    expect(types).toEqual(expect.arrayContaining(['REG', 'CHR', 'FIFO', 'IPv4', 'IPv6', 'unix', 'a_inode']));
    expect(words(actual[0]?.stdout ?? '')[0]).toEqual('COMMAND PID USER FD TYPE DEVICE SIZE/OFF NODE NAME'.split(' '));
  },
  'prints all processes without a selection': async () => {
    const { pid } = await spawnChild();
    expect(words(output('lsof.js')).map((row) => row[1])).toContain(String(pid));
  },
  'reports a process that does not exist': () => {
    expect(runExample('lsof.js', '-p', unusedPid)).toEqual({
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
    for (const options of [[], ['-x'], ['-q'], ['-xq'], ['-xp'], ['-p']]) {
      const { actual, expected } = await runBoth(context, ...options);
      expect([options, actual]).toEqual([options, expected]);
    }
  },
  'exits like pmap for a process that does not exist': () => {
    expect(runExample('pmap.js', unusedPid)).toMatchObject({ status: 42, stdout: '' });
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
  },
  'finds the process that listens on a port, and signals it': async () => {
    const code = `const server = require('net').createServer().listen(0, '127.0.0.1', () => console.log(server.address().port))`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exit = once(child, 'exit');
    const port = String((await once(child.stdout, 'data'))[0]).trim();
    expect(output('fuser.js', [`${port}/tcp`])).toBe(`${port}/tcp: ${child.pid}\n`);
    expect(output('fuser.js', ['-n', 'tcp', port])).toBe(`${port}/tcp: ${child.pid}\n`);
    expect(output('fuser.js', ['-TERM', '-k', '-s', `${port}/tcp`])).toBe('');
    expect(await exit).toEqual([null, 'SIGTERM']);
  },
};

const tmpfs = 0x01021994;

/** The I/O priority of a process without a class follows its nice value, as ioprio_set(2) describes. */
const priorityOf = (pid: number) => `be/${Math.floor((getPriority(pid) + 20) / 5)}`;

const iotop: Checks = {
  'prints a process that writes to a disk': async (context) => {
    const directory = temporaryDirectory();
    context.skip(statfsSync(directory).type === tmpfs, 'the temporary directory is in memory, not on a disk');
    const code = `setInterval(() => require('fs').writeFileSync('${directory}/file', Buffer.alloc(2 ** 20)), 20)`;
    const { pid } = await spawnChild(process.execPath, '-e', code);
    await expect
      .poll(() => readFileSync(`/proc/${pid}/io`, 'utf8'), { timeout: 20_000 })
      .toMatch(/^write_bytes: [1-9]/m);
    const printed = output('iotop.js', ['-b', '-o', '-k', '-n', '1', '-d', '1']);
    const rows = words(printed);
    expect(rows[2]?.join(' ')).toBe('PID PRIO USER DISK READ DISK WRITE COMMAND');
    const [, priority, user, , , written, unit, ...command] = rows.find(([first]) => first === String(pid)) ?? [];
    expect([priority, user, unit]).toEqual([priorityOf(pid), userInfo().username, 'K/s']);
    expect(command[0]).toBe(process.execPath);
    expect(Number(written)).toBeGreaterThan(0);
    expect(Number(/Total DISK WRITE: +(\S+) K\/s/.exec(printed)?.[1])).toBeGreaterThanOrEqual(Number(written));
    for (const row of rows.slice(3)) expect([row[3], row[5]]).not.toEqual(['0.00', '0.00']);
  },
  'prints idle processes without -o, and needs a terminal without -b': async () => {
    const { pid } = await spawnChild();
    const printed = output('iotop.js', ['-b', '-n', '1', '-d', '0.1', '-p', String(pid)]);
    expect(words(printed)[3]?.slice(0, 2)).toEqual([String(pid), priorityOf(pid)]);
    expect(runExample('iotop.js')).toMatchObject({ status: 1, stderr: expect.stringContaining('use -b') });
  },
};

/** Checks of the examples about open files, memory mappings and I/O of processes. */
export const opened: Readonly<Record<string, Checks>> = {
  'fuser.js': fuser,
  'iotop.js': iotop,
  'lsof.js': lsof,
  'pmap.js': pmap,
};
