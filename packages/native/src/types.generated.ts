// Written by "npm run generate" from packages/native/cpp/core. Do not edit.
import type { Attributes, SocketKind, Target, Targets } from './arguments.js';

/** State of the process that a read failed on. */
export type ProcessFailureKind = 'unknown' | 'gone' | 'reused' | 'zombie';

/** Address family: IPv4, IPv6, UNIX domain socket, or hardware (MAC) address. */
export type AddressFamily = 'AF_INET' | 'AF_INET6' | 'AF_UNIX' | 'AF_LINK';

/** Socket type: stream, datagram, or sequenced packets. */
export type SocketType = 'SOCK_STREAM' | 'SOCK_DGRAM' | 'SOCK_SEQPACKET';

/** State of a TCP connection; NONE for other sockets. */
export type ConnectionStatus = 'ESTABLISHED' | 'SYN_SENT' | 'SYN_RECV' | 'FIN_WAIT1' | 'FIN_WAIT2' | 'TIME_WAIT' | 'CLOSE' | 'CLOSE_WAIT' | 'LAST_ACK' | 'LISTEN' | 'CLOSING' | 'NONE' | 'DELETE_TCB' | 'IDLE' | 'BOUND';

/** Duplex mode of a network interface. */
export type NicDuplex = 'full' | 'half' | 'unknown';

/** Status of a Windows service. */
export type WindowsServiceStatus = 'stopped' | 'start_pending' | 'stop_pending' | 'running' | 'continue_pending' | 'pause_pending' | 'paused';

/** Start type of a Windows service. */
export type WindowsServiceStartType = 'automatic' | 'manual' | 'disabled';

/** The state of a process, as `ps` shows it. */
export type ProcessStatus = 'running' | 'sleeping' | 'disk-sleep' | 'stopped' | 'tracing-stop' | 'zombie' | 'dead' | 'wake-kill' | 'waking' | 'idle' | 'locked' | 'waiting' | 'parked';

/** Access mode of an open file, in the notation of fopen(3). */
export type FileMode = 'r' | 'w' | 'a' | 'r+' | 'a+';

/** Directories of the pseudo files of the machine to read. */
export interface Host {
  /** Mount point of procfs. */
  readonly proc: string;
  /** Mount point of sysfs. */
  readonly sys: string;
  /** Directory of passwd and os-release. */
  readonly etc: string;
  /** Directory of utmp and of logind's sessions. */
  readonly run: string;
  /** Root of the filesystems to read. */
  readonly root: string;
  /** Size of a memory page, in bytes, where the files were captured on another machine. */
  readonly pageSize?: number;
  /** Clock ticks per second, where the files were captured on another machine. */
  readonly clockTick?: number;
}

/** A failure of a collector. */
export interface Failure {
  /** Name of the error, such as `ENOENT`. */
  readonly code: string;
  /** Name of the system call that failed. */
  readonly call: string;
  /** Path that the call was made on, or empty. */
  readonly path: string;
  /** State of the process. */
  readonly kind: ProcessFailureKind;
  /** PID of the process. */
  readonly pid?: number;
  /** PID of the parent of a zombie. */
  readonly ppid?: number;
  /** Number of the line that cannot be parsed. */
  readonly line?: number;
  /** Number of the error where the system has no errno: Win32 error or NTSTATUS. */
  readonly systemErrno?: number;
}

/** System-wide CPU times and the times of each online CPU. */
export interface CpuTimesTable {
  /** Sum over all CPUs. */
  readonly total: CpuTimes;
  /** Each online CPU, in ascending order of its number. */
  readonly cpus: PerCpuTimes[];
}

/** CPU time spent in each mode since boot, in seconds. */
export interface CpuTimes {
  /** Time spent by processes in user mode, in seconds. On Linux it includes `guest`. */
  readonly user: number;
  /** Time spent in kernel mode, except in `irq`, `softirq` and `dpc`, in seconds. */
  readonly system: number;
  /** Time spent idle, with no outstanding I/O request, in seconds. */
  readonly idle: number;
  /** Linux, macOS, FreeBSD: time spent by niced (low priority) processes in user mode, in seconds. On Linux it includes `guestNice`. */
  readonly nice?: number;
  /** Linux: time spent idle while an I/O request was outstanding, in seconds. */
  readonly iowait?: number;
  /** Time spent servicing hardware interrupts, in seconds. Not on macOS. */
  readonly irq?: number;
  /** Linux: time spent servicing software interrupts, in seconds. */
  readonly softirq?: number;
  /** Linux: time that the hypervisor gave to other virtual machines while this one was ready to run, in seconds. */
  readonly steal?: number;
  /** Linux: time spent running a virtual CPU of a guest, in seconds. It is included in `user`. */
  readonly guest?: number;
  /** Linux: time spent running a virtual CPU of a niced guest, in seconds. It is included in `nice`. */
  readonly guestNice?: number;
  /** Windows: time spent servicing deferred procedure calls, in seconds. */
  readonly dpc?: number;
}

/** CPU time spent in each mode between two readings, in percent of all CPU time. */
export interface CpuTimesPercent {
  /** Time spent by processes in user mode, in percent. On Linux it includes `guest`. */
  readonly user: number;
  /** Time spent in kernel mode, except in `irq`, `softirq` and `dpc`, in percent. */
  readonly system: number;
  /** Time spent idle, with no outstanding I/O request, in percent. */
  readonly idle: number;
  /** Linux, macOS, FreeBSD: time spent by niced (low priority) processes in user mode, in percent. On Linux it includes `guestNice`. */
  readonly nice?: number;
  /** Linux: time spent idle while an I/O request was outstanding, in percent. */
  readonly iowait?: number;
  /** Time spent servicing hardware interrupts, in percent. Not on macOS. */
  readonly irq?: number;
  /** Linux: time spent servicing software interrupts, in percent. */
  readonly softirq?: number;
  /** Linux: time that the hypervisor gave to other virtual machines while this one was ready to run, in percent. */
  readonly steal?: number;
  /** Linux: time spent running a virtual CPU of a guest, in percent. It is included in `user`. */
  readonly guest?: number;
  /** Linux: time spent running a virtual CPU of a niced guest, in percent. It is included in `nice`. */
  readonly guestNice?: number;
  /** Windows: time spent servicing deferred procedure calls, in percent. */
  readonly dpc?: number;
}

