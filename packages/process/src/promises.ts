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
export { type IteratedProcess, type ProcessIterOptions, processIterAsync as processIter } from './iterate.js';
export { type KillTreeOptions, killTreeAsync as killTree, type TreeRoot } from './kill-tree.js';
export { pidExistsAsync as pidExists, pidsAsync as pids } from './pids.js';
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
export { type EndedProcess, type Waitable, type WaitProcsOptions, type WaitResult, waitProcs } from './wait-procs.js';
