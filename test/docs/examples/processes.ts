import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority, tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { cpuCount, virtualMemory } from '@psutil/psutil';
import { expect, onTestFinished } from 'vitest';
import { killIfRunning, spawnChild, waitForState } from '../../support/children.ts';
import { type Checks, output, runExample, startExample, words } from '../../support/examples.ts';
import { needs, root, tool } from '../../support/run.ts';

/** An argument that clears the screen of a terminal and reverses the direction of the following text. */
const hostile = 'a\u001b[2J\u202eb\nc';
const escapedHostile = 'a\\x1b[2J\\u{202e}b\\x0ac';
const runForever = ['-e', 'setTimeout(() => {}, 1e8)'];

/** Calls a function and returns its result with the PIDs of the processes that existed before and after the call. */
function withLastingPids<T>(action: () => T): { readonly pids: readonly string[]; readonly result: T } {
  const read = () => words(tool('ps', '-e', '-o', 'pid=')).flat();
  const before = read();
  const result = action();
  const after = new Set(read());
  return { pids: before.filter((pid) => after.has(pid)), result };
}

/** Returns the columns of a process in the output of `ps aux`. */
const rowOf = (pid: number, text: string) => words(text).find((row) => row[1] === String(pid)) ?? [];

const ps: Checks = {
  'prints the same columns as ps, and escapes control characters in arguments': async (context) => {
    needs(context, 'ps');
    const { pid } = await spawnChild(process.execPath, ...runForever, hostile);
    const printed = output('ps.js', ['aux']);
    const [user, , , , vsz, rss, terminal, , , , ...command] = rowOf(pid, printed);
    const expected = words(tool('ps', '-o', 'user:32=,vsz=,rss=,tty=', '-p', String(pid)))[0] ?? [];
    const [expectedUser, expectedVsz, expectedRss, expectedTerminal] = expected;
    expect([user, terminal]).toEqual([expectedUser, expectedTerminal]);
    expect(Math.abs(Number(vsz) / Number(expectedVsz) - 1)).toBeLessThan(0.2);
    expect(Math.abs(Number(rss) / Number(expectedRss) - 1)).toBeLessThan(0.2);
    expect(command.join(' ')).toBe([process.execPath, ...runForever, escapedHostile].join(' '));
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  },
  'prints the same state as ps, except for the foreground flag': async (context) => {
    needs(context, 'ps');
    const { pid } = await spawnChild();
    setPriority(pid, 5);
    await waitForState(pid, 'S');
    const expected = tool('ps', '-o', 'stat=', '-p', String(pid)).trim().replace('+', '');
    expect(rowOf(pid, output('ps.js', ['aux']))[7]).toBe(expected);
    expect(expected).toBe('SN');
  },
  'prints the same lines as ps for its selections and columns': async (context) => {
    needs(context, 'ps');
    const children = [await spawnChild(), await spawnChild('sleep', '2000')];
    await Promise.all(children.map(({ pid }) => waitForState(pid, 'S')));
    const pids = children.map(({ pid }) => pid);
    const list = pids.join(',');
    const columns = 'pid,ppid,pgid,sid,user,ruser,uid,gid,tty,stat,s,ni,nlwp,vsz,rss,time,minflt,comm,args';
    const options = [
      ['-p', list],
      ['-f', '-p', list],
      ['u', '-p', list],
      ['-o', columns, '-p', list, '--sort=-pid'],
      ['-o', 'pid=,cmd=', '--sort', '-args', '-p', pids.join(' ')],
      ['-o', 'pid=', '-o', 'rss=MEMORY', '-p', list],
      ['--ppid', String(process.pid), '-C', 'no such name', '-o', 'pid,args', '--no-headers'],
    ];
    // This process has other children too: the programs that are compared.
    const own = (text: string) =>
      words(text)
        .filter(
          ([first = '', second]) => !/^\d/.test(first) || pids.some((pid) => [first, second].includes(String(pid))),
        )
        .map((row) => row.join(' '));
    const actual = await Promise.all(options.map((args) => startExample('ps.js', ...args)));
    for (const [index, args] of options.entries()) {
      const { status, stdout } = actual[index] ?? {};
      expect([args, status, ...own(stdout ?? '')]).toEqual([args, 0, ...own(tool('ps', ...args))]);
    }
  },
  'selects by user and fails without a process': async () => {
    const users = words(output('ps.js', ['-u', '0', '-o', 'uid='])).flat();
    expect([...new Set(users)]).toEqual(['0']);
    expect(runExample('ps.js', '-p', '2147483647')).toMatchObject({
      status: 1,
      stdout: '  PID TTY          TIME CMD\n',
    });
  },
  'prints every process that ps prints': (context) => {
    needs(context, 'ps');
    const { pids, result } = withLastingPids(() => new Set(words(output('ps.js', ['-ef'])).map((row) => row[1])));
    expect(pids.filter((pid) => !result.has(pid))).toEqual([]);
  },
};

