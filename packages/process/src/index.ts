export { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess } from '@psutil/native';
export type {
  ConnectionKind,
  ContextSwitches,
  FileMode,
  InetConnection,
  IoPriority,
  Limits,
  MappedFile,
  MappedRegion,
  OpenConnection as Connection,
  OpenFile,
  PageFaults,
  ProcessCpuTimes,
  ProcessFullMemory,
  ProcessIds,
  ProcessIoCounters,
  ProcessMemory,
  ProcessMemoryEx,
  ProcessStatus,
  ThreadTimes,
  UnixConnection,
} from '@psutil/native/collect';
export {
  type AttributeName,
  type AttributesOf,
  type AttributesOption,
  attributeNames,
  type ProcessAttributes,
} from './attributes.js';
export type { Command, PopenOptions } from './child.js';
export type { Communicated, CommunicateOptions } from './communicate.js';
export * from './constants.js';
export type { ProcessEvent } from './event-queue.js';
export { type ProcessEvents, type ProcessEventsOptions, processEvents } from './events.js';
export { type Iterated, type ProcessIterOptions, processIter } from './iterate.js';
export { type KillTreeOptions, killTree, type TreeRoot } from './kill-tree.js';
export { pidExists, pids } from './pids.js';
export { type Child, Popen } from './popen.js';
export { Process } from './process.js';
export type { ChildrenOptions } from './process-base.js';
export type {
  ConnectionsOptions,
  MemoryMapsOptions,
  MemoryPercentOptions,
  MemoryType,
  ProcessCpuPercentOptions,
} from './process-queries.js';
export { createProcessSampler, type ProcessesSample, type ProcessSample, type ProcessSampler } from './sampler.js';
export type { ResourceLimits } from './validate.js';
export type { WaitOptions } from './wait.js';
export { type Ended, type Waitable, type Waited, type WaitProcsOptions, waitProcs } from './wait-procs.js';
