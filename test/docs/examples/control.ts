import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Process } from '@psutil/psutil';
import { expect, onTestFinished } from 'vitest';
import { killAndWait, spawnChild, waitForState } from '../../support/children.ts';
import { type Checks, output, runExample, runExampleAs, words } from '../../support/examples.ts';
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
  'lists and converts signals as kill does': (context) => {
    needs(context, '/usr/bin/kill', '-l');
    expect(output('kill.js', ['-l'])).toBe(tool('/usr/bin/kill', '-l'));
    for (const signal of ['9', 'TERM', 'SIGHUP', '10'])
      expect([signal, output('kill.js', ['-l', signal])]).toEqual([signal, tool('/usr/bin/kill', '-l', signal)]);
  },
  'sends the signal of -s': async () => {
    const { pid } = await spawnChild();
    output('kill.js', ['-s', 'STOP', String(pid)]);
    await waitForState(pid, 'T');
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
    expect(runExample('killall.js', '-q', 'no such program')).toEqual({ status: 1, stdout: '', stderr: '' });
  },
};

const nice: Checks = {
  'runs a command with the same nice value as nice': (context) => {
    needs(context, 'nice', '-n', '0', 'true');
    const command = ['sh', '-c', 'cut -d" " -f19 /proc/self/stat'];
    expect(output('nice.js', command)).toBe(tool('nice', ...command));
    expect(output('nice.js', ['-n', '3', ...command])).toBe(tool('nice', '-n', '3', ...command));
    expect(output('nice.js')).toBe(tool('nice'));
  },
  'exits with the exit code of the command': () => {
    expect(runExample('nice.js', 'sh', '-c', 'exit 7').status).toBe(7);
    expect(runExample('nice.js', 'sh', '-c', 'kill -9 $$').status).toBe(128 + 9);
    expect(runExample('nice.js', 'no such program')).toMatchObject({
      status: 127,
      stderr: expect.stringMatching(/^spawn no such program ENOENT\n$/),
    });
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
  'prints its own class, and runs a command with a class': (context) => {
    needs(context, 'ionice');
    expect(output('ionice.js')).toBe(tool('ionice'));
    for (const args of [
      ['-c3', 'ionice'],
      ['-c', '2', '-n', '6', 'ionice'],
      ['-n', '1', 'ionice'],
    ])
      expect([args, output('ionice.js', args)]).toEqual([args, tool('ionice', ...args)]);
  },
  'reports a process that has ended': async () => {
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
  'runs a command, and reports a CPU that does not exist': async () => {
    const pid = String((await spawnChild()).pid);
    const [cpu] = new Process().cpuAffinity();
    const command = ['-c', String(cpu), 'sh', '-c', 'grep Cpus_allowed_list /proc/self/status; exit 3'];
    const { status, stdout } = runExample('taskset.js', ...command);
    expect([status, words(stdout)[0]?.[1]]).toEqual([3, String(cpu)]);
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