const treeScript =
  "sleep 1000 & sleep 1000 & sh -c 'sleep 1001; true' & sh -c 'sleep 1002 & sleep 1002 & wait' & echo; exec sleep 1003";

/** Starts a tree of processes, two of which are equal, and returns the PID of its root. */
async function spawnShellTree(): Promise<number> {
  const shell = spawn('sh', ['-c', treeScript], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const pid = shell.pid as number;
  onTestFinished(() => killIfRunning(-pid));
  await once(shell.stdout, 'data');
  await expect.poll(() => tool('pstree', '-Tp', String(pid)).match(/sleep/g)?.length).toBe(6);
  return pid;
}

const pstree: Checks = {
  'prints the same tree as pstree': async (context) => {
    needs(context, 'pstree', '--version');
    const pid = String(await spawnShellTree());
    const options = ['-T', '-Tp', '-Ta', '-Tap', '-Tc', '-Tn', '-TnU', '-TaU', '-TlpA'];
    const actual = await Promise.all(options.map((option) => startExample('pstree.js', option, pid)));
    for (const [index, option] of options.entries())
      expect([option, actual[index]]).toEqual([option, { status: 0, stdout: tool('pstree', option, pid), stderr: '' }]);
    expect(actual[0]?.stdout).toContain('2*[sleep]');
  },
  'prints the descendants of the first process and of a user': async () => {
    const { pid } = await spawnChild();
    const [all, ofUser] = await Promise.all([
      startExample('pstree.js', '-pl'),
      startExample('pstree.js', '-pl', userInfo().username),
    ]);
    for (const { stdout } of [all, ofUser]) expect(stdout.match(new RegExp(`\\(${pid}\\)`, 'g'))).toHaveLength(1);
  },
  'fails for a process or user that does not exist': () => {
    expect(runExample('pstree.js', '2147483647')).toEqual({ status: 1, stdout: '', stderr: '' });
    const stderr = 'No process of the user nosuchuser\n';
    expect(runExample('pstree.js', 'nosuchuser')).toEqual({ status: 1, stdout: '', stderr });
  },
};

const pidof: Checks = {
  'prints the same PIDs as pidof': async (context) => {
    needs(context, 'sh', '-c', 'command -v pidof');
    const directory = mkdtempSync(join(tmpdir(), 'psutil-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const program = join(directory, `a-long-name-of-a-program-${process.pid}`);
    symlinkSync(process.execPath, program);
    const pids = [await spawnChild(program, ...runForever), await spawnChild(program, ...runForever)].map(
      ({ pid }) => pid,
    );
    const printed = output('pidof.js', [basename(program)]);
    expect(printed).toBe(`${pids.sort((a, b) => b - a).join(' ')}\n`);
    expect(words(printed).flat().sort()).toEqual(
      words(tool('pidof', basename(program)))
        .flat()
        .sort(),
    );
  },
  'prints the same as pidof with its options': async (context) => {
    needs(context, 'sh', '-c', 'command -v pidof');
    const directory = mkdtempSync(join(tmpdir(), 'psutil-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const script = join(directory, `script-${process.pid}`);
    writeFileSync(script, '#!/bin/sh\nsleep 1000\ntrue\n', { mode: 0o755 });
    const [first, second] = [await spawnChild(script), await spawnChild(script)];
    const name = basename(script);
    const options = [
      ['-x'],
      ['-x', '-o', String(first.pid)],
      ['-s', '-x'],
      ['-o', `${first.pid},${second.pid}`, '-x'],
      [],
    ];
    const actual = await Promise.all(options.map((args) => startExample('pidof.js', ...args, name)));
    for (const [index, args] of options.entries()) {
      const expected = spawnSync('pidof', [...args, name], { encoding: 'utf8' });
      expect([args, actual[index]]).toEqual([args, { status: expected.status, stdout: expected.stdout, stderr: '' }]);
    }
    expect(runExample('pidof.js', '-q', '-x', name)).toEqual({ status: 0, stdout: '', stderr: '' });
    for (const { pid } of [first, second])
      for (const child of words(tool('ps', '--ppid', String(pid), '-o', 'pid=')).flat()) killIfRunning(Number(child));
  },
  'fails if no process runs the program': () => {
    expect(runExample('pidof.js', 'no such program')).toEqual({ status: 1, stdout: '', stderr: '' });
  },
};

/** Runs a command in a terminal of 12 lines, sends it keys one after the other, and returns what it printed. */
async function inTerminal(command: string, keys: readonly { readonly after: RegExp; readonly key: string }[]) {
  const child = spawn('script', ['-qec', `stty rows 12 cols 100; ${command}; echo "status $?"`, '/dev/null'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let printed = '';
  let unseen = '';
  const pending = [...keys];
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    printed += chunk;
    unseen += chunk;
    if (!pending[0]?.after.test(unseen)) continue;
    child.stdin.write(pending.shift()?.key ?? '');
    unseen = '';
  }
  expect(pending).toEqual([]);
  return printed;
}

const top: Checks = {
  'prints a busy process, the CPUs and the memory': async () => {
    const { pid } = await spawnChild(process.execPath, '-e', 'for (;;);');
    const printed = output('top.js', ['-b', '-n', '1', '-1', '-d', '0.5']);
    const row = words(printed).find(([first]) => first === String(pid)) ?? [];
    const [, user, , nice, , , , state, percent] = row;
    expect(user).toBeDefined();
    expect([nice, state]).toEqual([String(getPriority(pid)), 'R']);
    expect(Number(percent)).toBeGreaterThan(5);
    expect(printed.match(/^%Cpu\d+ *:( *\d+\.\d (us|sy|ni|id|wa|hi|si|st),?){8}$/gm)).toHaveLength(cpuCount() ?? 0);
    expect(printed).toContain(`${(virtualMemory().total / 2 ** 20).toFixed(1)} total`);
  },
  'prints the same titles and values of a sleeping process as top, except for the priority': async (context) => {
    needs(context, 'top', '-v');
    const { pid } = await spawnChild();
    await waitForState(pid, 'S');
    const args = ['-b', '-n', '1', '-d', '0.1', '-p', String(pid)];
    const actual = words(output('top.js', args));
    const expected = words(tool('top', ...args));
    const table = (rows: string[][]) =>
      rows.slice(rows.findIndex(([first]) => first === 'PID')).map((row) => row.filter((_, index) => index !== 2));
    expect(table(actual)).toEqual(table(expected));
    const names = (row: string[] = []) => row.join(' ').match(/[a-zA-Z%(][a-zA-Z/()]*/g);
    for (const line of [0, 1, 2, 3, 4]) expect(names(actual[line])).toEqual(names(expected[line]));
  },
  'sorts, repeats and selects': () => {
    const printed = output('top.js', ['-b', '-n', '2', '-d', '0.1', '-o', '+PID']);
    const parts = printed.split(/^(?=top - )/m);
    expect(parts).toHaveLength(2);
    const pids = words(parts[1] ?? '')
      .slice(6)
      .map(([pid]) => Number(pid));
    expect(pids).toEqual([...pids].sort((a, b) => a - b));
    expect(runExample('top.js')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('use -b') });
  },
  'shows a screen that keys change, and restores the terminal': async (context) => {
    needs(context, 'script');
    const printed = await inTerminal(`'${process.execPath}' docs/examples/top.js -d 0.2`, [
      { after: /%Cpu\(s\): [\s\S]*COMMAND/, key: '1' },
      { after: /%Cpu0 {2}: [\s\S]*COMMAND/, key: 'N' },
      { after: /COMMAND\S*\s+(?!1 )\d/, key: 'R' },
      { after: /COMMAND\S*\s+1 /, key: 'q' },
    ]);
    expect(printed).toContain('\x1b[?1049h');
    expect(printed.endsWith('\x1b[?25h\x1b[?1049lstatus 0\r\n')).toBe(true);
  },
};

/** Checks of the examples that list processes. */
export const processes: Readonly<Record<string, Checks>> = {
  'pidof.js': pidof,
  'ps.js': ps,
  'pstree.js': pstree,
  'top.js': top,
};
