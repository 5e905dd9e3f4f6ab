import { spawn } from 'node:child_process';
import { describe, processFields } from '@psutil/native/collect';
import { IOPRIO_CLASS_NONE, Process, RLIMIT_CORE } from '@psutil/process';

/** No system has processes with this pid: Linux ends at 2^22. */
export const absentPid: number = 2 ** 31 - 1;

/** Something to pass for each kind of argument: every process attribute, of one that is and one that is not or of all. */
const usual: Readonly<Record<string, readonly unknown[]>> = {
  Host: [undefined],
  boolean: [true, false],
  number: [process.pid, absentPid],
  string: ['/'],
  Attributes: [processFields.bits(processFields.names), 0],
  SocketKind: ['all', undefined],
  Target: [[process.pid, Number.NaN]],
  Targets: [[process.pid, Number.NaN, absentPid, Number.NaN], undefined],
};

/** All ways to combine one of each list. */
function combinations(lists: readonly (readonly unknown[])[]): unknown[][] {
  const [first, ...rest] = lists;
  return first ? first.flatMap((each) => combinations(rest).map((others) => [each, ...others])) : [[]];
}

const self: readonly unknown[] = [[process.pid, Number.NaN]];

let idleChild: number | undefined;

/** The PID of a child that does nothing until this program ends. */
function idlePid(): number {
  if (idleChild !== undefined) return idleChild;
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  child.unref();
  process.on('exit', () => void child.kill('SIGKILL'));
  idleChild = child.pid as number;
  return idleChild;
}

/** Collectors that end their process, so that they cannot be called in a loop. test/live covers them. */
export const endsProcess: readonly string[] = ['killProcess', 'terminateProcess'];

/** Collectors whose arguments are of a certain kind. What they set is what is already so. */
const own = (): Readonly<Record<string, readonly (readonly unknown[])[]>> => ({
  netConnections: [[undefined], ['unix'], [false, true]],
  processAncestors: [[undefined], [process.pid, absentPid], [processFields.bits(['createTime'])]],
  processDescendants: [[undefined], [process.pid, absentPid], [true, false], [processFields.bits(['createTime'])]],
  processConnections: [[undefined], self, ['unix']],
  processLimit: [[undefined], self, [RLIMIT_CORE]],
  setProcessLimit: [[undefined], self, [RLIMIT_CORE], ...new Process().rlimit(RLIMIT_CORE).map((limit) => [limit])],
  setProcessNice: [[undefined], self, [new Process().nice()]],
  setProcessIonice: [[undefined], self, [IOPRIO_CLASS_NONE], [0]],
  setProcessAffinity: [[undefined], self, [new Process().cpuAffinity()]],
  signalProcess: [[undefined], self, [0]],
  suspendProcess: [[undefined], [[idlePid(), Number.NaN]]],
  resumeProcess: [[undefined], [[idlePid(), Number.NaN]]],
  executableError: [[undefined], ['sh', 'nothing'], ['/'], ['/bin', '']],
});

/** What a collector may be called with. The first asks the most of this process; the host is first in each. */
export function argumentsOf(name: string): unknown[][] {
  const kinds = describe().collectors[name]?.arguments ?? [];
  return combinations(
    own()[name] ??
      kinds.map((kind) => {
        const values = usual[kind];
        if (!values) throw new Error(`say in ${import.meta.url} what to pass for an argument of kind ${kind}`);
        return values;
      }),
  );
}
