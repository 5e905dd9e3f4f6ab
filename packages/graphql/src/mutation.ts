import { killTree, NoSuchProcess, type Process } from '@psutil/process/promises';
import { fields, property, type Resolver } from './fields.js';
import { type MutationInput, MutationLog } from './mutation-log.js';
import { checkTarget, processOf, processTree } from './mutation-target.js';
import * as changes from './process-change.js';
import { loadProcess } from './process-loader.js';
import { RequestCache } from './request-cache.js';
import { signalType } from './signal.js';
import { type UserError, userErrorOf, userErrorTypes } from './user-errors.js';

/** The payload of a mutation; `gone` and `alive` are those of killTree. */
interface Payload {
  /** The process to which the ID refers; null if the ID is malformed. */
  readonly target: Process | null;
  readonly pid: number | null;
  readonly done: boolean;
  readonly userErrors: readonly UserError[];
  readonly gone: readonly number[];
  readonly alive: readonly number[];
}

/** Applies a change or, for a dry run, checks whether it can be applied. Returns the properties of the payload. */
type Apply<Input> = (process: Process, input: Input) => Promise<Partial<Payload>>;

const logTextOf = ({ code, message }: UserError): string => `${code}: ${message}`;

/** Returns the resolver of a mutation, which writes one line to the log, also if it fails. */
const mutate =
  <Input extends MutationInput>(name: string, apply: Apply<Input>): Resolver =>
  async (_, { input }: { readonly input: Input }, context): Promise<Payload> => {
    const log = new MutationLog(name, input, context);
    let target: Process | null = null;
    const payload = (properties: Partial<Payload>): Payload => {
      const [error] = properties.userErrors ?? [];
      const outcome = input.dryRun ? 'would be done' : 'done';
      log.write(error ? logTextOf(error) : outcome);
      const done = !input.dryRun && !error;
      return { target, pid: target?.pid ?? null, done, userErrors: [], gone: [], alive: [], ...properties };
    };
    try {
      target = processOf(input.id);
      await log.setTarget(target);
      await checkTarget(target);
      return payload(await apply(target, input));
    } catch (error) {
      const userError = userErrorOf(error);
      if (userError) return payload({ userErrors: [userError] });
      log.write(String(error));
      throw error;
    }
  };

/** Validates the input as far as possible, and returns the change to apply. */
type Prepare<Input> = (input: Input) => changes.Change;

const change = <Input>(name: string, prepare: Prepare<Input>): Resolver =>
  mutate(name, async (process, input: MutationInput & Input) => {
    const { apply, check } = prepare(input);
    await (input.dryRun ? check(process) : apply(process));
    return {};
  });

interface TreeInput extends MutationInput {
  readonly signal: NodeJS.Signals;
  readonly timeout: number;
}

const maxTimeout = 60;

const pidsOf = (processes: readonly Process[]) => processes.map(({ pid }) => pid);

