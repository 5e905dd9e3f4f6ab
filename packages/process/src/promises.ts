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
export { type Iterated, type ProcessIterOptions, processIterAsync as processIter } from './iterate.js';
export { type KillTreeOptions, killTreeAsync as killTree, type TreeRoot } from './kill-tree.js';
export { pidExistsAsync as pidExists, pidsAsync as pids } from './pids.js';
export type { Child } from './popen.js';
export { Popen } from './popen-async.js';
export { Process } from './process-async.js';
export type { ChildrenOptions } from './process-base.js';
export type {
  ConnectionsOptions,
  MemoryMapsOptions,
  MemoryPercentOptions,
  MemoryType,
  ProcessCpuPercentOptions,
} from './process-queries.js';
export {
  createProcessSamplerAsync as createProcessSampler,
  type ProcessesSample,
  type ProcessSample,
  type ProcessSamplerAsync as ProcessSampler,
} from './sampler.js';
export type { ResourceLimits } from './validate.js';
export type { WaitOptions } from './wait.js';
export { type Ended, type Waitable, type Waited, type WaitProcsOptions, waitProcs } from './wait-procs.js';
