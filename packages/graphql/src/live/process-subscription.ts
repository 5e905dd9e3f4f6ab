import { NoSuchProcess, Process } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { eventIntervalArgument, processesArguments } from '../arguments.js';
import { enumType, fields, property, type Resolver, type SubscriptionResolver } from '../fields.js';
import { type ProcessArguments, processes as page, pidOf, processArguments } from '../process.js';
import { loadProcess, readProcesses, requestedAttributes } from '../process-loader.js';
import { type SubscriptionEvent, subscribe } from './broadcast.js';
import { eventSource, type SourcedEvent } from './event-source.js';
import { type ProcessSnapshot, snapshotOf, subscribeToAll, subscribeToOne } from './process-source.js';

interface OneArguments extends ProcessArguments {
  readonly interval: number;
}

const oneProcess: SubscriptionResolver = {
  subscribe(_, args: OneArguments, context, info) {
    const pid = pidOf(args);
    const id = args.id ?? new Process(pid).id;
    return subscribeToOne(pid, id, requestedAttributes(context, info), {
      interval: args.interval,
      signal: context?.signal,
    });
  },
  resolve: (event: SubscriptionEvent<ProcessSnapshot>) => snapshotOf(event).process,
};

const allProcesses: SubscriptionResolver = {
  subscribe: subscribeToAll,
  resolve(event: SubscriptionEvent<ProcessSnapshot>, args, context, info) {
    snapshotOf(event);
    return page(event, args, context, info);
  },
};

interface EventArguments {
  readonly start: boolean;
  readonly exit: boolean;
}

const events: SubscriptionResolver = {
  subscribe(_, { start, exit }: EventArguments, context) {
    if (!start && !exit) throw new RangeError('start and exit must not both be false');
    const filter = ({ event }: SourcedEvent) => (event === 'exit' ? exit : start);
    return subscribe('processEvents', eventSource, { signal: context?.signal, filter });
  },
  resolve: ({ value }: SubscriptionEvent<SourcedEvent>) => value,
};

/** Reads the process of an event; null if it has ended. */
const readProcess: Resolver = async ({ event, pid }: SourcedEvent, _, context, info): Promise<ProcessEntry | null> => {
  if (event === 'exit') return null;
  const requested = requestedAttributes(context, info);
  try {
    if (requested.all) return await loadProcess(pid, context, info);
    // Reads the process again: values that were cached for the previous event are outdated.
    return (await readProcesses({ ...requested, pids: [pid] })).get(pid) ?? null;
  } catch (error) {
    if (error instanceof NoSuchProcess) return null;
    throw error;
  }
};

const typeDefs = `
${enumType('ProcessEventType', 'Type of a process event.', {
  START: 'The process started.',
  EXEC: 'The process executed another program.',
  EXIT: 'The process exited.',
})}
${enumType('ProcessEventSource', 'Source of a process event.', {
  KERNEL: 'The kernel reported the event.',
  SNAPSHOTS: 'A comparison of snapshots one second apart, which misses processes that live shorter.',
})}
`;

const enums = {
  ProcessEventType: { START: 'start', EXEC: 'exec', EXIT: 'exit' },
  ProcessEventSource: { KERNEL: 'kernel', SNAPSHOTS: 'snapshots' },
};

/** `Subscription`, for processes. */
export const processSubscription = [
  { typeDefs, resolvers: enums },
  fields('Subscription', {
    [`"A process, once per \`interval\` seconds. The error NO_SUCH_PROCESS is the last event, after the process has ended." process(${processArguments} ${eventIntervalArgument}): Process`]:
      oneProcess,
    [`"A page of the processes that match a filter, once per \`interval\` seconds." processes(${processesArguments} ${eventIntervalArgument}): ProcessConnection`]:
      allProcesses,
    '"Process events: starts and execs (`start`), and exits (`exit`)." processEvents("Whether to send starts and execs." start: Boolean! = true, "Whether to send exits." exit: Boolean! = true): ProcessEvent':
      events,
  }),
  fields('"A start, exec or exit of a process." ProcessEvent', {
    '"Type of the event." type: ProcessEventType!': ({ event }: SourcedEvent) => event,
    '"PID of the process." pid: Int!': property,
    '"PID of the parent process; null unless the process started." ppid: Int': property,
    '"Exit code, or the negative number of the signal that ended the process; null if unknown, or unless the process exited." exitCode: Int':
      property,
    '"The process; null if it has ended." process: Process': readProcess,
    '"Source of the event: the kernel, or a comparison of snapshots one second apart, which misses processes that live shorter." source: ProcessEventSource!':
      property,
  }),
];