/** One online CPU and its times. */
export interface PerCpuTimes {
  /** Number of the CPU, as assigned by the kernel. */
  readonly cpu: number;
  /** Times of the CPU. */
  readonly times: CpuTimes;
}

/** CPU event counters since boot. */
export interface CpuStats {
  /** Number of context switches, voluntary and involuntary. */
  readonly ctxSwitches: number;
  /** Number of hardware interrupts. */
  readonly interrupts: number;
  /** Linux, FreeBSD: number of software interrupts. */
  readonly softInterrupts?: number;
  /** FreeBSD, SunOS, Windows: number of system calls. */
  readonly syscalls?: number;
}

/** CPU frequency, in MHz. */
export interface CpuFreq {
  /** Current frequency, in MHz. */
  readonly current: number;
  /** Minimum frequency of the CPU, in MHz; null if unknown. */
  readonly min: number | null;
  /** Maximum frequency of the CPU, in MHz; null if unknown. */
  readonly max: number | null;
}

/** System-wide memory statistics, in bytes. */
export interface VirtualMemory {
  /** Total physical memory, excluding memory reserved by the kernel, in bytes. */
  readonly total: number;
  /** Memory that can be given to processes without swapping, in bytes. */
  readonly available: number;
  /** Memory in use, in percent of `total`, 0 to 100. */
  readonly percent: number;
  /** Memory in use, in bytes: `total` minus `available`. */
  readonly used: number;
  /** Memory that is not used at all, in bytes; usually far less than `available`. */
  readonly free?: number;
  /** Linux, macOS, FreeBSD: memory in use or used very recently, in bytes. */
  readonly active?: number;
  /** Linux, macOS, FreeBSD: memory that was not used recently, in bytes. */
  readonly inactive?: number;
  /** Linux, FreeBSD: cache for block devices and filesystem metadata, in bytes. */
  readonly buffers?: number;
  /** Linux, Windows: page cache, in bytes. On Linux it includes reclaimable slab memory. */
  readonly cached?: number;
  /** Linux, FreeBSD: shared memory, in bytes; on Linux, including tmpfs. */
  readonly shared?: number;
  /** Linux: in-kernel data structures cache, in bytes. */
  readonly slab?: number;
  /** macOS, FreeBSD, Windows: memory that is never paged out, in bytes; on Windows, that of the kernel. */
  readonly wired?: number;
}

/** System-wide swap memory statistics, in bytes. */
export interface SwapMemory {
  /** Total swap space, in bytes. */
  readonly total: number;
  /** Used swap space, in bytes: `total` minus `free`. */
  readonly used: number;
  /** Free swap space, in bytes. */
  readonly free: number;
  /** Used swap space, in percent of `total`, 0 to 100; 0 without swap space. */
  readonly percent: number;
  /** Unix: bytes swapped in from disk since boot. */
  readonly sin?: number;
  /** Unix: bytes swapped out to disk since boot. */
  readonly sout?: number;
}

/** A mounted filesystem. */
export interface DiskPartition {
  /** Device path, such as `/dev/sda1`; empty for a filesystem without a device. */
  readonly device: string;
  /** Mount point. */
  readonly mountpoint: string;
  /** Filesystem type, such as `ext4`. */
  readonly fstype: string;
  /** Mount options, separated by commas. */
  readonly opts: string;
}

/** Disk usage of a filesystem, in bytes. */
export interface DiskUsage {
  /** Size of the filesystem, in bytes. */
  readonly total: number;
  /** Used space, in bytes. */
  readonly used: number;
  /** Free space that is available to unprivileged users, in bytes. */
  readonly free: number;
  /** Used space, in percent of `used` plus `free`, 0 to 100. */
  readonly percent: number;
  /** Inode usage; null if the filesystem does not count inodes. */
  readonly inodes: InodeUsage | null;
}

/** Inode usage of a filesystem. */
export interface InodeUsage {
  /** Total number of inodes. */
  readonly total: number;
  /** Number of used inodes. */
  readonly used: number;
  /** Number of free inodes that are available to unprivileged users. */
  readonly free: number;
  /** Used inodes, in percent of `used` plus `free`, 0 to 100. */
  readonly percent: number;
}

/** I/O counters of one disk or partition. */
export interface NamedDiskIoCounters {
  /** Device name, such as `sda1`. */
  readonly name: string;
  /** Whether the device is a whole disk that is not built on other devices or on RAM; false unless requested. */
  readonly physical: boolean;
  /** I/O counters. */
  readonly counters: DiskIoCounters;
}

/** Disk I/O counters since boot. */
export interface DiskIoCounters {
  /** Number of completed reads. */
  readonly readCount: number;
  /** Number of completed writes. */
  readonly writeCount: number;
  /** Number of bytes read. */
  readonly readBytes: number;
  /** Number of bytes written. */
  readonly writeBytes: number;
  /** Time spent reading, in milliseconds. Concurrent reads are added up. Not on SunOS. */
  readonly readTime?: number;
  /** Time spent writing, in milliseconds. Concurrent writes are added up. Not on SunOS. */
  readonly writeTime?: number;
  /** Linux, FreeBSD, SunOS: time during which I/O requests were outstanding, in milliseconds. */
  readonly busyTime?: number;
  /** Linux: number of merged reads. */
  readonly readMergedCount?: number;
  /** Linux: number of merged writes. */
  readonly writeMergedCount?: number;
}

/** Disk I/O rates between two readings. */
export interface DiskRates {
  /** Number of completed reads, per second. */
  readonly readCount: number;
  /** Number of completed writes, per second. */
  readonly writeCount: number;
  /** Number of bytes read, per second. */
  readonly readBytes: number;
  /** Number of bytes written, per second. */
  readonly writeBytes: number;
}

/** I/O rates of one disk or partition between two readings. */
export interface DiskRatesOfOne {
  /** Number of completed reads, per second. */
  readonly readCount: number;
  /** Number of completed writes, per second. */
  readonly writeCount: number;
  /** Number of bytes read, per second. */
  readonly readBytes: number;
  /** Number of bytes written, per second. */
  readonly writeBytes: number;
  /** Linux, FreeBSD, SunOS: time during which the device was busy, in percent, 0 to 100. */
  readonly busyPercent?: number;
}

