// Compiled but never run: valid uses of the API, and uses that the compiler must reject.
import type { inspect } from 'node:util';
import { type CpuTimes, cpuCount, cpuPercent, cpuTimes } from '@psutil/cpu';
import * as cpu from '@psutil/cpu/promises';
import { virtualMemory } from '@psutil/memory';
import type * as memory from '@psutil/memory/promises';
import {
  type MappedFile,
  type MappedRegion,
  type Popen,
  Process,
  type ProcessEvents,
  type ProcessStatus,
  processIter,
  STATUS_RUNNING,
} from '@psutil/process';
import * as processes from '@psutil/process/promises';
import type * as psutil from '@psutil/psutil';
import type * as promises from '@psutil/psutil/promises';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Equal<A, B>): void {}

// Two packages export the same type, which `export *` would otherwise drop.
same<psutil.Connection, ReturnType<typeof psutil.netConnections>[number]>(true);
same<promises.Connection, psutil.Connection>(true);

// The literal value of an option determines the type of the result.
const total: CpuTimes = cpuTimes();
const each: CpuTimes[] = cpuTimes({ percpu: true });
const percent: number = cpuPercent({ percpu: false });
const percents: number[] = cpuPercent({ percpu: true });
const count: number | null = cpuCount({ logical: false });
const later: Promise<CpuTimes[]> = cpu.cpuTimes({ percpu: true });
const either: CpuTimes | CpuTimes[] = cpuTimes({ percpu: each.length > 0 });
const unset: CpuTimes = cpuTimes({ percpu: undefined });
// @ts-expect-error only the asynchronous form has a signal
cpuPercent({ signal: AbortSignal.abort() });
const aborted: Promise<number> = cpu.cpuPercent({ interval: 1, signal: AbortSignal.abort() });
// @ts-expect-error an array of one element per CPU
const wrong: CpuTimes = cpuTimes({ percpu: true });
// @ts-expect-error unknown option
cpuTimes({ perCpu: true });
// @ts-expect-error unknown option beside a known one
cpuTimes({ percpu: true, hosts: {} });

// Fields that some systems do not have are optional, and all fields are readonly.
const wired: number | undefined = virtualMemory().wired;
// @ts-expect-error readonly
virtualMemory().total = 1;
same<Awaited<ReturnType<typeof memory.virtualMemory>>, ReturnType<typeof virtualMemory>>(true);

// The type of an attribute follows from its name.
const process = new Process();
same<ReturnType<typeof process.name>, string>(true);
const status: ProcessStatus = process.status();
const running: boolean = status === STATUS_RUNNING;
const facts = process.asDict({ attrs: ['pid', 'name', 'cpuTimes'] });
same<typeof facts.pid, number>(true);
same<typeof facts.name, string | null>(true);
same<NonNullable<typeof facts.cpuTimes>['user'], number>(true);
// @ts-expect-error not requested
facts.exe;
const other = process.asDict({ attrs: ['exe'], adValue: 'secret' as const });
same<typeof other.exe, string>(true);
// @ts-expect-error unknown attribute
process.asDict({ attrs: ['nonsense'] });
for (const { info } of processIter({ attrs: ['name'] })) same<typeof info.name, string | null>(true);
// @ts-expect-error no attributes requested
for (const { info } of processIter()) void info;
const parent: Process | null = process.parent();
const children: Process[] = process.children({ recursive: true });

// Both forms of Process have the same members. The methods of one return promises, except for those in `SameInBoth`.
type SameInBoth = 'pid' | 'id' | 'equals' | 'toString' | 'wait' | typeof inspect.custom;
type Relatives = 'parent' | 'parents' | 'children';
/** Methods with several signatures, of which TypeScript compares only the last. */
type Overloaded = 'nice' | 'ionice' | 'rlimit' | 'cpuAffinity' | 'memoryMaps' | 'asDict';
type Plain = Exclude<keyof Process, SameInBoth | Relatives | Overloaded>;
type Promised<T> = {
  [Name in keyof T]: T[Name] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : T[Name];
};
same<Promised<Pick<Process, Plain>>, { [Name in Plain]: processes.Process[Name] }>(true);
same<Pick<Process, SameInBoth>, Pick<processes.Process, SameInBoth>>(true);
same<keyof Process, keyof processes.Process>(true);
same<keyof Popen, keyof processes.Popen>(true);
same<Exclude<'name' | 'openFiles' | 'kill', Plain>, never>(true);
const promised = new processes.Process();
/** Checks that the second type is a promise of the first. */
function alike<A, B>(_: A, __: B, ___: Equal<Promise<A>, B>): void {}
alike(process.nice(), promised.nice(), true);
alike(process.nice(1), promised.nice(1), true);
alike(process.ionice(), promised.ionice(), true);
alike(process.ionice(2, 1), promised.ionice(2, 1), true);
alike(process.rlimit(7), promised.rlimit(7), true);
alike(process.rlimit(7, [1, 1]), promised.rlimit(7, [1, 1]), true);
alike(process.cpuAffinity(), promised.cpuAffinity(), true);
alike(process.cpuAffinity([0]), promised.cpuAffinity([0]), true);
alike(process.memoryMaps(), promised.memoryMaps(), true);
alike(process.memoryMaps({ grouped: false }), promised.memoryMaps({ grouped: false }), true);
alike(process.asDict({ attrs: ['name'] }), promised.asDict({ attrs: ['name'] }), true);
const grouped = process.memoryMaps();
const regions = process.memoryMaps({ grouped: false });
same<(typeof grouped)[number], MappedFile>(true);
same<(typeof regions)[number], MappedRegion>(true);
same<Awaited<ReturnType<typeof promised.parent>>, processes.Process | null>(true);
same<Awaited<ReturnType<typeof promised.children>>, processes.Process[]>(true);
same<keyof typeof psutil, keyof typeof promises>(true);

/** The option `encoding` determines the type of the output. */
export async function outputs(child: Popen): Promise<[string | null, Buffer | null]> {
  const text = await child.communicate('', { encoding: 'latin1' });
  const bytes = await child.communicate('', { encoding: 'buffer' });
  return [text.stdout, bytes.stdout];
}

/** `using` declarations accept what holds resources. */
export async function dispose(child: Popen, promisedChild: processes.Popen, source: ProcessEvents): Promise<number[]> {
  using first = child;
  await using second = promisedChild;
  await using events = source;
  for await (const { pid } of events) return [first.pid, second.pid, pid];
  return [];
}

export {
  aborted,
  children,
  count,
  each,
  either,
  later,
  other,
  parent,
  percent,
  percents,
  running,
  total,
  unset,
  wired,
  wrong,
};
