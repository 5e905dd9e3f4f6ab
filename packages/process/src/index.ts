export { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess } from '@psutil/native';
export type {
  Connection,
  ConnectionKind,
  InetConnection,
  UnixConnection,
} from '@psutil/native/internal/connections';
export type {
  ContextSwitches,
  FileMode,
  IoPriority,
  Limits,
  MappedFile,
  MappedRegion,
  OpenFile,
  PageFaults,
  ProcessCpuTimes,
  ProcessFullMemory,
  ProcessIds,
  ProcessIoCounters,
  ProcessIoRates,
  ProcessMemory,
  ProcessMemoryEx,
  ProcessStatus,
  ThreadTimes,
} from '@psutil/native/internal/records';
export {
  type AttributeName,
  type AttributesOf,
  type AttributesOption,
  attributeNames,
  type ProcessAttributes,
} from './attributes.js';
export type { Command, PopenOptions } from './child.js';
export type { CommunicateOptions, CommunicateResult } from './communicate.js';
export * from './constants.js';
export type { ProcessEvent } from './event-queue.js';
export { type ProcessEvents, type ProcessEventsOptions, processEvents } from './events.js';
export { type IteratedProcess, type ProcessIterOptions, processIter } from './iterate.js';
export { type KillTreeOptions, killTree, type TreeRoot } from './kill-tree.js';
export { pidExists, pids } from './pids.js';
export { Popen } from './popen.js';
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
export { type EndedProcess, type Waitable, type WaitProcsOptions, type WaitResult, waitProcs } from './wait-procs.js';
