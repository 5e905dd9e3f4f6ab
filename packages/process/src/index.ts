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
export type { Communicated, CommunicateOptions } from './communicate.js';
export {
  ABOVE_NORMAL_PRIORITY_CLASS,
  BELOW_NORMAL_PRIORITY_CLASS,
  HIGH_PRIORITY_CLASS,
  IDLE_PRIORITY_CLASS,
  IOPRIO_CLASS_BE,
  IOPRIO_CLASS_IDLE,
  IOPRIO_CLASS_NONE,
  IOPRIO_CLASS_RT,
  NORMAL_PRIORITY_CLASS,
  REALTIME_PRIORITY_CLASS,
  RLIM_INFINITY,
  RLIMIT_AS,
  RLIMIT_CORE,
  RLIMIT_CPU,
  RLIMIT_DATA,
  RLIMIT_FSIZE,
  RLIMIT_INFINITY,
  RLIMIT_LOCKS,
  RLIMIT_MEMLOCK,
  RLIMIT_MSGQUEUE,
  RLIMIT_NICE,
  RLIMIT_NOFILE,
  RLIMIT_NPROC,
  RLIMIT_RSS,
  RLIMIT_RTPRIO,
  RLIMIT_RTTIME,
  RLIMIT_SIGPENDING,
  RLIMIT_STACK,
  STATUS_DEAD,
  STATUS_DISK_SLEEP,
  STATUS_IDLE,
  STATUS_LOCKED,
  STATUS_PARKED,
  STATUS_RUNNING,
  STATUS_SLEEPING,
  STATUS_STOPPED,
  STATUS_TRACING_STOP,
  STATUS_WAITING,
  STATUS_WAKE_KILL,
  STATUS_WAKING,
  STATUS_ZOMBIE,
} from './constants.js';
export type { ProcessEvent } from './event-queue.js';
export { type ProcessEvents, type ProcessEventsOptions, processEvents } from './events.js';
export { type Iterated, type ProcessIterOptions, processIter } from './iterate.js';
export { type KillTreeOptions, killTree, type TreeRoot } from './kill-tree.js';
export type { ResourceLimits } from './numbers.js';
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
} from './process-readings.js';
export { createProcessSampler, type ProcessesSample, type ProcessSample, type ProcessSampler } from './sampler.js';
export type { Command, PopenOptions } from './spawned.js';
export type { WaitOptions } from './wait.js';
export { type Ended, type Waitable, type Waited, type WaitProcsOptions, waitProcs } from './wait-procs.js';
