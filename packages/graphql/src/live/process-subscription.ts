import { NoSuchProcess, Process } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { fields, property, type Resolver, type Stream } from '../fields.js';
import { type ProcessArguments, processes as page, pidOf } from '../process.js';
import { loadProcess, readProcesses, requestedAttributes } from '../process-loader.js';
import { type SubscriptionEvent, subscribe } from './broadcast.js';
import { eventSource, type SourcedEvent } from './event-source.js';
import { type Seen, seenIn, subscribeToAll, subscribeToOne } from './process-source.js';

interface OneArguments extends ProcessArguments {
  readonly interval: number;
}

const one: Stream = {
  subscribe(_, args: OneArguments, context, info) {
    const pid = pidOf(args);
    const id = args.id ?? new Process(pid).id;
    return subscribeToOne(pid, id, requestedAttributes(context, info), {
      interval: args.interval,
      signal: context?.signal,
    });
  },
  resolve: (withCode: SubscriptionEvent<Seen>) => seenIn(withCode).process,
};

const all: Stream = {
  subscribe: (_, { interval }, context, info) =>
    subscribeToAll(requestedAttributes(context, info), { interval, signal: context?.signal }),
  resolve(withCode: SubscriptionEvent<Seen>, args, context, info) {
    seenIn(withCode);
    return page(withCode, args, context, info);
  },
};

interface EventArguments {
  readonly start: boolean;
  readonly exit: boolean;
}

const events: Stream = {
  subscribe(_, { start, exit }: EventArguments, context) {
    if (!start && !exit) throw new RangeError('start and exit must not both be false');
    const wants = ({ event }: SourcedEvent) => (event === 'exit' ? exit : start);
    return subscribe('processEvents', eventSource, { signal: context?.signal, wants });
  },
  resolve: ({ value }: SubscriptionEvent<SourcedEvent>) => value,
};

/** Reads the process of an event; null if it has ended. */
const processOf: Resolver = async ({ event, pid }: SourcedEvent, _, context, info): Promise<ProcessEntry | null> => {
  if (event === 'exit') return null;
  const requested = requestedAttributes(context, info);
  try {
    if (requested.all) return await loadProcess(pid, context, info);
    // Not from the cache of the previous event, which this one has outdated.
    return (await readProcesses({ ...requested, pids: [pid] })).get(pid) ?? null;
  } catch (error) {
    if (error instanceof NoSuchProcess) return null;
    throw error;
  }
};

const typeDefs = `
enum ProcessEventType { START EXEC EXIT }
enum ProcessEventSource { KERNEL SNAPSHOTS }
`;

const enums = {
  ProcessEventType: { START: 'start', EXEC: 'exec', EXIT: 'exit' },
  ProcessEventSource: { KERNEL: 'kernel', SNAPSHOTS: 'snapshots' },
};

/** `Subscription`, for processes. */
export const processSubscription = [
  { typeDefs, resolvers: enums },
  fields('Subscription', {
    '"A process, once per interval, in seconds. When it has ended, an error NO_SUCH_PROCESS is the last event." process(pid: Int, id: ID, interval: Float! = 1): Process':
      one,
    '"The first processes that match a filter, in an order, once per interval, in seconds." processes(filter: ProcessFilter, first: Int! = 100, orderBy: ProcessOrder! = {}, interval: Float! = 1): ProcessConnection!':
      all,
    '"Process events: starts and execs (`start`), and exits (`exit`)." processEvents(start: Boolean! = true, exit: Boolean! = true): ProcessEvent!':
      events,
  }),
  fields('ProcessEvent', {
    '"Type of the event." type: ProcessEventType!': ({ event }: SourcedEvent) => event,
    '"PID of the process." pid: Int!': property,
    '"Start: PID of the parent process." ppid: Int': property,
    '"Exit: exit code, or the negative number of the signal; null if unknown." exitCode: Int': property,
    '"The process; null if it has ended." process: Process': processOf,
    '"Source of the event: the kernel, or snapshots one second apart, which miss shorter processes." source: ProcessEventSource!':
      property,
  }),
];
