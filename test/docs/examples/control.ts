import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Process } from '@psutil/psutil';
import { expect, onTestFinished } from 'vitest';
import { killAndWait, spawnChild, waitForState } from '../../support/children.ts';
import { type Checks, output, runExample, runExampleAs } from '../../support/examples.ts';
import { needs, needsRoot, nobody, tool } from '../../support/run.ts';

/** Returns the PID of a child that has ended. */
async function endedPid(): Promise<string> {
  const child = await spawnChild();
  await killAndWait(child);
  return String(child.pid);
}

const kill: Checks = {
  'sends SIGTERM by default': async () => {
    const child = await spawnChild();
    const exit = once(child, 'exit');
    expect(output('kill.js', [String(child.pid)])).toBe('');
    expect(await exit).toEqual([null, 'SIGTERM']);
  },
  'accepts a signal by name, with and without SIG, and by number': async () => {
    const { pid } = await spawnChild();
    for (const [signal, state] of [
      ['STOP', 'T'],
      ['SIGCONT', 'S'],
      ['19', 'T'],
    ] as const) {
      output('kill.js', [`-${signal}`, String(pid)]);
      await waitForState(pid, state);
    }
  },
  'reports that access is denied': async (context) => {
    needsRoot(context);
    const { pid } = await spawnChild();
    const { status, stderr } = runExampleAs(nobody, 'kill.js', String(pid));
    expect([status, stderr]).toEqual([1, `access denied (pid=${pid})\n`]);
  },
  'reports a process that has ended and signals the others': async () => {
    const [gone, { pid }] = [await endedPid(), await spawnChild()];
    const { status, stderr } = runExample('kill.js', '-STOP', gone, String(pid));
    expect([status, stderr]).toEqual([1, `process no longer exists (pid=${gone})\n`]);
    await waitForState(pid, 'T');
  },
  'prints its usage for wrong arguments': () => {
    for (const args of [[], ['-NONE', '1'], ['x']]) {
      expect(runExample('kill.js', ...args)).toEqual({
        status: 2,
        stdout: '',
        stderr: 'usage: kill.js [-SIGNAL] PID…\n',
      });
    }
  },
};

const killall: Checks = {
  'signals all processes with a name, and no other': async () => {
    const directory = mkdtempSync(join(tmpdir(), 'psutil-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const program = join(directory, `named-${process.pid}`);
    symlinkSync('/bin/sleep', program);
    const children = [await spawnChild(program, '1000'), await spawnChild(program, '1000')];
    const other = await spawnChild();
    const exits = Promise.all(children.map((child) => once(child, 'exit')));
    expect(output('killall.js', ['-INT', basename(program)])).toBe('');
    expect(await exits).toEqual([
      [null, 'SIGINT'],
      [null, 'SIGINT'],
    ]);
    expect(other.exitCode ?? other.signalCode).toBeNull();
  },
  'fails if no process has the name': () => {
    const stderr = 'no such program: no process found\n';
    expect(runExample('killall.js', 'no such program')).toEqual({ status: 1, stdout: '', stderr });
  },
};

const nice: Checks = {
  'runs a command with the same nice value as nice': (context) => {
    needs(context, 'nice', '-n', '0', 'true');
    const command = ['sh', '-c', 'cut -d" " -f19 /proc/self/stat'];
    expect(output('nice.js', command)).toBe(tool('nice', ...command));
    expect(output('nice.js', ['-n', '3', ...command])).toBe(tool('nice', '-n', '3', ...command));
  },
  'exits with the exit code of the command': () => {
    expect(runExample('nice.js', 'sh', '-c', 'exit 7').status).toBe(7);
    expect(runExample('nice.js', 'sh', '-c', 'kill -9 $$').status).toBe(128 + 9);
    expect(runExample('nice.js', 'no such program')).toMatchObject({
      status: 127,
      stderr: expect.stringMatching(/^spawn no such program ENOENT\n$/),
    });
    expect(runExample('nice.js')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^usage: /) });
  },
  'sets and prints the nice value of a process': async () => {
    const { pid } = await spawnChild();
    const before = getPriority(pid);
    const change = `old priority ${before}, new priority 19`;
    expect(output('nice.js', ['-n', '19', '-p', String(pid)])).toBe(`${pid} (process ID) ${change}\n`);
    expect(output('nice.js', ['-p', String(pid)])).toBe('19\n');
    expect(getPriority(pid)).toBe(19);
  },
};

