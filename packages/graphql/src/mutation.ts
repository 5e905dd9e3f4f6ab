import * as control from '@psutil/process/promises';
import { killTree, NoSuchProcess, Process, type ResourceLimits } from '@psutil/process/promises';
import { fields, property, type Resolver } from './fields.js';
import { type MutationArguments, withLog } from './mutation-log.js';
import { checkTarget, processTree } from './mutation-target.js';
import { loadProcess } from './process-loader.js';
import { RequestCache } from './request-cache.js';
import { constantsOf } from './rlimit.js';

/** The outcome of a mutation. */
interface Outcome {
  readonly id: string;
  readonly pid: number;
  readonly done: boolean;
}

/** Validates arguments as far as possible, and returns the change to apply. */
type Act<Args> = (args: Args) => (process: Process) => Promise<unknown>;

async function targetOf(id: string, note: (process: Process) => Promise<void>): Promise<Process> {
  const process = Process.fromId(id);
  await note(process);
  await checkTarget(process);
  return process;
}

/** Applies a change to a process or, for a dry run, only checks whether the process can be signalled. */
const mutate = <Args>(name: string, act: Act<Args>): Resolver =>
  withLog(name, async ({ id, dryRun, ...args }: MutationArguments, note): Promise<Outcome> => {
    const process = await targetOf(id, note);
    const go = act(args as Args);
    await (dryRun ? process.sendSignal(0) : go(process));
    return { id, pid: process.pid, done: !dryRun };
  });

function setNice({ value }: { readonly value: number }) {
  checkRange('value', value, -20, 19);
  return (process: Process) => process.nice(value);
}

const signalled = (signal: NodeJS.Signals) => (process: Process) => process.sendSignal(signal);

interface SignalArgument {
  readonly signal: NodeJS.Signals;
}

function checkRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be between ${min} and ${max}: ${value}`);
}

function setIonice({ ioclass, value }: { readonly ioclass: number; readonly value?: number | null }) {
  const position = checkRange('value', value ?? 0, 0, 7);
  const hasPlaces = ioclass === control.IOPRIO_CLASS_RT || ioclass === control.IOPRIO_CLASS_BE;
  if (position > 0 && !hasPlaces) throw new RangeError('the classes NONE and IDLE accept no value');
  return (process: Process) => process.ionice(ioclass, position);
}

function setAffinity({ cpus }: { readonly cpus: readonly number[] }) {
  for (const cpu of cpus) checkRange('a CPU', cpu, 0, 2 ** 20);
  return (process: Process) => process.cpuAffinity(cpus);
}

interface LimitArguments {
  readonly resource: number;
  readonly soft?: number | null;
  readonly hard?: number | null;
}

function setRlimit({ resource, soft, hard }: LimitArguments) {
  // An omitted limit is an error: only null is no limit.
  if (soft === undefined || hard === undefined)
    throw new TypeError('soft and hard are both required; null is no limit');
  const limits: ResourceLimits = [soft ?? control.RLIM_INFINITY, hard ?? control.RLIM_INFINITY];
  if (limits[0] < 0 || limits[0] > limits[1]) throw new RangeError('soft must be between 0 and hard');
  return (process: Process) => process.rlimit(resource, limits);
}

interface TreeArguments extends MutationArguments, SignalArgument {
  readonly timeout: number;
}

const maxTimeout = 60;

const endTree = withLog('killTree', async ({ id, dryRun, signal, timeout }: TreeArguments, note) => {
  const root = await targetOf(id, note);
  checkRange('timeout', timeout, 0, maxTimeout);
  const tree = await processTree(root);
  if (dryRun) {
    for (const each of tree) await unlessGone(each.sendSignal(0));
    return { id, pid: root.pid, done: false, gone: [], alive: tree.map(({ pid }) => pid) };
  }
  const { gone, alive } = await killTree(root, { signal, timeout });
  const pidsOf = (processes: readonly Process[]) => processes.map(({ pid }) => pid);
  return { id, pid: root.pid, done: true, gone: pidsOf(gone), alive: pidsOf(alive) };
});

async function unlessGone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NoSuchProcess) return null;
    throw error;
  }
}

/** Reads the process after the mutation, bypassing the cache of the request. */
const processNow: Resolver = async ({ id, pid }: Outcome, _, context, info) => {
  const found = await unlessGone(loadProcess(pid, context, { ...info, rootValue: new RequestCache() }));
  return found?.id === id ? found : null;
};

const enums = {
  IoPriorityClass: constantsOf('IoPriorityClass', 'IOPRIO_CLASS_'),
};

const typeDefs = `
"A signal. One that the system does not have is an error NOT_SUPPORTED."
enum Signal { ${Object.keys(constantsOf('Signal')).join(' ')} }
"I/O scheduling class: none, real time, best effort or idle."
enum IoPriorityClass { ${Object.keys(enums.IoPriorityClass).join(' ')} }
`;

const byId = (name: string, args = '') => `${name}(id: ID!${args}, dryRun: Boolean! = false): ProcessMutation`;

const outcome = {
  '"Whether the change was made; false for a dry run." done: Boolean!': property,
  '"ID of the process." id: ID!': property,
  '"PID of the process." pid: Int!': property,
  '"The process after the change; null if it has ended." process: Process': processNow,
};

/** `Mutation`, for servers that allow it. */
export const mutation = [
  { typeDefs, resolvers: enums },
  fields('Mutation', {
    [`"Sends a signal to a process." ${byId('signal', ', signal: Signal!')}`]: mutate(
      'signal',
      ({ signal }: SignalArgument) => signalled(signal),
    ),
    [`"Requests a process to terminate (SIGTERM)." ${byId('terminate')}`]: mutate(
      'terminate',
      () => (process: Process) => process.terminate(),
    ),
    [`"Kills a process (SIGKILL)." ${byId('kill')}`]: mutate('kill', () => (process: Process) => process.kill()),
    [`"Suspends a process (SIGSTOP)." ${byId('suspend')}`]: mutate(
      'suspend',
      () => (process: Process) => process.suspend(),
    ),
    [`"Resumes a suspended process (SIGCONT)." ${byId('resume')}`]: mutate(
      'resume',
      () => (process: Process) => process.resume(),
    ),
    [`"Sets the nice value of a process, -20 (highest priority) to 19 (lowest)." ${byId('setNice', ', value: Int!')}`]:
      mutate('setNice', setNice),
    [`"Sets the I/O scheduling class and, for RT and BE, the priority of a process, 0 (highest) to 7." ${byId('setIonice', ', ioclass: IoPriorityClass!, value: Int')}`]:
      mutate('setIonice', setIonice),
    [`"Sets the CPU affinity of a process; an empty list means all eligible CPUs." ${byId('setAffinity', ', cpus: [Int!]!')}`]:
      mutate('setAffinity', setAffinity),
    [`"Sets the soft and hard limit of a resource of a process; null is no limit." ${byId('setRlimit', ', resource: Resource!, soft: SafeInt, hard: SafeInt')}`]:
      mutate('setRlimit', setRlimit),
    '"Signals a process and all its descendants, and waits up to `timeout` seconds for their end." killTree(id: ID!, signal: Signal! = SIGKILL, timeout: Float! = 5, dryRun: Boolean! = false): TreeMutation':
      endTree,
  }),
  fields('ProcessMutation', outcome),
  fields('TreeMutation', {
    ...outcome,
    '"PIDs of the processes that have ended." gone: [Int!]!': property,
    '"PIDs of the processes that have not ended; all of them for a dry run." alive: [Int!]!': property,
  }),
];