/** I/O counters of one network interface. */
export interface NamedNetIoCounters {
  /** Name of the interface, such as `eth0`. */
  readonly name: string;
  /** Whether the interface is a device, not a loopback, bridge, tunnel or bond; false unless requested. */
  readonly physical: boolean;
  /** I/O counters. */
  readonly counters: NetIoCounters;
}

/** I/O counters of a network interface since it was created. */
export interface NetIoCounters {
  /** Number of bytes sent. */
  readonly bytesSent: number;
  /** Number of bytes received. */
  readonly bytesRecv: number;
  /** Number of packets sent. */
  readonly packetsSent: number;
  /** Number of packets received. */
  readonly packetsRecv: number;
  /** Number of receive errors. */
  readonly errin: number;
  /** Number of transmit errors. */
  readonly errout: number;
  /** Number of incoming packets that were dropped. */
  readonly dropin: number;
  /** Number of outgoing packets that were dropped. */
  readonly dropout: number;
}

/** Network I/O rates between two readings. */
export interface NetRates {
  /** Number of bytes sent, per second. */
  readonly bytesSent: number;
  /** Number of bytes received, per second. */
  readonly bytesRecv: number;
  /** Number of packets sent, per second. */
  readonly packetsSent: number;
  /** Number of packets received, per second. */
  readonly packetsRecv: number;
  /** Number of receive errors, per second. */
  readonly errin: number;
  /** Number of transmit errors, per second. */
  readonly errout: number;
  /** Number of incoming packets that were dropped, per second. */
  readonly dropin: number;
  /** Number of outgoing packets that were dropped, per second. */
  readonly dropout: number;
}

/** I/O rates of one network interface between two readings. */
export interface NetRatesOfOne {
  /** Number of bytes sent, per second. */
  readonly bytesSent: number;
  /** Number of bytes received, per second. */
  readonly bytesRecv: number;
  /** Number of packets sent, per second. */
  readonly packetsSent: number;
  /** Number of packets received, per second. */
  readonly packetsRecv: number;
  /** Number of receive errors, per second. */
  readonly errin: number;
  /** Number of transmit errors, per second. */
  readonly errout: number;
  /** Number of incoming packets that were dropped, per second. */
  readonly dropin: number;
  /** Number of outgoing packets that were dropped, per second. */
  readonly dropout: number;
}

/** A socket, and a process that has it open. */
export interface Connection {
  /** File descriptor of the socket in the process; null if unknown. */
  readonly fd: number | null;
  /** Address family. */
  readonly family: AddressFamily;
  /** Socket type. */
  readonly type: SocketType;
  /** Local address; null for a UNIX domain socket. */
  readonly laddr: SocketAddress | null;
  /** Remote address; null if the socket is not connected. */
  readonly raddr: SocketAddress | null;
  /** Path of a UNIX domain socket: `@` and a name if it is abstract, empty if it is unnamed; null for other sockets. */
  readonly path: string | null;
  /** State of a TCP connection; NONE for other sockets. */
  readonly status: ConnectionStatus;
  /** PID of the process; null if unknown. */
  readonly pid: number | null;
}

/** IP address and port of a socket. */
export interface SocketAddress {
  /** IP address. */
  readonly ip: string;
  /** Port number. */
  readonly port: number;
}

/** An address of a named network interface. */
export interface NamedNicAddress {
  /** Name of the interface. */
  readonly name: string;
  /** Address. */
  readonly address: NicAddress;
}

/** An address of a network interface. */
export interface NicAddress {
  /** Address family. `AF_LINK` is a hardware (MAC) address. */
  readonly family: AddressFamily;
  /** Address. */
  readonly address: string;
  /** Netmask; null if there is none. */
  readonly netmask: string | null;
  /** Broadcast address; null if there is none. */
  readonly broadcast: string | null;
  /** Destination address of a point-to-point interface; null for other interfaces. */
  readonly ptp: string | null;
}

/** State of a named network interface. */
export interface NamedNicStats {
  /** Name of the interface. */
  readonly name: string;
  /** State. */
  readonly stats: NicStats;
}

/** State of a network interface. */
export interface NicStats {
  /** Whether the interface is up and running: enabled, with a carrier. */
  readonly isup: boolean;
  /** Duplex mode. */
  readonly duplex: NicDuplex;
  /** Speed, in megabits per second; 0 if unknown. */
  readonly speed: number;
  /** Maximum transmission unit, in bytes. */
  readonly mtu: number;
  /** Unix: interface flags, such as `up`, `broadcast` and `running`. */
  readonly flags?: string[];
}

/** A temperature sensor and its chip. */
export interface ChipTemperature {
  /** Name of the chip. */
  readonly chip: string;
  /** Reading of the sensor. */
  readonly temperature: Temperature;
}

/** Reading of a temperature sensor, in degrees Celsius, or in degrees Fahrenheit if requested. */
export interface Temperature {
  /** Label of the sensor, such as `Core 0`; empty if it has none. */
  readonly label: string;
  /** Current temperature, in degrees. */
  readonly current: number;
  /** High threshold, in degrees; null if unknown. */
  readonly high: number | null;
  /** Critical threshold, in degrees; null if unknown. */
  readonly critical: number | null;
}

/** A fan and its chip. */
export interface ChipFan {
  /** Name of the chip. */
  readonly chip: string;
  /** Speed of the fan. */
  readonly fan: Fan;
}

/** Speed of a fan. */
export interface Fan {
  /** Label of the fan, such as `cpu_fan`; empty if it has none. */
  readonly label: string;
  /** Current speed, in RPM (revolutions per minute). */
  readonly current: number;
}

/** Values that a battery reports. */
export interface BatteryReading {
  /** Name, such as `BAT0`. */
  readonly name: string;
  /** Charge level, in percent, if the battery reports it instead of amounts. */
  readonly percent: number | null;
  /** Remaining energy or charge, in a unit of the platform. */
  readonly now: number | null;
  /** Energy or charge of the full battery, in the unit of `now`. */
  readonly full: number | null;
  /** Discharge rate, in the unit of `now` per hour. */
  readonly rate: number | null;
  /** Remaining time, in seconds, as the battery reports it. */
  readonly secondsToEmpty: number | null;
  /** Whether the power supply is connected; null if unknown. */
  readonly plugged: boolean | null;
}

