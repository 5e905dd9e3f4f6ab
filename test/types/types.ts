// Compiled, never run: what users may write, and what the compiler must refuse.
import { type CpuTimes, cpuCount, cpuPercent, cpuTimes } from '@psutil/cpu';
import * as cpu from '@psutil/cpu/promises';
import { virtualMemory } from '@psutil/memory';
import type * as memory from '@psutil/memory/promises';
import { Process, type ProcessStatus, processIter, STATUS_RUNNING } from '@psutil/process';
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

// Both forms have the same methods: one gives values, the other promises of them.
type Methods<T> = { [Name in keyof T]: T[Name] extends (...args: infer A) => infer R ? [A, R] : never };
type Simple =
  | 'name'
  | 'exe'
  | 'cmdline'
  | 'status'
  | 'username'
  | 'cpuTimes'
  | 'memoryInfo'
  | 'numThreads'
  | 'ppid'
  | 'isRunning'
  | 'createTime';
type Promised<T extends Record<string, [unknown[], unknown]>> = {
  [Name in keyof T]: [T[Name][0], Promise<T[Name][1]>];
};
same<Promised<Pick<Methods<Process>, Simple>>, Pick<Methods<processes.Process>, Simple>>(true);
same<keyof Process, keyof processes.Process>(true);
const promised = new processes.Process();
same<Awaited<ReturnType<typeof promised.parent>>, processes.Process | null>(true);
same<Awaited<ReturnType<typeof promised.children>>, processes.Process[]>(true);
same<keyof typeof psutil, keyof typeof promises>(true);

export { children, count, each, later, other, parent, percent, percents, running, total, wired, wrong };
