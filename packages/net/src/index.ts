export { type NicAddress, netIfAddrs } from './addresses.js';
export * from './constants.js';
export { type NetIoCounters, type NetIoCountersOptions, netIoCounters } from './io-counters.js';
export { createNetSampler, type NetSample, type NetSampler } from './sampler.js';
export { type NicStats, netIfStats } from './stats.js';