/** Resource limits set by control groups: of each limit, the minimum over the group and its ancestors. */
export interface Limits {
  /** Memory limit and usage. */
  readonly memory: MemoryLimits;
  /** Swap limit and usage. */
  readonly swap: SwapLimits;
  /** CPU limits. */
  readonly cpu: CpuLimits;
  /** Limit and number of processes and threads. */
  readonly pids: PidsLimits;
  /** Path of the control group; null if there is none. */
  readonly cgroup: string | null;
  /** Version of the control group hierarchy that limits memory, 1 or 2; null if there is none. */
  readonly version: number | null;
}

/** Memory limit and usage of a control group, in bytes. */
export interface MemoryLimits {
  /** Memory limit, in bytes; null if there is none. */
  readonly limit: number | null;
  /** Memory usage including the page cache, in bytes; null if unknown. */
  readonly usage: number | null;
  /** Working set, in bytes: `usage` minus the inactive page cache; null if unknown. */
  readonly workingSet: number | null;
}

/** Swap limit and usage of a control group, in bytes. */
export interface SwapLimits {
  /** Swap limit, in bytes; null if there is none. */
  readonly limit: number | null;
  /** Swap usage, in bytes; null if unknown. */
  readonly usage: number | null;
}

/** CPU limits of a control group. */
export interface CpuLimits {
  /** CPU quota, in CPUs (CPU seconds per second); null if there is none. */
  readonly quota: number | null;
  /** Numbers of the permitted CPUs; null if all are permitted. */
  readonly cpus: number[] | null;
}

/** Limit and number of processes and threads of a control group. */
export interface PidsLimits {
  /** Maximum number of processes and threads; null if there is none. */
  readonly limit: number | null;
  /** Current number of processes and threads; null if unknown. */
  readonly current: number | null;
}

/** Pressure stall information (PSI); null for a resource that the kernel does not report. */
export interface Pressure {
  /** CPU pressure. */
  readonly cpu: ResourcePressure | null;
  /** Memory pressure. */
  readonly memory: ResourcePressure | null;
  /** I/O pressure. */
  readonly io: ResourcePressure | null;
}

/** Pressure stall information of one resource. */
export interface ResourcePressure {
  /** Time during which at least one task was stalled; null if the kernel does not report it. */
  readonly some: PressureStall | null;
  /** Time during which all tasks were stalled at once; null if the kernel does not report it. */
  readonly full: PressureStall | null;
}

/** Time that tasks were stalled on a resource. */
export interface PressureStall {
  /** Stall time over the last 10 seconds, in percent, 0 to 100. */
  readonly avg10: number;
  /** Stall time over the last 60 seconds, in percent, 0 to 100. */
  readonly avg60: number;
  /** Stall time over the last 300 seconds, in percent, 0 to 100. */
  readonly avg300: number;
  /** Total stall time, in seconds. */
  readonly total: number;
}

/** Identification of the machine. */
export interface HostInfo {
  /** Host name. */
  readonly hostname: string;
  /** Operating system; in a container, that of the image. */
  readonly os: OsInfo;
  /** Kernel release. */
  readonly kernel: string;
  /** Hardware architecture as named by the kernel, such as `x86_64`; null if unknown. */
  readonly arch: string | null;
  /** Random identifier of the installation; null if unknown. */
  readonly machineId: string | null;
  /** Random identifier of the boot; null if unknown. */
  readonly bootId: string | null;
  /** Virtual machine technology, as named by systemd-detect-virt(1); null if none is detected. */
  readonly virtualization: string | null;
  /** Container technology, as named by systemd-detect-virt(1); null if none is detected. */
  readonly container: string | null;
}

/** Operating system. */
export interface OsInfo {
  /** Machine-readable name, such as `debian`; null if unknown. */
  readonly id: string | null;
  /** Human-readable name; null if unknown. */
  readonly name: string | null;
  /** Version; null if unknown, or if the system has no versions. */
  readonly version: string | null;
}

/** A login session of a user. */
export interface User {
  /** User name. */
  readonly name: string;
  /** Terminal without its directory, such as `pts/0`; null if the session has none. */
  readonly terminal: string | null;
  /** Remote host name, as recorded by the login program; null for a local session. */
  readonly host: string | null;
  /** Time at which the session started, in seconds since the epoch. */
  readonly started: number;
  /** Unix: PID of the login process. */
  readonly pid?: number;
}

/** A Windows service. */
export interface WindowsService {
  /** Name, which identifies the service. */
  readonly name: string;
  /** Display name. */
  readonly displayName: string;
  /** Status. */
  readonly status: WindowsServiceStatus;
  /** PID of the process; null if the service is not running. */
  readonly pid: number | null;
  /** Path of the executable, with its arguments; null if it cannot be read. */
  readonly binpath: string | null;
  /** User name of the account; null if it cannot be read, or if it has none. */
  readonly username: string | null;
  /** Start type; null if it cannot be read. */
  readonly startType: WindowsServiceStartType | null;
  /** Whether an automatic start is delayed until other services have started; null if it cannot be read. */
  readonly delayedStart: boolean | null;
  /** Description; null if it cannot be read, or if it has none. */
  readonly description: string | null;
}

/** Constants of the system. */
export interface PlatformConstants {
  /** Signals. */
  readonly signals: SignalNumber[];
  /** Highest signal number; 0 without signals. */
  readonly maxSignal: number;
  /** Numbers of the RLIMIT constants that the system has. */
  readonly resources: number[];
  /** Lowest nice value; null where `nice` is a priority class. */
  readonly minNice: number | null;
  /** Highest nice value; null where `nice` is a priority class. */
  readonly maxNice: number | null;
  /** PIDs that a service must not signal, such as that of init. */
  readonly protectedPids: number[];
  /** Prefix of the paths of devices, such as `/dev/`. */
  readonly devicePrefix: string;
}

/** A signal of the system. */
export interface SignalNumber {
  /** Name, such as `SIGTERM`. */
  readonly name: string;
  /** Number. */
  readonly number: number;
}

