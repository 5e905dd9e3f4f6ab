import { NoSuchProcess, Process } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { fields, property, type Resolver, type Stream } from '../fields.js';
import { type ProcessArguments, processes as page, pidOf } from '../process.js';
import { askedOf, processEntry, readProcesses } from '../process-loader.js';
import { listen, type Told } from './broadcast.js';
import { eventSource, type ToldEvent } from './event-source.js';
import { listenToAll, listenToOne, type Seen, seenIn } from './process-source.js';

interface OneArguments extends ProcessArguments {
  readonly interval: number;
}

const one: Stream = {
  subscribe(_, args: OneArguments, context, info) {
    const pid = pidOf(args);
    const id = args.id ?? new Process(pid).id;
    return listenToOne(pid, id, askedOf(context, info), { interval: args.interval, signal: context?.signal });
  },
  resolve: (told: Told<Seen>) => seenIn(told).process,
};

const all: Stream = {
  subscribe: (_, { interval }, context, info) =>
    listenToAll(askedOf(context, info), { interval, signal: context?.signal }),
  resolve(told: Told<Seen>, args, context, info) {
    seenIn(told);
    return page(told, args, context, info);
  },
};

interface EventArguments {
  readonly start: boolean;
  readonly exit: boolean;
}

const events: Stream = {
  subscribe(_, { start, exit }: EventArguments, context) {
    if (!start && !exit) throw new RangeError('start and exit are both false: there is nothing to tell');
    const wants = ({ event }: ToldEvent) => (event === 'exit' ? exit : start);
    return listen('processEvents', eventSource, { signal: context?.signal, wants });
  },
  resolve: ({ value }: Told<ToldEvent>) => value,
};

/** The process of an event, as it is now; it may have gone. */
const processOf: Resolver = async ({ event, pid }: ToldEvent, _, context, info): Promise<ProcessEntry | null> => {
  if (event === 'exit') return null;
  const asked = askedOf(context, info);
  try {
    if (asked.all) return await processEntry(pid, context, info);
    // Not what was read for the event before, of which this one says that it has changed.
    return (await readProcesses({ ...asked, pids: [pid] })).get(pid) ?? null;
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

/** `Subscription`, of processes. */
export const processSubscription = [
  { typeDefs, resolvers: enums },
  fields('Subscription', {
    '"A process once an interval. When it has ended, an error NO_SUCH_PROCESS is the last event." process(pid: Int, id: ID, interval: Float! = 1): Process':
      one,
    '"All processes or those that are chosen, once an interval: the first of them in an order." processes(filter: ProcessFilter, first: Int! = 100, orderBy: ProcessOrder! = {}, interval: Float! = 1): ProcessConnection!':
      all,
    '"What processes do from now on: starts, with which come execs, and exits." processEvents(start: Boolean! = true, exit: Boolean! = true): ProcessEvent!':
      events,
  }),
  fields('ProcessEvent', {
    '"It has started, has become another program or has ended." type: ProcessEventType!': ({ event }: ToldEvent) =>
      event,
    '"The pid of the process." pid: Int!': property,
    '"Of a start: the process that started it." ppid: Int': property,
    '"Of an exit: its exit code, or the number of the signal that ended it as a negative number, where somebody tells." exitCode: Int':
      property,
    '"The process, as it is now; null where it has gone." process: Process': processOf,
    '"Who tells: the kernel, of each; or snapshots a second apart, which miss what is shorter." source: ProcessEventSource!':
      property,
  }),
];
