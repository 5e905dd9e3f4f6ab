import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { CollectorName } from '@psutil/native/internal/execution';
import { describe, processFields } from '@psutil/native/internal/records';
import { IOPRIO_CLASS_NONE, Process, RLIMIT_CORE } from '@psutil/process';
import { nodeCommand } from './children.ts';

/** A PID that no system uses: the maximum of Linux is 2^22. */
export const absentPid: number = 2 ** 31 - 1;

/** Collectors that end a process, so that they cannot be called repeatedly. test/live tests them. */
const endsProcess: readonly string[] = ['killProcess', 'terminateProcess'];

/** The values to pass for each argument type: all attributes, an existing and an absent process, or all processes. */
const defaults: Readonly<Record<string, readonly unknown[]>> = {
  Host: [undefined],
  boolean: [true, false],
  number: [process.pid, absentPid],
  string: ['/'],
  Attributes: [processFields.bits(processFields.names), 0],
  SocketKind: ['all', undefined],
  Target: [[process.pid, Number.NaN]],
  Targets: [[process.pid, Number.NaN, absentPid, Number.NaN], undefined],
};

/** Returns all combinations of one element of each list. */
function combinations(lists: readonly (readonly unknown[])[]): unknown[][] {
  const [first, ...rest] = lists;
  return first ? first.flatMap((each) => combinations(rest).map((others) => [each, ...others])) : [[]];
}

const self: readonly unknown[] = [[process.pid, Number.NaN]];

let idleChild: number | undefined;

/**
 * Returns the PID of a child process that waits until this program exits, also if it is killed: its input ends then. On a
 * scripted machine, the child is one of the script.
 */
function idlePid(): number {
  const scripted = process.env['PSUTIL_SCRIPTED_CHILD'];
  if (scripted !== undefined) return Number(scripted);
  if (idleChild !== undefined) return idleChild;
  const [file, ...args] = nodeCommand('process.stdin.resume()');
  const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  (child.stdin as Socket).unref();
  idleChild = child.pid as number;
  return idleChild;
}

/** Reading the TCP sockets of Linux takes longest, and a scripted machine has no others. */
const socketKind = process.env['PSUTIL_SCRIPTED_SYSTEM'] === undefined ? 'unix' : 'all';

type Values = readonly (readonly unknown[])[];

/** The values for collectors that accept only certain values. Those that change a setting get its current value. */
const special: Readonly<Record<string, () => Values>> = {
  netConnections: () => [[undefined], [socketKind], [false, true]],
  processAncestors: () => [[undefined], [process.pid, absentPid], [processFields.bits(['createTime'])]],
  processDescendants: () => [
    [undefined],
    [process.pid, absentPid],
    [true, false],
    [processFields.bits(['createTime'])],
  ],
  processConnections: () => [[undefined], self, [socketKind]],
  processLimit: () => [[undefined], self, [RLIMIT_CORE]],
  setProcessLimit: () => [
    [undefined],
    self,
    [RLIMIT_CORE],
    ...new Process().rlimit(RLIMIT_CORE).map((limit) => [limit]),
    [false, true],
  ],
  setProcessNice: () => [[undefined], self, [new Process().nice()], [false, true]],
  setProcessIonice: () => [[undefined], self, [IOPRIO_CLASS_NONE], [0], [false, true]],
  setProcessAffinity: () => [[undefined], self, [new Process().cpuAffinity()], [false, true]],
  signalProcess: () => [[undefined], self, [0]],
  suspendProcess: () => [[undefined], [[idlePid(), Number.NaN]]],
  suspendTree: () => [[undefined], [[idlePid(), Number.NaN]], [1]],
  resumeProcess: () => [[undefined], [[idlePid(), Number.NaN]]],
  executableError: () => [[undefined], ['sh', 'nothing'], ['/'], ['/bin', '']],
};

function valuesOf(name: string, kind: string): readonly unknown[] {
  const values = defaults[kind];
  if (!values) throw new Error(`no values for the argument type ${kind} of ${name}: add them to ${import.meta.url}`);
  return values;
}

let described: ReturnType<typeof describe>['collectors'] | undefined;

/** Describing all collectors takes longer than calling most of them. */
const collectors = () => (described ??= describe().collectors);

/** Returns the names of the collectors of this system that can be called repeatedly. */
export const repeatableCollectors = (): CollectorName[] =>
  Object.entries(collectors()).flatMap(([name, { supported }]) =>
    supported && !endsProcess.includes(name) ? [name as CollectorName] : [],
  );

/** Returns lists of arguments for a collector. The first list makes it return the most; the first element is the host. */
export function collectorArguments(name: string): unknown[][] {
  const types = collectors()[name]?.arguments ?? [];
  return combinations(special[name]?.() ?? types.map((type) => valuesOf(name, type)));
}