const killProcessTree = mutate('killTree', async (root, { dryRun, signal, timeout }: TreeInput) => {
  changes.checkRange('timeout', timeout, 0, maxTimeout);
  const tree = await processTree(root);
  const { check } = changes.signal({ signal });
  if (dryRun) {
    for (const member of tree) await unlessGone(check(member));
    return { alive: pidsOf(tree) };
  }
  const { gone, alive } = await killTree(root, { signal, timeout });
  const message = `${alive.length} of ${gone.length + alive.length} processes have not ended within ${timeout} seconds`;
  const userErrors: UserError[] = alive.length > 0 ? [{ code: 'TIMEOUT_EXPIRED', field: ['timeout'], message }] : [];
  return { gone: pidsOf(gone), alive: pidsOf(alive), userErrors };
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
const readProcess: Resolver = async ({ target, userErrors }: Payload, _, context, info) => {
  if (!target || userErrors.some(({ code }) => code === 'NO_SUCH_PROCESS')) return null;
  const found = await unlessGone(loadProcess(target.pid, context, { ...info, rootValue: new RequestCache() }));
  return found?.id === target.id ? found : null;
};

const payloadFields = {
  '"Whether the change was made; false for a dry run, or if there are user errors." done: Boolean!': property,
  '"PID of the process; null if the ID is malformed." pid: Int': property,
  '"The process after the mutation; null if it has ended." process: Process': readProcess,
  '"Errors that the user can correct; empty if there are none." userErrors: [UserError!]!': property,
};

const treeFields = {
  ...payloadFields,
  '"PIDs of the processes that have ended." gone: [Int!]!': property,
  '"PIDs of the processes that have not ended; all of them for a dry run." alive: [Int!]!': property,
};

/** Returns a mutation with a type for its input and one for its payload. `inputs` is the SDL of its own input fields. */
function mutationField(name: string, doc: string, inputs: string, resolve: Resolver) {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const input = `"Input of the mutation ${name}."
input ${type}Input {
  "ID of the process." id: ID!
  ${inputs}
  "Whether to check only whether the change can be made." dryRun: Boolean! = false
}`;
  return [
    { typeDefs: input, resolvers: {} },
    fields('"Changes of processes." Mutation', {
      [`"${doc}" ${name}("Process, and values to set." input: ${type}Input!): ${type}Payload`]: resolve,
    }),
    fields(`"Payload of the mutation ${name}." ${type}Payload`, name === 'killTree' ? treeFields : payloadFields),
  ];
}

const send = (name: string, apply: changes.Change['apply']) => change(name, () => changes.sending(apply));

/** `Mutation`, for servers that allow it. */
export const mutation = [
  { typeDefs: `${signalType}${userErrorTypes}`, resolvers: {} },
  ...mutationField(
    'signal',
    'Sends a signal to a process.',
    '"Signal to send." signal: Signal!',
    change('signal', changes.signal),
  ),
  ...mutationField(
    'terminate',
    'Requests termination of a process (SIGTERM).',
    '',
    send('terminate', (process) => process.terminate()),
  ),
  ...mutationField(
    'kill',
    'Kills a process (SIGKILL).',
    '',
    send('kill', (process) => process.kill()),
  ),
  ...mutationField(
    'suspend',
    'Suspends a process (SIGSTOP).',
    '',
    send('suspend', (process) => process.suspend()),
  ),
  ...mutationField(
    'resume',
    'Resumes a suspended process (SIGCONT).',
    '',
    send('resume', (process) => process.resume()),
  ),
  ...mutationField(
    'setNice',
    'Sets the nice value of a process.',
    '"Nice value, -20 (highest priority) to 19 (lowest); on Windows, the number of a priority class." value: Int!',
    change('setNice', changes.nice),
  ),
  ...mutationField(
    'setIonice',
    'Sets the I/O scheduling class and priority of a process.',
    `"Class." ioclass: IoPriorityClass!
  "Priority within the classes RT and BE, 0 (highest) to 7 (lowest). Default: 0." value: Int`,
    change('setIonice', changes.ionice),
  ),
  ...mutationField(
    'setAffinity',
    'Sets the CPU affinity of a process.',
    '"Numbers of the CPUs; an empty list means all eligible CPUs." cpus: [Int!]!',
    change('setAffinity', changes.affinity),
  ),
  ...mutationField(
    'setRlimit',
    'Sets the soft and hard limit of a resource, in the unit of getrlimit(2): bytes, seconds or a number.',
    `"Resource." resource: Resource!
  "Soft limit; null is no limit. Required." soft: SafeInt
  "Hard limit; null is no limit. Required." hard: SafeInt`,
    change('setRlimit', changes.rlimit),
  ),
  ...mutationField(
    'killTree',
    'Signals a process and all its descendants, and waits until they have ended.',
    `"Signal to send." signal: Signal! = SIGKILL
  "Time to wait, in seconds, 0 to 60. Processes that have not ended are the user error TIMEOUT_EXPIRED." timeout: Float! = 5`,
    killProcessTree,
  ),
];