/** One process and its requested attributes. */
export interface ProcessRow {
  /** PID. */
  readonly pid: number;
  /** Attributes that were read. */
  readonly info: Partial<ProcessInfo>;
  /** Attributes that could not be read. */
  readonly errors: AttributeError[];
  /** Start of the process, an integer below 2^53 in the unit of the system: with the PID, its identity. */
  readonly start?: number;
  /** Failure to read the process at all. */
  readonly failure?: Failure;
}

/** Attributes of a process. */
export interface ProcessInfo {
  /** Time at which the process started, in seconds since the epoch. */
  readonly createTime: number;
  /** PID of the parent process; 0 if outside this PID namespace. */
  readonly ppid: number;
  /** Name of the process. */
  readonly name: string;
  /** Absolute path of the executable; empty for kernel processes. */
  readonly exe: string;
  /** Command line arguments; empty for kernel processes. */
  readonly cmdline: string[];
  /** Environment variables with which the process was started. */
  readonly environ: EnvironmentVariable[];
  /** Absolute path of the current working directory; empty if it has none. */
  readonly cwd: string;
  /** State of the process. */
  readonly status: ProcessStatus;
  /** Whether it is a kernel thread or process. */
  readonly isKernelProcess: boolean;
  /** Name of the real user, or the user ID in digits if it has no name. */
  readonly username: string;
  /** Real, effective and saved user IDs. Not on Windows. */
  readonly uids: ProcessIds;
  /** Real, effective and saved group IDs. Not on Windows. */
  readonly gids: ProcessIds;
  /** Path of the controlling terminal; null without one. Not on Windows. */
  readonly terminal: string | null;
  /** Process group ID; 0 if outside this PID namespace. Not on Windows. */
  readonly processGroup: number;
  /** Session ID; 0 if outside this PID namespace. */
  readonly sessionId: number;
  /** Nice value, -20 (highest) to 19 (lowest); on Windows, a priority class. */
  readonly nice: number;
  /** I/O scheduling class and priority. Not on macOS, FreeBSD and SunOS. */
  readonly ionice: IoPriority;
  /** I/O counters since the process started. Not on SunOS. */
  readonly ioCounters: ProcessIoCounters;
  /** Number of context switches of the main thread. */
  readonly numCtxSwitches: ContextSwitches;
  /** Number of page faults. */
  readonly pageFaults: PageFaults;
  /** Number of threads. */
  readonly numThreads: number;
  /** Threads of the process. */
  readonly threads: ThreadTimes[];
  /** Unix: number of open file descriptors. */
  readonly numFds: number;
  /** Windows: number of open handles. */
  readonly numHandles: number;
  /** Regular files that the process has open. */
  readonly openFiles: OpenFile[];
  /** IPv4 and IPv6 sockets that the process has open. */
  readonly connections: Connection[];
  /** CPU times, in seconds. */
  readonly cpuTimes: ProcessCpuTimes;
  /** Number of the CPU on which the process last ran. Not on macOS and Windows. */
  readonly cpuNum: number;
  /** Numbers of the CPUs on which the process may run. Not on macOS and SunOS. */
  readonly cpuAffinity: number[];
  /** Memory usage, in bytes. */
  readonly memoryInfo: ProcessMemory;
  /** Memory usage with system-specific fields, in bytes. Not on FreeBSD. */
  readonly memoryInfoEx: ProcessMemoryEx;
  /** Memory usage including the unique set size (USS), in bytes. Not on FreeBSD and SunOS. */
  readonly memoryFullInfo: ProcessFullMemory;
  /** Resident set size as a percentage of RAM, 0 to 100. */
  readonly memoryPercent: number;
  /** Mapped memory, grouped by file, in bytes. */
  readonly memoryMaps: MappedFile[];
  /** Linux: path of the control group; null without any. */
  readonly cgroup: string | null;
  /** Linux: ID of the container; null if the control group names none. */
  readonly container: string | null;
  /** Linux: effective limits of the control groups of the process. */
  readonly limits: Limits;
}

/** An environment variable. */
export interface EnvironmentVariable {
  /** Name. */
  readonly name: string;
  /** Value. */
  readonly value: string;
}

/** Real, effective and saved user or group IDs. */
export interface ProcessIds {
  /** Real ID, of the user or group that started the process. */
  readonly real: number;
  /** Effective ID, which determines the privileges. */
  readonly effective: number;
  /** Unix: saved ID, to which the process may return. */
  readonly saved?: number;
}

/** I/O scheduling class and priority of a process. */
export interface IoPriority {
  /** I/O scheduling class, one of the `IOPRIO_CLASS_…` constants; on Windows, an I/O priority, one of the `IOPRIO_…` constants without `CLASS`. */
  readonly ioclass: number;
  /** Linux: priority in the class, 0 (highest) to 7 (lowest). */
  readonly value?: number;
}

/** I/O counters of a process since it started. */
export interface ProcessIoCounters {
  /** Linux, FreeBSD, Windows: number of read operations; on FreeBSD, of blocks from storage. */
  readonly readCount?: number;
  /** Linux, FreeBSD, Windows: number of write operations; on FreeBSD, of blocks to storage. */
  readonly writeCount?: number;
  /** Linux, macOS, Windows: bytes read from storage; on Windows, from files, pipes, sockets and devices. */
  readonly readBytes?: number;
  /** Linux, macOS, Windows: bytes written to storage; on Windows, to files, pipes, sockets and devices. */
  readonly writeBytes?: number;
  /** Linux: bytes passed to read system calls, including reads from the page cache. */
  readonly readChars?: number;
  /** Linux: bytes passed to write system calls, including writes to the page cache. */
  readonly writeChars?: number;
  /** Windows: number of I/O operations that neither read nor write. */
  readonly otherCount?: number;
  /** Windows: bytes of operations that neither read nor write. */
  readonly otherBytes?: number;
}

