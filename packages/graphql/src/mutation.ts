import { constants } from 'node:os';
import * as control from '@psutil/process/promises';
import { killTree, NoSuchProcess, Process, type ResourceLimits } from '@psutil/process/promises';
import { fields, property, type Resolver } from './fields.js';
import { logged, type Meant } from './mutation-log.js';
import { mustBeTouchable, treeOf } from './mutation-target.js';
import { processEntry } from './process-loader.js';
import { Snapshot } from './request-cache.js';
import { constantsOf } from './rlimit.js';

/** What was done. */
interface Outcome {
  readonly id: string;
  readonly pid: number;
  readonly done: boolean;
}

/** Checks arguments, as far as that can be done, and says what they mean to do. */
type Act<Args> = (args: Args) => (process: Process) => Promise<unknown>;

async function targetOf(id: string, note: (process: Process) => Promise<void>): Promise<Process> {
  const process = Process.fromId(id);
  await note(process);
  await mustBeTouchable(process);
  return process;
}

/** Does something to one process or, as a dry run, sees only whether it could be touched. */
const mutate = <Args>(name: string, act: Act<Args>): Resolver =>
  logged(name, async ({ id, dryRun, ...args }: Meant, note): Promise<Outcome> => {
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

function checkRange(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new RangeError(`${name} must be between ${least} and ${most}: ${value}`);
}

function setIonice({ ioclass, value }: { readonly ioclass: number; readonly value?: number | null }) {
  const place = checkRange('value', value ?? 0, 0, 7);
  const hasPlaces = ioclass === control.IOPRIO_CLASS_RT || ioclass === control.IOPRIO_CLASS_BE;
  if (place > 0 && !hasPlaces) throw new RangeError('the classes NONE and IDLE take no value');
  return (process: Process) => process.ionice(ioclass, place);
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
  // Who forgets one of them does not mean that there is no limit.
  if (soft === undefined || hard === undefined) throw new TypeError('soft and hard are both needed: null is no limit');
  const limits: ResourceLimits = [soft ?? control.RLIM_INFINITY, hard ?? control.RLIM_INFINITY];
  if (limits[0] < 0 || limits[0] > limits[1]) throw new RangeError('soft must be between 0 and hard');
  return (process: Process) => process.rlimit(resource, limits);
}

interface TreeArguments extends Meant, SignalArgument {
  readonly timeout: number;
}

const longestWait = 60;

const endTree = logged('killTree', async ({ id, dryRun, signal, timeout }: TreeArguments, note) => {
  const root = await targetOf(id, note);
  checkRange('timeout', timeout, 0, longestWait);
  const tree = await treeOf(root);
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

/** The process as it is after the mutation, and not as a snapshot had it before. */
const processNow: Resolver = async ({ id, pid }: Outcome, _, context, info) => {
  const found = await unlessGone(processEntry(pid, context, { ...info, rootValue: new Snapshot() }));
  return found?.id === id ? found : null;
};

const enums = {
  IoPriorityClass: constantsOf('IOPRIO_CLASS_', 'IOPRIO_CLASS_'),
};

const typeDefs = `
"A signal that this system has."
enum Signal { ${Object.keys(constants.signals).join(' ')} }
"How urgent reads and writes of disks are: as nice says, before all others, as usual, or only when nobody else wants the disk."
enum IoPriorityClass { ${Object.keys(enums.IoPriorityClass).join(' ')} }
`;

const byId = (name: string, args = '') => `${name}(id: ID!${args}, dryRun: Boolean! = false): ProcessMutation`;

const outcome = {
  '"Whether it was done: a dry run only checks what can be checked before." done: Boolean!': property,
  '"The id of the process." id: ID!': property,
  '"Its pid." pid: Int!': property,
  '"The process as it is now; null when it has gone." process: Process': processNow,
};

/** `Mutation`, for servers that allow it. */
export const mutation = [
  { typeDefs, resolvers: enums },
  fields('Mutation', {
    [`"Sends it a signal." ${byId('signal', ', signal: Signal!')}`]: mutate('signal', ({ signal }: SignalArgument) =>
      signalled(signal),
    ),
    [`"Asks it to end, which it may refuse: SIGTERM." ${byId('terminate')}`]: mutate('terminate', () =>
      signalled('SIGTERM'),
    ),
    [`"Ends it: SIGKILL." ${byId('kill')}`]: mutate('kill', () => signalled('SIGKILL')),
    [`"Stops it until it is resumed: SIGSTOP." ${byId('suspend')}`]: mutate('suspend', () => signalled('SIGSTOP')),
    [`"Lets it go on: SIGCONT." ${byId('resume')}`]: mutate('resume', () => signalled('SIGCONT')),
    [`"Sets how much it gives way to others, -20 to 19." ${byId('setNice', ', value: Int!')}`]: mutate(
      'setNice',
      setNice,
    ),
    [`"Sets how urgent its reads and writes of disks are; the classes RT and BE have places, 0 to 7." ${byId('setIonice', ', ioclass: IoPriorityClass!, value: Int')}`]:
      mutate('setIonice', setIonice),
    [`"Sets the CPUs that it may run on; with none of them, all that its control group allows." ${byId('setAffinity', ', cpus: [Int!]!')}`]:
      mutate('setAffinity', setAffinity),
    [`"Sets how much it may use of a resource, and how far it may raise that itself; null is no limit." ${byId('setRlimit', ', resource: Resource!, soft: SafeInt, hard: SafeInt')}`]:
      mutate('setRlimit', setRlimit),
    '"Ends it and all that descend from it, and waits up to `timeout` seconds until they have ended." killTree(id: ID!, signal: Signal! = SIGKILL, timeout: Float! = 5, dryRun: Boolean! = false): TreeMutation':
      endTree,
  }),
  fields('ProcessMutation', outcome),
  fields('TreeMutation', {
    ...outcome,
    '"The pids of those that have ended." gone: [Int!]!': property,
    '"The pids of those that have not, or of a dry run all." alive: [Int!]!': property,
  }),
];
