// Written by "npm run generate" from packages/native/cpp/core. Do not edit.

/** CPU time, in seconds. */
export const RLIMIT_CPU = 0;
/** Size of a file that the process writes, in bytes. */
export const RLIMIT_FSIZE = 1;
/** Size of the data segment, in bytes. */
export const RLIMIT_DATA = 2;
/** Size of the stack, in bytes. */
export const RLIMIT_STACK = 3;
/** Size of a core dump, in bytes. */
export const RLIMIT_CORE = 4;
/** Resident set size, in bytes. Linux does not enforce it. */
export const RLIMIT_RSS = 5;
/** Number of processes and threads of the user. */
export const RLIMIT_NPROC = 6;
/** Number of open file descriptors. */
export const RLIMIT_NOFILE = 7;
/** Locked memory, in bytes. */
export const RLIMIT_MEMLOCK = 8;
/** Size of the address space, in bytes. */
export const RLIMIT_AS = 9;
/** Linux: number of file locks. Not enforced since Linux 2.4. */
export const RLIMIT_LOCKS = 10;
/** Linux: number of pending signals. */
export const RLIMIT_SIGPENDING = 11;
/** Linux: size of POSIX message queues, in bytes. */
export const RLIMIT_MSGQUEUE = 12;
/** Linux: ceiling of the nice value, as 20 minus the lowest value. */
export const RLIMIT_NICE = 13;
/** Linux: ceiling of the real-time priority. */
export const RLIMIT_RTPRIO = 14;
/** Linux: CPU time under a real-time scheduling policy without a blocking call, in microseconds. */
export const RLIMIT_RTTIME = 15;
/** FreeBSD: size of the socket buffers of the user, in bytes. */
export const RLIMIT_SBSIZE = 16;
/** FreeBSD: number of pseudo-terminals of the user. */
export const RLIMIT_NPTS = 17;
/** FreeBSD: swap space of the user, in bytes. */
export const RLIMIT_SWAP = 18;
/** Linux: no class; the priority follows the nice value. */
export const IOPRIO_CLASS_NONE = 0;
/** Linux: real time, served before all others. Requires CAP_SYS_ADMIN or CAP_SYS_NICE. */
export const IOPRIO_CLASS_RT = 1;
/** Linux: best effort, the default. */
export const IOPRIO_CLASS_BE = 2;
/** Linux: idle, served when no other process needs the disk. */
export const IOPRIO_CLASS_IDLE = 3;
/** Windows: very low, for background tasks. */
export const IOPRIO_VERYLOW = 0;
/** Windows: low. */
export const IOPRIO_LOW = 1;
/** Windows: normal, the default. */
export const IOPRIO_NORMAL = 2;
/** Windows: high. Requires SeIncreaseBasePriorityPrivilege. */
export const IOPRIO_HIGH = 3;
/** Windows: priority above normal. */
export const ABOVE_NORMAL_PRIORITY_CLASS = 32768;
/** Windows: priority below normal. */
export const BELOW_NORMAL_PRIORITY_CLASS = 16384;
/** Windows: high priority, for time-critical tasks. */
export const HIGH_PRIORITY_CLASS = 128;
/** Windows: runs only when the system is idle. */
export const IDLE_PRIORITY_CLASS = 64;
/** Windows: normal priority, the default. */
export const NORMAL_PRIORITY_CLASS = 32;
/** Windows: the highest priority, above system processes. */
export const REALTIME_PRIORITY_CLASS = 256;
