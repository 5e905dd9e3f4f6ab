/** On a CPU, or ready for one. */
export const STATUS_RUNNING = 'running';
/** Waiting, and may be interrupted. */
export const STATUS_SLEEPING = 'sleeping';
/** Waiting, mostly for a disk, and not to be interrupted. */
export const STATUS_DISK_SLEEP = 'disk-sleep';
/** Stopped by a signal. */
export const STATUS_STOPPED = 'stopped';
/** Stopped by a debugger. */
export const STATUS_TRACING_STOP = 'tracing-stop';
/** Ended, but its parent has not asked for its exit code. */
export const STATUS_ZOMBIE = 'zombie';
/** About to vanish. */
export const STATUS_DEAD = 'dead';
/** Linux 2.6.33 to 3.13: waiting, to be woken by a deadly signal only. */
export const STATUS_WAKE_KILL = 'wake-kill';
/** Linux 2.6.33 to 3.13: being woken. */
export const STATUS_WAKING = 'waking';
/** Linux, macOS, FreeBSD: a thread of the kernel without work. */
export const STATUS_IDLE = 'idle';
/** FreeBSD: waiting for a lock. */
export const STATUS_LOCKED = 'locked';
/** FreeBSD: waiting. */
export const STATUS_WAITING = 'waiting';
/** Linux: a thread of the kernel that is put aside. */
export const STATUS_PARKED = 'parked';

/** Linux: no class of its own; it follows `nice`. */
export const IOPRIO_CLASS_NONE = 0;
/** Linux: before all others. Needs root. */
export const IOPRIO_CLASS_RT = 1;
/** Linux: as usual. */
export const IOPRIO_CLASS_BE = 2;
/** Linux: only when nobody else wants the disk. */
export const IOPRIO_CLASS_IDLE = 3;

/** Windows: the priority classes of `nice`. */
export const ABOVE_NORMAL_PRIORITY_CLASS = 0x8000;
/** Windows: a little less than usual. */
export const BELOW_NORMAL_PRIORITY_CLASS = 0x4000;
/** Windows: far more than usual. */
export const HIGH_PRIORITY_CLASS = 0x80;
/** Windows: only when nobody else wants the CPU. */
export const IDLE_PRIORITY_CLASS = 0x40;
/** Windows: as usual. */
export const NORMAL_PRIORITY_CLASS = 0x20;
/** Windows: before all others. */
export const REALTIME_PRIORITY_CLASS = 0x100;

/** Seconds of CPU. The limits of `rlimit` are those of getrlimit(2). */
export const RLIMIT_CPU = 0;
/** Bytes of a file that it writes. */
export const RLIMIT_FSIZE = 1;
/** Bytes of its data. */
export const RLIMIT_DATA = 2;
/** Bytes of its stack. */
export const RLIMIT_STACK = 3;
/** Bytes of what it leaves behind when it crashes. */
export const RLIMIT_CORE = 4;
/** Bytes of RAM; Linux does not enforce it. */
export const RLIMIT_RSS = 5;
/** Processes and threads of its user. */
export const RLIMIT_NPROC = 6;
/** Open descriptors. */
export const RLIMIT_NOFILE = 7;
/** Bytes of memory that is never swapped out. */
export const RLIMIT_MEMLOCK = 8;
/** Bytes of its address space. */
export const RLIMIT_AS = 9;
/** Locks of files; Linux does not enforce it. */
export const RLIMIT_LOCKS = 10;
/** Signals that wait for it. */
export const RLIMIT_SIGPENDING = 11;
/** Bytes of message queues. */
export const RLIMIT_MSGQUEUE = 12;
/** How far it may raise its priority: 20 less the lowest `nice`. */
export const RLIMIT_NICE = 13;
/** How far it may raise its real-time priority. */
export const RLIMIT_RTPRIO = 14;
/** Microseconds of CPU that it may use at a time with a real-time priority. */
export const RLIMIT_RTTIME = 15;
/** No limit. */
export const RLIM_INFINITY: number = Number.POSITIVE_INFINITY;
/** No limit: another name of {@link RLIM_INFINITY}. */
export const RLIMIT_INFINITY: number = RLIM_INFINITY;