/** I/O rates of a process between two readings. */
export interface ProcessIoRates {
  /** Linux, FreeBSD, Windows: number of read operations; on FreeBSD, of blocks from storage, per second. */
  readonly readCount?: number;
  /** Linux, FreeBSD, Windows: number of write operations; on FreeBSD, of blocks to storage, per second. */
  readonly writeCount?: number;
  /** Linux, macOS, Windows: bytes read from storage; on Windows, from files, pipes, sockets and devices, per second. */
  readonly readBytes?: number;
  /** Linux, macOS, Windows: bytes written to storage; on Windows, to files, pipes, sockets and devices, per second. */
  readonly writeBytes?: number;
  /** Linux: bytes passed to read system calls, including reads from the page cache, per second. */
  readonly readChars?: number;
  /** Linux: bytes passed to write system calls, including writes to the page cache, per second. */
  readonly writeChars?: number;
  /** Windows: number of I/O operations that neither read nor write, per second. */
  readonly otherCount?: number;
  /** Windows: bytes of operations that neither read nor write, per second. */
  readonly otherBytes?: number;
}

/** Number of context switches. */
export interface ContextSwitches {
  /** Voluntary: the thread blocked. On Windows and macOS, all context switches. */
  readonly voluntary: number;
  /** Linux, FreeBSD, SunOS: involuntary: the time slice ended, or a thread with a higher priority was ready. */
  readonly involuntary?: number;
}

/** Number of page faults. */
export interface PageFaults {
  /** Minor faults, which required no read from a disk. */
  readonly minor: number;
  /** Major faults, which required a read from a disk. */
  readonly major: number;
}

/** A thread and its CPU times, in seconds. */
export interface ThreadTimes {
  /** Thread ID. */
  readonly id: number;
  /** Time in user mode, in seconds. */
  readonly userTime: number;
  /** Time in kernel mode, in seconds. */
  readonly systemTime: number;
}

/** A regular file that a process has open. */
export interface OpenFile {
  /** Path. */
  readonly path: string;
  /** File descriptor; -1 on Windows. */
  readonly fd: number;
  /** Linux, macOS, FreeBSD: file offset, in bytes. */
  readonly position?: number;
  /** Linux, macOS, FreeBSD: access mode. */
  readonly mode?: FileMode;
  /** Linux: flags of open(2). */
  readonly flags?: number;
  /** Linux, macOS: whether the path was unlinked. */
  readonly deleted?: boolean;
}

/** CPU times of a process, in seconds. */
export interface ProcessCpuTimes {
  /** Time in user mode, in seconds. */
  readonly user: number;
  /** Time in kernel mode, in seconds. */
  readonly system: number;
  /** Linux, FreeBSD, SunOS: user time of children that were waited for, in seconds. */
  readonly childrenUser?: number;
  /** Linux, FreeBSD, SunOS: system time of children that were waited for, in seconds. */
  readonly childrenSystem?: number;
  /** Linux: time waiting for block I/O, in seconds; 0 unless kernel.task_delayacct is enabled. */
  readonly iowait?: number;
}

/** Memory usage of a process, in bytes. */
export interface ProcessMemory {
  /** Resident set size: physical memory in use, including shared pages, in bytes. */
  readonly rss: number;
  /** Virtual memory size: the address space, in bytes; on Windows, the committed private memory. */
  readonly vms: number;
  /** Linux: part of `rss` that may be shared with other processes, in bytes. */
  readonly shared?: number;
  /** Linux, FreeBSD: executable code (text), in bytes. */
  readonly text?: number;
  /** Linux, FreeBSD: data, in bytes; on Linux, including the stack. */
  readonly data?: number;
  /** FreeBSD: stack, in bytes. */
  readonly stack?: number;
  /** FreeBSD, Windows: highest `rss` since the process started, in bytes. */
  readonly peakRss?: number;
  /** Windows: highest `vms` since the process started, in bytes. */
  readonly peakVms?: number;
}

/** Memory usage of a process with the fields specific to the system, in bytes. */
export interface ProcessMemoryEx {
  /** Resident set size: physical memory in use, including shared pages, in bytes. */
  readonly rss: number;
  /** Virtual memory size: the address space, in bytes; on Windows, the committed private memory. */
  readonly vms: number;
  /** Linux: part of `rss` that may be shared with other processes, in bytes. */
  readonly shared?: number;
  /** Linux, FreeBSD: executable code (text), in bytes. */
  readonly text?: number;
  /** Linux, FreeBSD: data, in bytes; on Linux, including the stack. */
  readonly data?: number;
  /** FreeBSD: stack, in bytes. */
  readonly stack?: number;
  /** FreeBSD, Windows: highest `rss` since the process started, in bytes. */
  readonly peakRss?: number;
  /** Windows: highest `vms` since the process started, in bytes. */
  readonly peakVms?: number;
  /** Linux: always 0 since Linux 2.6. */
  readonly lib?: number;
  /** Linux: always 0 since Linux 2.6. */
  readonly dirty?: number;
  /** macOS: number of page faults. */
  readonly pfaults?: number;
  /** macOS: number of page faults that required a read from a disk. */
  readonly pageins?: number;
  /** macOS: memory that cannot be paged out, in bytes. */
  readonly wired?: number;
  /** macOS: physical footprint: the memory that the kernel charges to the process, in bytes. */
  readonly physFootprint?: number;
  /** Windows: number of page faults. */
  readonly numPageFaults?: number;
  /** Windows: highest working set, in bytes: `peakRss`. */
  readonly peakWset?: number;
  /** Windows: working set, in bytes: `rss`. */
  readonly wset?: number;
  /** Windows: highest use of the paged pool, in bytes. */
  readonly peakPagedPool?: number;
  /** Windows: use of the paged pool, in bytes. */
  readonly pagedPool?: number;
  /** Windows: highest use of the nonpaged pool, in bytes. */
  readonly peakNonpagedPool?: number;
  /** Windows: use of the nonpaged pool, in bytes. */
  readonly nonpagedPool?: number;
  /** Windows: committed private memory, in bytes: `vms`. */
  readonly pagefile?: number;
  /** Windows: highest committed private memory, in bytes: `peakVms`. */
  readonly peakPagefile?: number;
  /** Windows: memory that no other process can share, in bytes. */
  readonly private?: number;
}

