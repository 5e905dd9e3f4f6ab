export { type NicAddress, netIfAddrs } from './addresses.js';
export {
  type Connection,
  type ConnectionKind,
  type InetConnection,
  type NetConnectionsOptions,
  netConnections,
  type SocketAddress,
  type UnixConnection,
} from './connections.js';
export * from './constants.js';
export { type NetIoCounters, type NetIoCountersOptions, netIoCounters } from './io-counters.js';
export { createNetSampler, type NetRates, type NetSample, type NetSampler } from './sampler.js';
export { type NicStats, netIfStats } from './stats.js';
