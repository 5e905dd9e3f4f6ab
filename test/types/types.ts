// Compiled, never run: what users may write, and what the compiler must refuse.
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
  type ProcessStatus,
  processIter,
  STATUS_RUNNING,
} from '@psutil/process';
import * as processes from '@psutil/process/promises';
import type * as psutil from '@psutil/psutil';
import type * as promises from '@psutil/psutil/promises';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Equal<A, B>): void {}

// The literal option decides what comes back.
const total: CpuTimes = cpuTimes();
const each: CpuTimes[] = cpuTimes({ percpu: true });
const percent: number = cpuPercent({ percpu: false });
const percents: number[] = cpuPercent({ percpu: true });
const count: number | null = cpuCount({ logical: false });
const later: Promise<CpuTimes[]> = cpu.cpuTimes({ percpu: true });
// @ts-expect-error one element for each CPU
const wrong: CpuTimes = cpuTimes({ percpu: true });
// @ts-expect-error there is no such option
cpuTimes({ perCpu: true });

// What a system may lack is optional, and nothing can be written to.
const wired: number | undefined = virtualMemory().wired;
// @ts-expect-error readonly
virtualMemory().total = 1;
same<Awaited<ReturnType<typeof memory.virtualMemory>>, ReturnType<typeof virtualMemory>>(true);

// Attributes are typed by their names.
const process = new Process();
same<ReturnType<typeof process.name>, string>(true);
const status: ProcessStatus = process.status();
const running: boolean = status === STATUS_RUNNING;
const facts = process.asDict({ attrs: ['pid', 'name', 'cpuTimes'] });
same<typeof facts.pid, number>(true);
same<typeof facts.name, string | null>(true);
same<NonNullable<typeof facts.cpuTimes>['user'], number>(true);
// @ts-expect-error it was not asked
facts.exe;
const other = process.asDict({ attrs: ['exe'], adValue: 'secret' as const });
same<typeof other.exe, string>(true);
// @ts-expect-error there is no such attribute
process.asDict({ attrs: ['nonsense'] });
for (const { info } of processIter({ attrs: ['name'] })) same<typeof info.name, string | null>(true);
// @ts-expect-error nothing was asked
for (const { info } of processIter()) void info;
const parent: Process | null = process.parent();
const children: Process[] = process.children({ recursive: true });

// Both forms have the same members: what one gives, the other promises, but for what waits or is known in both.
type Known = 'pid' | 'id' | 'equals' | 'toString' | 'wait' | typeof inspect.custom;
type Relatives = 'parent' | 'parents' | 'children';
/** Methods of several signatures, of which TypeScript compares the last only. */
type Several = 'nice' | 'ionice' | 'rlimit' | 'cpuAffinity' | 'memoryMaps' | 'asDict';
type Plain = Exclude<keyof Process, Known | Relatives | Several>;
type Promised<T> = {
  [Name in keyof T]: T[Name] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : T[Name];
};
same<Promised<Pick<Process, Plain>>, { [Name in Plain]: processes.Process[Name] }>(true);
same<Pick<Process, Known>, Pick<processes.Process, Known>>(true);
same<keyof Process, keyof processes.Process>(true);
same<keyof Popen, keyof processes.Popen>(true);
same<Exclude<'name' | 'openFiles' | 'kill', Plain>, never>(true);
const promised = new processes.Process();
/** Both answer alike: one at once, the other by a promise. */
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

export { children, count, each, later, other, parent, percent, percents, running, total, wired, wrong };
