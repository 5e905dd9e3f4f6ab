import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Process } from '@psutil/psutil';
import { expect, onTestFinished } from 'vitest';
import { end, reaches, sleeper } from '../../support/children.ts';
import { type Checks, ending, endingAs, output } from '../../support/examples.ts';
import { needs, needsRoot, nobody, tool } from '../../support/run.ts';

/** The pid of a child that has ended. */
async function goneChild(): Promise<string> {
  const child = await sleeper();
  await end(child);
  return String(child.pid);
}

const kill: Checks = {
  'ends a process': async () => {
    const child = await sleeper();
    const exit = once(child, 'exit');
    expect(output('kill.js', [String(child.pid)])).toBe('');
    expect(await exit).toEqual([null, 'SIGTERM']);
  },
  'takes a signal by name, with and without SIG, and by number': async () => {
    const { pid } = await sleeper();
    for (const [signal, state] of [
      ['STOP', 'T'],
      ['SIGCONT', 'S'],
      ['19', 'T'],
    ] as const) {
      output('kill.js', [`-${signal}`, String(pid)]);
      await reaches(pid, state);
    }
  },
  'says that it is refused': async (context) => {
    needsRoot(context);
    const { pid } = await sleeper();
    const { status, stderr } = endingAs(nobody, 'kill.js', String(pid));
    expect([status, stderr]).toEqual([1, `access denied (pid=${pid})\n`]);
  },
  'says which process has gone, and does the rest': async () => {
    const [gone, { pid }] = [await goneChild(), await sleeper()];
    const { status, stderr } = ending('kill.js', '-STOP', gone, String(pid));
    expect([status, stderr]).toEqual([1, `process no longer exists (pid=${gone})\n`]);
    await reaches(pid, 'T');
  },
  'says how it is called': () => {
    for (const args of [[], ['-NONE', '1'], ['x']]) {
      expect(ending('kill.js', ...args)).toEqual({ status: 2, stdout: '', stderr: 'usage: kill.js [-SIGNAL] PID…\n' });
    }
  },
};

const killall: Checks = {
  'ends all processes of a name, and no other': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'psutil-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const program = join(folder, `named-${process.pid}`);
    symlinkSync('/bin/sleep', program);
    const children = [await sleeper(program, '1000'), await sleeper(program, '1000')];
    const other = await sleeper();
    const exits = Promise.all(children.map((child) => once(child, 'exit')));
    expect(output('killall.js', ['-INT', basename(program)])).toBe('');
    expect(await exits).toEqual([
      [null, 'SIGINT'],
      [null, 'SIGINT'],
    ]);
    expect(other.exitCode ?? other.signalCode).toBeNull();
  },
  'fails where there is none': () => {
    const stderr = 'no such program: no process found\n';
    expect(ending('killall.js', 'no such program')).toEqual({ status: 1, stdout: '', stderr });
  },
};

const nice: Checks = {
  'starts a command as nice does': (context) => {
    needs(context, 'nice', '-n', '0', 'true');
    const command = ['sh', '-c', 'cut -d" " -f19 /proc/self/stat'];
    expect(output('nice.js', command)).toBe(tool('nice', ...command));
    expect(output('nice.js', ['-n', '3', ...command])).toBe(tool('nice', '-n', '3', ...command));
  },
  'ends as the command does': () => {
    expect(ending('nice.js', 'sh', '-c', 'exit 7').status).toBe(7);
    expect(ending('nice.js', 'sh', '-c', 'kill -9 $$').status).toBe(128 + 9);
    expect(ending('nice.js', 'no such program')).toMatchObject({
      status: 127,
      stderr: expect.stringMatching(/^spawn no such program ENOENT\n$/),
    });
    expect(ending('nice.js')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^usage: /) });
  },
  'sets how much a process gives way, and shows it': async () => {
    const { pid } = await sleeper();
    const before = getPriority(pid);
    const change = `old priority ${before}, new priority 19`;
    expect(output('nice.js', ['-n', '19', '-p', String(pid)])).toBe(`${pid} (process ID) ${change}\n`);
    expect(output('nice.js', ['-p', String(pid)])).toBe('19\n');
    expect(getPriority(pid)).toBe(19);
  },
};

const ionice: Checks = {
  'sets what ionice shows, and shows it alike': async (context) => {
    needs(context, 'ionice');
    const pid = String((await sleeper()).pid);
    const alike = () => {
      const shown = output('ionice.js', ['-p', pid]);
      expect(shown).toBe(tool('ionice', '-p', pid));
      return shown;
    };
    alike();
    const shownAfter = (...args: readonly string[]) => {
      expect(output('ionice.js', [...args, '-p', pid])).toBe('');
      return alike();
    };
    expect(shownAfter('-c', '3')).toBe('idle\n');
    expect(shownAfter('-c', 'best-effort')).toBe('best-effort: prio 4\n');
    expect(shownAfter('-c2', '-n7')).toBe('best-effort: prio 7\n');
    shownAfter('-c', 'none');
  },
  'says what is wrong': async () => {
    const own = String(process.pid);
    for (const args of [[], ['-c', 'fast', '-p', own], ['-c2', '-n', 'x', '-p', own], ['-x']]) {
      const usage = 'usage: ionice.js [-c CLASS [-n LEVEL]] -p PID\n';
      expect(ending('ionice.js', ...args)).toEqual({ status: 2, stdout: '', stderr: usage });
    }
    const gone = await goneChild();
    const stderr = `process no longer exists (pid=${gone})\n`;
    expect(ending('ionice.js', '-p', gone)).toEqual({ status: 1, stdout: '', stderr });
  },
};

const taskset: Checks = {
  'shows what taskset shows': async (context) => {
    needs(context, 'taskset');
    const pid = String((await sleeper()).pid);
    for (const option of ['-p', '-cp']) expect(output('taskset.js', [option, pid])).toBe(tool('taskset', option, pid));
  },
  'sets the CPUs by a mask and by a list': async (context) => {
    needs(context, 'taskset');
    const [one = 0, other] = new Process().cpuAffinity();
    if (other === undefined) return context.skip('this program may use one CPU only');
    const pid = String((await sleeper()).pid);
    const mask = (2n ** BigInt(one)).toString(16);
    for (const [option, cpus] of [
      ['-p', mask],
      ['-cp', `${one},${other}`],
      ['-pc', `${one}-${one}`],
      ['-p', `0x${mask}`],
    ] as const) {
      const shows = () => tool('taskset', option === '-p' ? '-p' : '-cp', pid);
      const before = shows();
      const shown = output('taskset.js', [option, cpus, pid]);
      expect(shown).toBe(before + shows().replace('current', 'new'));
    }
  },
  'says what is wrong': async () => {
    const pid = String((await sleeper()).pid);
    const stderr = 'usage: taskset.js -p[c] [CPUS] PID\n';
    for (const args of [['-p'], ['-p', '0', pid], ['-pc', '1-0', pid], ['-pc', 'x', pid], ['-c', pid]]) {
      expect(ending('taskset.js', ...args)).toEqual({ status: 2, stdout: '', stderr });
    }
    expect(ending('taskset.js', '-pc', '9999', pid)).toMatchObject({ status: 1, stderr: 'there is no CPU 9999\n' });
  },
};

/** What is checked of the examples that control processes. */
export const control: Readonly<Record<string, Checks>> = {
  'ionice.js': ionice,
  'kill.js': kill,
  'killall.js': killall,
  'nice.js': nice,
  'taskset.js': taskset,
};