/** Memory usage of a process including the unique set size (USS), in bytes. */
export interface ProcessFullMemory {
  /** Unique set size: memory that no other process shares and that would be freed if the process ended, in bytes. */
  readonly uss: number;
  /** Resident set size: physical memory in use, including shared pages, in bytes. */
  readonly rss: number;
  /** Virtual memory size: the address space, in bytes; on Windows, the committed private memory. */
  readonly vms: number;
  /** Linux: part of `rss` that may be shared with other processes, in bytes. */
  readonly shared?: number;
  /** Linux, FreeBSD: executable code (text), in bytes. */
  readonly text?: number;
  /** Linux, FreeBSD: data, in bytes; on Linux, including the stack. */
  readonly data?: number;
  /** FreeBSD: stack, in bytes. */
  readonly stack?: number;
  /** FreeBSD, Windows: highest `rss` since the process started, in bytes. */
  readonly peakRss?: number;
  /** Windows: highest `vms` since the process started, in bytes. */
  readonly peakVms?: number;
  /** Linux: proportional set size: unique memory plus a proportional share of shared memory, in bytes. */
  readonly pss?: number;
  /** Linux: swapped out memory, in bytes. */
  readonly swap?: number;
}

/** Mapped memory of one file, in bytes. */
export interface MappedFile {
  /** Path of the file, or a name such as `[heap]` or `[anon]` for other mappings. */
  readonly path: string;
  /** Resident set size, in bytes. */
  readonly rss: number;
  /** Size, in bytes. */
  readonly size: number;
  /** Linux: proportional set size, in bytes. */
  readonly pss?: number;
  /** Linux: clean shared pages, in bytes. */
  readonly sharedClean?: number;
  /** Linux: dirty shared pages, in bytes. */
  readonly sharedDirty?: number;
  /** Linux: clean private pages, in bytes. */
  readonly privateClean?: number;
  /** Linux: dirty private pages, in bytes. */
  readonly privateDirty?: number;
  /** Linux: pages marked as referenced or accessed, in bytes. */
  readonly referenced?: number;
  /** Linux, SunOS: pages that belong to no file, in bytes. */
  readonly anonymous?: number;
  /** Linux: swapped out memory, in bytes. */
  readonly swap?: number;
  /** macOS, FreeBSD: resident pages of no other mapping, in bytes. */
  readonly private?: number;
  /** macOS: swapped out memory, in bytes. */
  readonly swapped?: number;
  /** macOS: modified memory, in bytes. */
  readonly dirtied?: number;
  /** SunOS: locked memory, in bytes. */
  readonly locked?: number;
  /** macOS, FreeBSD: references to the object of the kernel. */
  readonly refCount?: number;
  /** macOS: number of objects below that of the mapping. */
  readonly shadowDepth?: number;
  /** FreeBSD: number of objects above that of the mapping. */
  readonly shadowCount?: number;
}

/** An attribute that could not be read. */
export interface AttributeError {
  /** Position of the attribute in ProcessInfo. */
  readonly attribute: number;
  /** Failure of the read. */
  readonly failure: Failure;
}

/** One memory mapping, in bytes. */
export interface MappedRegion {
  /** Start and end address, in hexadecimal. */
  readonly addr: string;
  /** Permissions: `r`, `w`, `x`, and `p` (private) or `s` (shared); on Windows, `r`, `rw`, `wc` (copy on write), `x`, `xr`, `xrw` or `xwc`, or empty. */
  readonly perms: string;
  /** Path of the file, or a name such as `[heap]` or `[anon]` for other mappings. */
  readonly path: string;
  /** Resident set size, in bytes. */
  readonly rss: number;
  /** Size, in bytes. */
  readonly size: number;
  /** Linux: proportional set size, in bytes. */
  readonly pss?: number;
  /** Linux: clean shared pages, in bytes. */
  readonly sharedClean?: number;
  /** Linux: dirty shared pages, in bytes. */
  readonly sharedDirty?: number;
  /** Linux: clean private pages, in bytes. */
  readonly privateClean?: number;
  /** Linux: dirty private pages, in bytes. */
  readonly privateDirty?: number;
  /** Linux: pages marked as referenced or accessed, in bytes. */
  readonly referenced?: number;
  /** Linux, SunOS: pages that belong to no file, in bytes. */
  readonly anonymous?: number;
  /** Linux: swapped out memory, in bytes. */
  readonly swap?: number;
  /** macOS, FreeBSD: resident pages of no other mapping, in bytes. */
  readonly private?: number;
  /** macOS: swapped out memory, in bytes. */
  readonly swapped?: number;
  /** macOS: modified memory, in bytes. */
  readonly dirtied?: number;
  /** SunOS: locked memory, in bytes. */
  readonly locked?: number;
  /** macOS, FreeBSD: references to the object of the kernel. */
  readonly refCount?: number;
  /** macOS: number of objects below that of the mapping. */
  readonly shadowDepth?: number;
  /** FreeBSD: number of objects above that of the mapping. */
  readonly shadowCount?: number;
}

/** Soft and hard limit of a resource; null is no limit. */
export interface ResourceLimit {
  /** Soft limit, which the kernel enforces; null is no limit. */
  readonly soft: number | null;
  /** Hard limit, up to which the process may raise the soft limit; null is no limit. */
  readonly hard: number | null;
}

/** The processes of a tree that were suspended, the root first. */
export interface SuspendedTree {
  /** Processes that were suspended. */
  readonly processes: ProcessRow[];
  /** Whether no further processes were found. */
  readonly isComplete: boolean;
  /** Failure that ended the search, such as a missing permission. */
  readonly failure?: Failure;
}

