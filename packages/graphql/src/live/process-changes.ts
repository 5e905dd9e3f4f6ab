import { forEachYielding } from '@psutil/native/internal/time-slice';
import type { ProcessEntry, ProcessTable } from '@psutil/process/table';
import { fields, property, type SubscriptionResolver } from '../fields.js';
import type { Filter } from '../filter.js';
import { filterProcesses } from '../process.js';
import { RequestCache } from '../request-cache.js';
import { selectedFields } from '../selection.js';
import type { SubscriptionEvent } from './broadcast.js';
import { type ProcessSnapshot, snapshotOf, subscribeToAll } from './process-source.js';
import { type ChangeDetection, changeDetectionOf } from './value-changes.js';

/** The differences between two snapshots. */
interface ProcessChanges {
  readonly changed: readonly ProcessEntry[];
  /** IDs of the processes that are no longer included. */
  readonly removed: readonly string[];
  readonly totalCount: number;
}

type Processes = ReadonlyMap<number, ProcessEntry>;

/** The results of snapshots, shared by all subscribers that receive them. */
const snapshots = new RequestCache();

/** Returns the processes of a snapshot that match a filter, by PID. */
function matching(table: ProcessTable, filter: Filter | null | undefined): Promise<Processes> {
  return snapshots.of(table).once(`matching ${JSON.stringify(filter ?? null)}`, async () => {
    // Without the context of the subscriber: the end of its subscription must not abort that of others.
    const processes = filter ? await filterProcesses(table.entries, filter, undefined) : table.entries;
    return new Map(processes.map((process) => [process.pid, process]));
  });
}

async function compare(before: Processes, after: Processes, { hasChanged }: ChangeDetection): Promise<ProcessChanges> {
  const changed: ProcessEntry[] = [];
  const removed: string[] = [];
  await forEachYielding(after.values(), (process) => {
    const previous = before.get(process.pid);
    if (!previous?.isSame(process) || hasChanged(previous, process)) changed.push(process);
  });
  for (const process of before.values()) if (!after.get(process.pid)?.isSame(process)) removed.push(process.id);
  return { changed, removed, totalCount: after.size };
}

/** Returns the differences between two snapshots; the first is undefined for a new subscriber. */
async function changesBetween(
  before: ProcessTable | undefined,
  after: ProcessTable,
  filter: Filter | null | undefined,
  detection: ChangeDetection,
): Promise<ProcessChanges> {
  const processes = await matching(after, filter);
  if (!before) return { changed: [...processes.values()], removed: [], totalCount: processes.size };
  const key = `changes ${JSON.stringify(filter ?? null)} ${detection.key}`;
  return snapshots
    .of(after)
    .of(before)
    .once(key, async () => compare(await matching(before, filter), processes, detection));
}

interface ChangesArguments {
  readonly filter?: Filter | null;
}

/** The snapshot that each subscriber has received last. */
const received = new WeakMap<object, ProcessTable>();

const processChangesField: SubscriptionResolver = {
  subscribe: subscribeToAll,
  async resolve(event: SubscriptionEvent<ProcessSnapshot>, { filter }: ChangesArguments, _, info) {
    const { table } = snapshotOf(event);
    const detection = changeDetectionOf(selectedFields(info));
    const changes = await changesBetween(received.get(event.subscriber), table, filter, detection);
    received.set(event.subscriber, table);
    return changes;
  },
};

/** `Subscription.processChanges`. */
export const processChanges = [
  fields('Subscription', {
    '"Changes of the processes that match a filter. The first event has all of them." processChanges("Criteria that all processes must match." filter: ProcessFilter, "Time between events, in seconds, 0.1 to 3600." interval: Float! = 2): ProcessChanges':
      processChangesField,
  }),
  fields('"Changes of processes between two events of a subscription." ProcessChanges', {
    '"Processes that have started to match, or of which a selected value has changed since the previous event that the client received. All of them if a selected value is not one of the process itself, such as its parent." changed: [Process!]!':
      property,
    '"IDs of the processes that have ended or no longer match." removed: [ID!]!': property,
    '"Number of all processes that match." totalCount: Int!': property,
  }),
];
