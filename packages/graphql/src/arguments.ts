import { pageArguments } from './pagination.js';

/** The SDL of the arguments of a page of processes. */
export const processesArguments = `
  "Criteria that the processes match."
  filter: ProcessFilter
  "Orders of the processes, the most significant first. Default: by PID."
  orderBy: [ProcessOrder!]
  ${pageArguments}`;

/** The SDL of the argument that selects the kind of sockets. */
export const socketKindArgument = `
  "Kind of the sockets."
  kind: SocketKind! = INET`;

/** The SDL of the argument that selects the sockets of network namespaces. */
export const namespacesArgument = `
  "Whether to include the sockets of other network namespaces, such as those of containers."
  namespaces: Boolean! = false`;

/** The SDL of the arguments of a page of sockets, except their kind. */
export const socketsArguments = `
  "Criteria that the sockets match."
  filter: SocketFilter
  "Orders of the sockets, the most significant first. Default: by PID."
  orderBy: [SocketOrder!]
  ${pageArguments}`;

/** The SDL of the interval of a subscription. */
export const eventIntervalArgument = `
  "Interval between two events, in seconds, 0.1 to 3600."
  interval: Float! = 1`;

/** The SDL of the time limit of a read of a filesystem. */
export const timeoutArgument = `
  "Time after which the field fails, in seconds."
  timeout: Float! = 5`;