/** Arguments and result of each collector. */
export interface Collectors {
  /** CPU time spent in each mode since boot, in seconds. */
  readonly cpuTimes: { arguments: [host?: Host | undefined]; returns: CpuTimesTable };
  /** Number of online logical CPUs, or of physical cores. */
  readonly cpuCount: { arguments: [host: Host | undefined, flag: boolean]; returns: number | null };
  /** CPU event counters since boot. */
  readonly cpuStats: { arguments: [host?: Host | undefined]; returns: CpuStats };
  /** Frequency of each online CPU, in MHz. */
  readonly cpuFreq: { arguments: [host?: Host | undefined]; returns: CpuFreq[] };
  /** Load averages over the last 1, 5 and 15 minutes. */
  readonly getloadavg: { arguments: [host?: Host | undefined]; returns: number[] };
  /** System-wide memory statistics, in bytes. */
  readonly virtualMemory: { arguments: [host?: Host | undefined]; returns: VirtualMemory };
  /** System-wide swap memory statistics, in bytes. */
  readonly swapMemory: { arguments: [host?: Host | undefined]; returns: SwapMemory };
  /** Mounted filesystems: those on physical devices, or all. */
  readonly diskPartitions: { arguments: [host: Host | undefined, flag: boolean]; returns: DiskPartition[] };
  /** Disk usage of the filesystem that contains a path, in bytes. */
  readonly diskUsage: { arguments: [host: Host | undefined, text: string]; returns: DiskUsage };
  /** I/O counters of each disk and partition since boot. */
  readonly diskIoCounters: { arguments: [host: Host | undefined, flag: boolean]; returns: NamedDiskIoCounters[] };
  /** I/O counters of each network interface. */
  readonly netIoCounters: { arguments: [host: Host | undefined, flag: boolean]; returns: NamedNetIoCounters[] };
  /** Open sockets and their processes. */
  readonly netConnections: { arguments: [host: Host | undefined, text: string, flag: boolean]; returns: Connection[] };
  /** Addresses of each network interface. */
  readonly netIfAddrs: { arguments: [host?: Host | undefined]; returns: NamedNicAddress[] };
  /** State of each network interface. */
  readonly netIfStats: { arguments: [host?: Host | undefined]; returns: NamedNicStats[] };
  /** Hardware temperatures, in degrees Celsius. */
  readonly sensorsTemperatures: { arguments: [host?: Host | undefined]; returns: ChipTemperature[] };
  /** Fan speeds, in RPM. */
  readonly sensorsFans: { arguments: [host?: Host | undefined]; returns: ChipFan[] };
  /** Battery status. */
  readonly sensorsBattery: { arguments: [host?: Host | undefined]; returns: BatteryReading[] };
  /** Resource limits set by control groups. */
  readonly limits: { arguments: [host?: Host | undefined]; returns: Limits };
  /** Pressure stall information (PSI) of CPU, memory and I/O. */
  readonly pressure: { arguments: [host: Host | undefined, text: string]; returns: Pressure };
  /** Boot time, in seconds since the epoch. */
  readonly bootTime: { arguments: [host?: Host | undefined]; returns: number };
  /** Random identifier of the boot. */
  readonly bootId: { arguments: [host?: Host | undefined]; returns: string };
  /** Identification of the machine. */
  readonly hostInfo: { arguments: [host?: Host | undefined]; returns: HostInfo };
  /** Login sessions of users. */
  readonly users: { arguments: [host?: Host | undefined]; returns: User[] };
  /** Windows services. */
  readonly winServiceIter: { arguments: [host?: Host | undefined]; returns: WindowsService[] };
  /** A Windows service, by its name. */
  readonly winServiceGet: { arguments: [host: Host | undefined, text: string]; returns: WindowsService | null };
  /** Signals, resource limits and other constants of the system. */
  readonly platformConstants: { arguments: [host?: Host | undefined]; returns: PlatformConstants };
  /** PIDs of all processes, ascending. */
  readonly pids: { arguments: [host?: Host | undefined]; returns: number[] };
  /** Whether a process with a PID exists. */
  readonly pidExists: { arguments: [host: Host | undefined, number: number]; returns: boolean };
  /** PID of this program among the processes of a host. */
  readonly ownPid: { arguments: [host?: Host | undefined]; returns: number };
  /** Whether system calls of this program use the PIDs of a host. */
  readonly hasLocalPids: { arguments: [host?: Host | undefined]; returns: boolean };
  /** Attributes of processes, read in one pass. */
  readonly processes: { arguments: [host: Host | undefined, attributes: Attributes, targets?: Targets | undefined, kind?: SocketKind | undefined]; returns: ProcessRow[] };
  /** Attributes of a process and of its ancestors, the nearest first. */
  readonly processAncestors: { arguments: [host: Host | undefined, number: number, attributes: Attributes]; returns: ProcessRow[] };
  /** Attributes of a process and of its children or descendants, and possibly of other processes. */
  readonly processDescendants: { arguments: [host: Host | undefined, number: number, flag: boolean, attributes: Attributes]; returns: ProcessRow[] };
  /** Memory mappings of a process. */
  readonly processMemoryMaps: { arguments: [host: Host | undefined, target: Target]; returns: MappedRegion[] };
  /** Sockets of one kind that a process has open. */
  readonly processConnections: { arguments: [host: Host | undefined, target: Target, text: string]; returns: Connection[] };
  /** Soft and hard limit of a resource of a process. */
  readonly processLimit: { arguments: [host: Host | undefined, target: Target, number: number]; returns: ResourceLimit };
  /** Sets the soft and hard limit of a resource of a process. */
  readonly setProcessLimit: { arguments: [host: Host | undefined, target: Target, number: number, number: number, number: number, flag: boolean]; returns: boolean };
  /** Sets the nice value or priority class of a process. */
  readonly setProcessNice: { arguments: [host: Host | undefined, target: Target, number: number, flag: boolean]; returns: boolean };
  /** Sets the I/O scheduling class and priority of a process. */
  readonly setProcessIonice: { arguments: [host: Host | undefined, target: Target, number: number, number: number, flag: boolean]; returns: boolean };
  /** Sets the CPUs on which a process may run. */
  readonly setProcessAffinity: { arguments: [host: Host | undefined, target: Target, numbers: readonly number[], flag: boolean]; returns: number | null };
  /** Sends a signal to a process. */
  readonly signalProcess: { arguments: [host: Host | undefined, target: Target, number: number]; returns: boolean };
  /** Suspends a process. */
  readonly suspendProcess: { arguments: [host: Host | undefined, target: Target]; returns: boolean };
  /** Suspends the descendants of a suspended process. */
  readonly suspendTree: { arguments: [host: Host | undefined, target: Target, number: number]; returns: SuspendedTree };
  /** Resumes a suspended process. */
  readonly resumeProcess: { arguments: [host: Host | undefined, target: Target]; returns: boolean };
  /** Requests a process to terminate. */
  readonly terminateProcess: { arguments: [host: Host | undefined, target: Target]; returns: boolean };
  /** Kills a process. */
  readonly killProcess: { arguments: [host: Host | undefined, target: Target]; returns: boolean };
  /** Error with which an executable cannot be started. */
  readonly executableError: { arguments: [host: Host | undefined, text: string, text: string, text: string]; returns: string };
}
