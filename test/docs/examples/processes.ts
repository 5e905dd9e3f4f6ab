import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { virtualMemory } from '@psutil/psutil';
import { expect, onTestFinished } from 'vitest';
import { reaches, sleeper } from '../../support/children.ts';
import { type Checks, ending, output, words } from '../../support/examples.ts';
import { needs, tool } from '../../support/run.ts';

/** Text as it is hidden in names and arguments: it would clear the screen and turn what follows around. */
const hostile = 'a\u001b[2J\u202eb\nc';
const shownHostile = 'a\\x1b[2J\\u{202e}b\\x0ac';
const forever = ['-e', 'setTimeout(() => {}, 1e8)'];

/** The pids that were there all along, from before an action until after it. */
function lasting<T>(action: () => T): { readonly pids: readonly string[]; readonly result: T } {
  const read = () => words(tool('ps', '-e', '-o', 'pid=')).flat();
  const before = read();
  const result = action();
  const after = new Set(read());
  return { pids: before.filter((pid) => after.has(pid)), result };
}

/** The words of a process in the lines of `ps aux`. */
const rowOf = (pid: number, text: string) => words(text).find((row) => row[1] === String(pid)) ?? [];

const ps: Checks = {
  'shows a process as ps does, and its arguments without their effect': async (context) => {
    needs(context, 'ps');
    const { pid } = await sleeper(process.execPath, ...forever, hostile);
    const shown = output('ps.js');
    const [user, , , , vsz, rss, terminal, , , , ...command] = rowOf(pid, shown);
    const theirs = words(tool('ps', '-o', 'user:32=,vsz=,rss=,tty=', '-p', String(pid)))[0] ?? [];
    const [theirUser, theirVsz, theirRss, theirTerminal] = theirs;
    expect([user, terminal]).toEqual([theirUser, theirTerminal]);
    expect(Math.abs(Number(vsz) / Number(theirVsz) - 1)).toBeLessThan(0.2);
    expect(Math.abs(Number(rss) / Number(theirRss) - 1)).toBeLessThan(0.2);
    expect(command.join(' ')).toBe([process.execPath, ...forever, shownHostile].join(' '));
    expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  },
  'shows the state that ps shows, the foreground aside': async (context) => {
    needs(context, 'ps');
    const { pid } = await sleeper();
    setPriority(pid, 5);
    await reaches(pid, 'S');
    const theirs = tool('ps', '-o', 'stat=', '-p', String(pid)).trim().replace('+', '');
    expect(rowOf(pid, output('ps.js'))[7]).toBe(theirs);
    expect(theirs).toBe('SN');
  },
  'shows every process that ps shows': (context) => {
    needs(context, 'ps');
    const { pids, result } = lasting(() => new Set(words(output('ps.js')).map((row) => row[1])));
    expect(pids.filter((pid) => !result.has(pid))).toEqual([]);
  },
};

/** The lines of a tree: how deep each stands, and its pid. */
const branches = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((each) => ({ depth: each.search(/[^ │├└─]/), pid: /\((\d+)\)$/.exec(each)?.[1] }));

const pstree: Checks = {
  'shows a child below its parent': async () => {
    const child = await sleeper();
    const lines = branches(output('pstree.js'));
    const at = lines.findIndex(({ pid }) => pid === String(child.pid));
    const depth = lines[at]?.depth ?? 0;
    const parent = lines.slice(0, at).findLast((each) => each.depth < depth);
    expect(parent).toEqual({ depth: depth - 2, pid: String(process.pid) });
  },
  'shows every process once': (context) => {
    needs(context, 'ps');
    const { pids, result } = lasting(() => branches(output('pstree.js')).map(({ pid }) => pid));
    expect(pids.filter((pid) => !result.includes(pid))).toEqual([]);
    expect(new Set(result).size).toBe(result.length);
  },
};

const pidof: Checks = {
  'shows the pids that pidof shows': async (context) => {
    needs(context, 'sh', '-c', 'command -v pidof');
    const place = mkdtempSync(join(tmpdir(), 'psutil-'));
    onTestFinished(() => rmSync(place, { recursive: true }));
    const program = join(place, `a-long-name-of-a-program-${process.pid}`);
    symlinkSync(process.execPath, program);
    const pids = [await sleeper(program, ...forever), await sleeper(program, ...forever)].map(({ pid }) => pid);
    const shown = output('pidof.js', [basename(program)]);
    expect(shown).toBe(`${pids.sort((a, b) => b - a).join(' ')}\n`);
    expect(words(shown).flat().sort()).toEqual(
      words(tool('pidof', basename(program)))
        .flat()
        .sort(),
    );
  },
  'fails where there is none': () => {
    expect(ending('pidof.js', 'no such program')).toEqual({ status: 1, stdout: '', stderr: '' });
  },
};

const top: Checks = {
  'shows a busy process among the first, and the load that it makes': async () => {
    const { pid } = await sleeper(process.execPath, '-e', 'for (;;);');
    const shown = output('top.js');
    const [, user, nice, , percent] = words(shown).find(([first]) => first === String(pid)) ?? [];
    expect(user).toBeDefined();
    expect(nice).toBe(String(getPriority(pid)));
    expect(Number(percent)).toBeGreaterThan(5);
    expect(Number(/^CPU: (\S+) %/m.exec(shown)?.[1])).toBeGreaterThan(0);
    expect(shown).toContain(`of ${(virtualMemory().total / 2 ** 20).toFixed(1)} MiB`);
  },
};

/** What is checked of the examples that list processes. */
export const processes: Readonly<Record<string, Checks>> = {
  'pidof.js': pidof,
  'ps.js': ps,
  'pstree.js': pstree,
  'top.js': top,
};
