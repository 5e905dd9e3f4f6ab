export { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess } from '@psutil/native';
export type { ProcessCpuTimes, ProcessMemory, ProcessStatus } from '@psutil/native/collect';
export {
  type AttributeName,
  type AttributesOf,
  type AttributesOption,
  attributeNames,
  type ProcessAttributes,
} from './attributes.js';
export {
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
export { type Iterated, type ProcessIterOptions, processIter } from './iterate.js';
export { pidExists, pids } from './pids.js';
export { Process } from './process.js';
export type { ChildrenOptions } from './process-base.js';
