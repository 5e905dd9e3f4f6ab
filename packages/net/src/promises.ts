export { type NicAddress, netIfAddrsAsync as netIfAddrs } from './addresses.js';
export {
  type Connection,
  type ConnectionKind,
  type InetConnection,
  type NetConnectionsOptions,
  netConnectionsAsync as netConnections,
  type SocketAddress,
  type UnixConnection,
} from './connections.js';
export * from './constants.js';
export { type NetIoCounters, type NetIoCountersOptions, netIoCountersAsync as netIoCounters } from './io-counters.js';
export {
  createNetSamplerAsync as createNetSampler,
  type NetRates,
  type NetSample,
  type NetSamplerAsync as NetSampler,
} from './sampler.js';
export { type NicStats, netIfStatsAsync as netIfStats } from './stats.js';
