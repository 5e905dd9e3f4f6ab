import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { virtualMemory } from '@psutil/psutil';
import { expect, onTestFinished } from 'vitest';
import { spawnChild, waitForState } from '../../support/children.ts';
import { type Checks, output, runExample, words } from '../../support/examples.ts';
import { needs, tool } from '../../support/run.ts';

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
    const printed = output('ps.js');
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
    expect(rowOf(pid, output('ps.js'))[7]).toBe(expected);
    expect(expected).toBe('SN');
  },
  'prints every process that ps prints': (context) => {
    needs(context, 'ps');
    const { pids, result } = withLastingPids(() => new Set(words(output('ps.js')).map((row) => row[1])));
    expect(pids.filter((pid) => !result.has(pid))).toEqual([]);
  },
};

/** Returns the indentation and the PID of each line of a tree. */
const branches = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((each) => ({ depth: each.search(/[^ │├└─]/), pid: /\((\d+)\)$/.exec(each)?.[1] }));

const pstree: Checks = {
  'prints a child below its parent': async () => {
    const child = await spawnChild();
    const lines = branches(output('pstree.js'));
    const at = lines.findIndex(({ pid }) => pid === String(child.pid));
    const depth = lines[at]?.depth ?? 0;
    const parent = lines.slice(0, at).findLast((each) => each.depth < depth);
    expect(parent).toEqual({ depth: depth - 2, pid: String(process.pid) });
  },
  'prints every process once': (context) => {
    needs(context, 'ps');
    const { pids, result } = withLastingPids(() => branches(output('pstree.js')).map(({ pid }) => pid));
    expect(pids.filter((pid) => !result.includes(pid))).toEqual([]);
    expect(new Set(result).size).toBe(result.length);
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
  'fails if no process runs the program': () => {
    expect(runExample('pidof.js', 'no such program')).toEqual({ status: 1, stdout: '', stderr: '' });
  },
};

const top: Checks = {
  'prints a busy process and the CPU usage': async () => {
    const { pid } = await spawnChild(process.execPath, '-e', 'for (;;);');
    const printed = output('top.js');
    const [, user, nice, , percent] = words(printed).find(([first]) => first === String(pid)) ?? [];
    expect(user).toBeDefined();
    expect(nice).toBe(String(getPriority(pid)));
    expect(Number(percent)).toBeGreaterThan(5);
    expect(Number(/^CPU: (\S+) %/m.exec(printed)?.[1])).toBeGreaterThan(0);
    expect(printed).toContain(`of ${(virtualMemory().total / 2 ** 20).toFixed(1)} MiB`);
  },
};

/** Checks of the examples that list processes. */
export const processes: Readonly<Record<string, Checks>> = {
  'pidof.js': pidof,
  'ps.js': ps,
  'pstree.js': pstree,
  'top.js': top,
};
