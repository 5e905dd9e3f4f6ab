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
