import type { GraphQLResolveInfo } from 'graphql';
import { processesArguments } from './arguments.js';
import { type Context, fields, property, type Resolver, rootFields } from './fields.js';
import type { Filter } from './filter.js';
import { checkInterval, intervalArgument } from './interval.js';
import { type PageArguments, page, pageArguments, pageTypes } from './pagination.js';
import { filterProcesses, processPage } from './process.js';
import {
  type GroupingArguments,
  groupingTypes,
  groupOrdering,
  groupProcesses,
  type ProcessGroup,
} from './process-grouping.js';
import { loadProcesses } from './process-loader.js';
import { selectedFields } from './selection.js';

interface ProcessGroupsArguments extends GroupingArguments, PageArguments {
  readonly filter?: Filter | null;
  readonly interval: number;
}

/** Returns the names of the selected fields of groups. */
const groupFields = (info: GraphQLResolveInfo): readonly string[] =>
  selectedFields(info)
    .filter(({ type }) => type === 'ProcessGroup')
    .map(({ name }) => name);

async function processGroups(args: ProcessGroupsArguments, context: Context | undefined, info: GraphQLResolveInfo) {
  checkInterval(args.interval);
  const ordering = groupOrdering(args);
  const { entries } = await loadProcesses(context, info);
  const processes = await filterProcesses(entries, args.filter, context);
  return page(await groupProcesses(processes, args, groupFields(info)), args, ordering);
}

const resolveGroups: Resolver = (_, args, context, info) => processGroups(args, context, info);

/** `Query.processGroups`. */
export const processGroup = [
  { typeDefs: `${groupingTypes}${pageTypes('ProcessGroup')}`, resolvers: {} },
  ...rootFields({
    [`"Groups of processes that match a filter, the largest first by default." processGroups("Key of the groups." by: ProcessGrouping!, "Criteria that the processes match." filter: ProcessFilter, "Order of the groups. Default: COUNT, descending." orderBy: [ProcessGroupOrder!], ${intervalArgument}, ${pageArguments}): ProcessGroupConnection`]:
      resolveGroups,
  }),
  fields('"Processes with the same key, and the sums of their values." ProcessGroup', {
    '"Key of the group; null if its processes have none, or theirs cannot be read." key: String': property,
    '"Number of processes." count: Int!': ({ processes }: ProcessGroup) => processes.length,
    '"CPU utilization of all processes during `interval`, in percent of one CPU." cpuPercent: Float': property,
    '"CPU time of all processes in user and kernel mode, in seconds." cpuTime: Float': property,
    '"Resident set sizes of all processes, in bytes. Shared memory is counted once for each of them." memory: SafeInt':
      property,
    '"Resident set sizes of all processes, in percent of RAM." memoryPercent: Float': property,
    '"I/O counters of all processes since each has started." ioCounters: ProcessIoCounters': property,
    '"Bytes read from storage per second, during `interval`." readRate: Float': property,
    '"Bytes written to storage per second, during `interval`." writeRate: Float': property,
    '"Number of threads of all processes." numThreads: Int': property,
    '"Number of open file descriptors of all processes." numFds: Int': property,
    [`"Processes of the group." processes(${processesArguments}): ProcessConnection`]: (
      { processes }: ProcessGroup,
      args,
      context,
    ) => processPage(processes, args, context),
  }),
];
