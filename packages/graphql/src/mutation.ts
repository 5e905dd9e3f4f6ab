import * as control from '@psutil/process/promises';
import { killTree, NoSuchProcess, Process, type ResourceLimits } from '@psutil/process/promises';
import { fields, property, type Resolver } from './fields.js';
import { type MutationArguments, withLog } from './mutation-log.js';
import { checkTarget, processTree } from './mutation-target.js';
import { loadProcess } from './process-loader.js';
import { RequestCache } from './request-cache.js';
import { constantsOf } from './rlimit.js';

/** The payload of a mutation. */
interface Payload {
  readonly id: string;
  readonly pid: number;
  readonly done: boolean;
}

/** Validates arguments as far as possible, and returns the change to apply. */
type Prepare<Args> = (args: Args) => (process: Process) => Promise<unknown>;

async function targetOf(id: string, onTarget: (process: Process) => Promise<void>): Promise<Process> {
  const process = Process.fromId(id);
  await onTarget(process);
  await checkTarget(process);
  return process;
}

/** Applies a change to a process or, for a dry run, only checks whether a signal can be sent to it. */
const mutate = <Args>(name: string, prepare: Prepare<Args>): Resolver =>
  withLog(name, async ({ id, dryRun, ...args }: MutationArguments, onTarget): Promise<Payload> => {
    const process = await targetOf(id, onTarget);
    const apply = prepare(args as Args);
    await (dryRun ? process.sendSignal(0) : apply(process));
    return { id, pid: process.pid, done: !dryRun };
  });

function setNice({ value }: { readonly value: number }) {
  checkRange('value', value, -20, 19);
  return (process: Process) => process.nice(value);
}

const signalProcess = (signal: NodeJS.Signals) => (process: Process) => process.sendSignal(signal);

interface SignalArgument {
  readonly signal: NodeJS.Signals;
}

function checkRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be between ${min} and ${max}: ${value}`);
}

function setIonice({ ioclass, value }: { readonly ioclass: number; readonly value?: number | null }) {
  const priority = checkRange('value', value ?? 0, 0, 7);
  const hasPriority = ioclass === control.IOPRIO_CLASS_RT || ioclass === control.IOPRIO_CLASS_BE;
  if (priority > 0 && !hasPriority) throw new RangeError(`the classes NONE and IDLE accept no value: ${priority}`);
  return (process: Process) => process.ionice(ioclass, priority);
}

function setAffinity({ cpus }: { readonly cpus: readonly number[] }) {
  for (const cpu of cpus) checkRange('cpus', cpu, 0, 2 ** 20);
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

const killProcessTree = withLog('killTree', async ({ id, dryRun, signal, timeout }: TreeArguments, onTarget) => {
  const root = await targetOf(id, onTarget);
  checkRange('timeout', timeout, 0, maxTimeout);
  const tree = await processTree(root);
  if (dryRun) {
    for (const member of tree) await unlessGone(member.sendSignal(0));
    return { id, pid: root.pid, done: false, gone: [], alive: tree.map(({ pid }) => pid) };
  }
  const { gone, alive } = await killTree(root, { signal, timeout });
  const pidsOf = (processes: readonly Process[]) => processes.map(({ pid }) => pid);
  return { id, pid: root.pid, done: true, gone: pidsOf(gone), alive: pidsOf(alive) };
});

/** Returns null for a process that has ended. */
async function unlessGone<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof NoSuchProcess) return null;
    throw error;
  }
}

/** Reads the process after the mutation, bypassing the cache of the request. */
const readProcess: Resolver = async ({ id, pid }: Payload, _, context, info) => {
  const found = await unlessGone(loadProcess(pid, context, { ...info, rootValue: new RequestCache() }));
  return found?.id === id ? found : null;
};

const enums = {
  IoPriorityClass: constantsOf('IoPriorityClass', 'IOPRIO_CLASS_'),
};

const typeDefs = `
"A signal. A signal that the system lacks fails with NOT_SUPPORTED."
enum Signal { ${Object.keys(constantsOf('Signal')).join(' ')} }
"I/O scheduling class: none, real time, best effort or idle."
enum IoPriorityClass { ${Object.keys(enums.IoPriorityClass).join(' ')} }
`;

const declaration = (name: string, args = '') => `${name}(id: ID!${args}, dryRun: Boolean! = false): ProcessMutation`;

const payloadFields = {
  '"Whether the change was made; false for a dry run." done: Boolean!': property,
  '"ID of the process." id: ID!': property,
  '"PID of the process." pid: Int!': property,
  '"The process after the change; null if it has ended." process: Process': readProcess,
};

/** `Mutation`, for servers that allow it. */
export const mutation = [
  { typeDefs, resolvers: enums },
  fields('Mutation', {
    [`"Sends a signal to a process." ${declaration('signal', ', signal: Signal!')}`]: mutate(
      'signal',
      ({ signal }: SignalArgument) => signalProcess(signal),
    ),
    [`"Requests termination of a process (SIGTERM)." ${declaration('terminate')}`]: mutate(
      'terminate',
      () => (process: Process) => process.terminate(),
    ),
    [`"Kills a process (SIGKILL)." ${declaration('kill')}`]: mutate('kill', () => (process: Process) => process.kill()),
    [`"Suspends a process (SIGSTOP)." ${declaration('suspend')}`]: mutate(
      'suspend',
      () => (process: Process) => process.suspend(),
    ),
    [`"Resumes a suspended process (SIGCONT)." ${declaration('resume')}`]: mutate(
      'resume',
      () => (process: Process) => process.resume(),
    ),
    [`"Sets the nice value of a process, -20 (highest priority) to 19 (lowest)." ${declaration('setNice', ', value: Int!')}`]:
      mutate('setNice', setNice),
    [`"Sets the I/O scheduling class and, for RT and BE, the priority of a process, 0 (highest) to 7 (lowest)." ${declaration('setIonice', ', ioclass: IoPriorityClass!, value: Int')}`]:
      mutate('setIonice', setIonice),
    [`"Sets the CPU affinity of a process; an empty list means all eligible CPUs." ${declaration('setAffinity', ', cpus: [Int!]!')}`]:
      mutate('setAffinity', setAffinity),
    [`"Sets the soft and hard limit of a resource, in the unit of getrlimit(2): bytes, seconds or a number; null is no limit." ${declaration('setRlimit', ', resource: Resource!, soft: SafeInt, hard: SafeInt')}`]:
      mutate('setRlimit', setRlimit),
    '"Signals a process and all its descendants, and waits up to `timeout` seconds, 0 to 60, until they have ended." killTree(id: ID!, signal: Signal! = SIGKILL, timeout: Float! = 5, dryRun: Boolean! = false): TreeMutation':
      killProcessTree,
  }),
  fields('ProcessMutation', payloadFields),
  fields('TreeMutation', {
    ...payloadFields,
    '"PIDs of the processes that have ended." gone: [Int!]!': property,
    '"PIDs of the processes that have not ended; all of them for a dry run." alive: [Int!]!': property,
  }),
];
