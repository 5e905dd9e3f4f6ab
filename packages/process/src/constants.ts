export {
  ABOVE_NORMAL_PRIORITY_CLASS,
  BELOW_NORMAL_PRIORITY_CLASS,
  HIGH_PRIORITY_CLASS,
  IDLE_PRIORITY_CLASS,
  IOPRIO_CLASS_BE,
  IOPRIO_CLASS_IDLE,
  IOPRIO_CLASS_NONE,
  IOPRIO_CLASS_RT,
  IOPRIO_HIGH,
  IOPRIO_LOW,
  IOPRIO_NORMAL,
  IOPRIO_VERYLOW,
  NORMAL_PRIORITY_CLASS,
  REALTIME_PRIORITY_CLASS,
  RLIMIT_AS,
  RLIMIT_CORE,
  RLIMIT_CPU,
  RLIMIT_DATA,
  RLIMIT_FSIZE,
  RLIMIT_LOCKS,
  RLIMIT_MEMLOCK,
  RLIMIT_MSGQUEUE,
  RLIMIT_NICE,
  RLIMIT_NOFILE,
  RLIMIT_NPROC,
  RLIMIT_NPTS,
  RLIMIT_RSS,
  RLIMIT_RTPRIO,
  RLIMIT_RTTIME,
  RLIMIT_SBSIZE,
  RLIMIT_SIGPENDING,
  RLIMIT_STACK,
  RLIMIT_SWAP,
} from '@psutil/native/internal/constants';

/** Running or runnable. */
export const STATUS_RUNNING = 'running';
/** Interruptible sleep. */
export const STATUS_SLEEPING = 'sleeping';
/** Uninterruptible sleep, usually waiting for disk I/O. */
export const STATUS_DISK_SLEEP = 'disk-sleep';
/** Stopped by a job control signal. */
export const STATUS_STOPPED = 'stopped';
/** Stopped by a debugger during tracing. */
export const STATUS_TRACING_STOP = 'tracing-stop';
/** Terminated, but not yet reaped by its parent. */
export const STATUS_ZOMBIE = 'zombie';
/** Dead; visible only while the kernel removes the process. */
export const STATUS_DEAD = 'dead';
/** Linux 2.6.33 to 3.13: sleep that only a fatal signal interrupts. */
export const STATUS_WAKE_KILL = 'wake-kill';
/** Linux 2.6.33 to 3.13: waking up. */
export const STATUS_WAKING = 'waking';
/**
 * Unix: idle; on Linux, a kernel thread in uninterruptible sleep that does not count towards the load.
 */
export const STATUS_IDLE = 'idle';
/** FreeBSD: waiting to acquire a lock. */
export const STATUS_LOCKED = 'locked';
/** FreeBSD: waiting for an interrupt. */
export const STATUS_WAITING = 'waiting';
/** Linux: parked kernel thread. */
export const STATUS_PARKED = 'parked';

/** Value of a resource limit that means unlimited. */
export const RLIM_INFINITY: number = Number.POSITIVE_INFINITY;
/** Alias of {@link RLIM_INFINITY}. */
export const RLIMIT_INFINITY: number = RLIM_INFINITY;