const ionice: Checks = {
  'sets the class that ionice prints, and prints it alike': async (context) => {
    needs(context, 'ionice');
    const pid = String((await spawnChild()).pid);
    const expectSameOutput = () => {
      const printed = output('ionice.js', ['-p', pid]);
      expect(printed).toBe(tool('ionice', '-p', pid));
      return printed;
    };
    expectSameOutput();
    const printedAfter = (...args: readonly string[]) => {
      expect(output('ionice.js', [...args, '-p', pid])).toBe('');
      return expectSameOutput();
    };
    expect(printedAfter('-c', '3')).toBe('idle\n');
    expect(printedAfter('-c', 'best-effort')).toBe('best-effort: prio 4\n');
    expect(printedAfter('-c2', '-n7')).toBe('best-effort: prio 7\n');
    printedAfter('-c', 'none');
  },
  'reports wrong arguments and a process that has ended': async () => {
    const own = String(process.pid);
    for (const args of [[], ['-c', 'fast', '-p', own], ['-c2', '-n', 'x', '-p', own], ['-x']]) {
      const usage = 'usage: ionice.js [-c CLASS [-n LEVEL]] -p PID\n';
      expect(runExample('ionice.js', ...args)).toEqual({ status: 2, stdout: '', stderr: usage });
    }
    const gone = await endedPid();
    const stderr = `process no longer exists (pid=${gone})\n`;
    expect(runExample('ionice.js', '-p', gone)).toEqual({ status: 1, stdout: '', stderr });
  },
};

const taskset: Checks = {
  'prints the same as taskset': async (context) => {
    needs(context, 'taskset');
    const pid = String((await spawnChild()).pid);
    for (const option of ['-p', '-cp']) expect(output('taskset.js', [option, pid])).toBe(tool('taskset', option, pid));
  },
  'sets the affinity by a mask and by a list': async (context) => {
    needs(context, 'taskset');
    const [first = 0, second] = new Process().cpuAffinity();
    if (second === undefined) return context.skip('only one CPU is available');
    const pid = String((await spawnChild()).pid);
    const mask = (2n ** BigInt(first)).toString(16);
    for (const [option, cpus] of [
      ['-p', mask],
      ['-cp', `${first},${second}`],
      ['-pc', `${first}-${first}`],
      ['-p', `0x${mask}`],
    ] as const) {
      const affinity = () => tool('taskset', option === '-p' ? '-p' : '-cp', pid);
      const before = affinity();
      const printed = output('taskset.js', [option, cpus, pid]);
      expect(printed).toBe(before + affinity().replace('current', 'new'));
    }
  },
  'reports wrong arguments and a CPU that does not exist': async () => {
    const pid = String((await spawnChild()).pid);
    const stderr = 'usage: taskset.js -p[c] [CPUS] PID\n';
    for (const args of [['-p'], ['-p', '0', pid], ['-pc', '1-0', pid], ['-pc', 'x', pid], ['-c', pid]]) {
      expect(runExample('taskset.js', ...args)).toEqual({ status: 2, stdout: '', stderr });
    }
    expect(runExample('taskset.js', '-pc', '9999', pid)).toMatchObject({
      status: 1,
      stderr: 'CPU 9999 does not exist\n',
    });
  },
};

/** Checks of the examples that control processes. */
export const control: Readonly<Record<string, Checks>> = {
  'ionice.js': ionice,
  'kill.js': kill,
  'killall.js': killall,
  'nice.js': nice,
  'taskset.js': taskset,
};
