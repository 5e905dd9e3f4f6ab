import { NotSupported } from '@psutil/native';
import { asyncExecutor } from '@psutil/native/internal/execution';
import { platformConstants } from '@psutil/native/internal/platform-constants';
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

/** A change of a process. */
interface Change {
  apply(process: Process): Promise<unknown>;
  /** Throws the error that the change would throw. */
  check(process: Process): Promise<unknown>;
}

/** Validates arguments as far as possible, and returns the change to apply. */
type Prepare<Args> = (args: Args) => Change;

async function targetOf(id: string, onTarget: (process: Process) => Promise<void>): Promise<Process> {
  const process = Process.fromId(id);
  await onTarget(process);
  await checkTarget(process);
  return process;
}

/** Applies a change to a process or, for a dry run, checks whether it can be applied. */
const mutate = <Args>(name: string, prepare: Prepare<Args>): Resolver =>
  withLog(name, async ({ id, dryRun, ...args }: MutationArguments, onTarget): Promise<Payload> => {
    const process = await targetOf(id, onTarget);
    const change = prepare(args as Args);
    await (dryRun ? change.check(process) : change.apply(process));
    return { id, pid: process.pid, done: !dryRun };
  });

/** PID and start of a process, as the collectors accept them. */
function identityOf({ id }: Process): [pid: number, start: number] {
  const [, pid, start] = id.split(':').map(Number);
  return [Number(pid), Number(start)];
}

function setNice({ value }: { readonly value: number }): Change {
  checkRange('value', value, -20, 19);
  return {
    apply: (process) => process.nice(value),
    check: (process) => asyncExecutor.collect('setProcessNice', undefined, identityOf(process), value, true),
  };
}

/** Returns a change that sends a signal. Signal 0 requires the same permission, and changes nothing: kill(2). */
const sending = (apply: Change['apply']): Change => ({ apply, check: (process) => process.sendSignal(0) });

function signalProcess(signal: NodeJS.Signals): Change {
  if (platformConstants().signals.every(({ name }) => name !== signal)) throw new NotSupported(signal);
  return sending((process) => process.sendSignal(signal));
}

interface SignalArgument {
  readonly signal: NodeJS.Signals;
}

function checkRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be between ${min} and ${max}: ${value}`);
}

function setIonice({ ioclass, value }: { readonly ioclass: number; readonly value?: number | null }): Change {
  const priority = checkRange('value', value ?? 0, 0, 7);
  const hasPriority = ioclass === control.IOPRIO_CLASS_RT || ioclass === control.IOPRIO_CLASS_BE;
  if (priority > 0 && !hasPriority) throw new RangeError(`the classes NONE and IDLE accept no value: ${priority}`);
  return {
    apply: (process) => process.ionice(ioclass, priority),
    check: (process) =>
      asyncExecutor.collect('setProcessIonice', undefined, identityOf(process), ioclass, priority, true),
  };
}

function setAffinity({ cpus }: { readonly cpus: readonly number[] }): Change {
  for (const cpu of cpus) checkRange('cpus', cpu, 0, 2 ** 20);
  return {
    apply: (process) => process.cpuAffinity(cpus),
    async check(process) {
      const missing = await asyncExecutor.collect('setProcessAffinity', undefined, identityOf(process), cpus, true);
      if (missing !== null) throw new RangeError(`CPU ${missing} does not exist`);
    },
  };
}

interface LimitArguments {
  readonly resource: number;
  readonly soft?: number | null;
  readonly hard?: number | null;
}

function setRlimit({ resource, soft, hard }: LimitArguments): Change {
  // An omitted limit is an error: only null is no limit.
  if (soft === undefined || hard === undefined)
    throw new TypeError('soft and hard are both required; null is no limit');
  const limits: ResourceLimits = [soft ?? control.RLIM_INFINITY, hard ?? control.RLIM_INFINITY];
  if (limits[0] < 0 || limits[0] > limits[1]) throw new RangeError('soft must be between 0 and hard');
  return {
    apply: (process) => process.rlimit(resource, limits),
    async check(process) {
      await process.rlimit(resource); // Validates the resource, and requires the permission to set the limit.
      await asyncExecutor.collect('setProcessLimit', undefined, identityOf(process), resource, ...limits, true);
    },
  };
}

interface TreeArguments extends MutationArguments, SignalArgument {
  readonly timeout: number;
}

const maxTimeout = 60;

const killProcessTree = withLog('killTree', async ({ id, dryRun, signal, timeout }: TreeArguments, onTarget) => {
  const root = await targetOf(id, onTarget);
  checkRange('timeout', timeout, 0, maxTimeout);
  const tree = await processTree(root);
  const { check } = signalProcess(signal);
  if (dryRun) {
    for (const member of tree) await unlessGone(check(member));
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
    [`"Requests termination of a process (SIGTERM)." ${declaration('terminate')}`]: mutate('terminate', () =>
      sending((process) => process.terminate()),
    ),
    [`"Kills a process (SIGKILL)." ${declaration('kill')}`]: mutate('kill', () => sending((process) => process.kill())),
    [`"Suspends a process (SIGSTOP)." ${declaration('suspend')}`]: mutate('suspend', () =>
      sending((process) => process.suspend()),
    ),
    [`"Resumes a suspended process (SIGCONT)." ${declaration('resume')}`]: mutate('resume', () =>
      sending((process) => process.resume()),
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
