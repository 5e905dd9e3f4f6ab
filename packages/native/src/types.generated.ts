// Written by "npm run generate" from packages/native/cpp/core. Do not edit.
import type { Attributes, SocketKind, Target, Targets } from './arguments.js';

/** What a failure says of the process that was asked. */
export type ProcessFailureKind = 'unknown' | 'gone' | 'reused' | 'zombie';

/** Address family: IPv4, IPv6, UNIX domain socket, or hardware (MAC) address. */
export type AddressFamily = 'AF_INET' | 'AF_INET6' | 'AF_UNIX' | 'AF_LINK';

/** Socket type: stream, datagram, or sequenced packets. */
export type SocketType = 'SOCK_STREAM' | 'SOCK_DGRAM' | 'SOCK_SEQPACKET';

/** State of a TCP connection; NONE for other sockets. */
export type ConnectionStatus = 'ESTABLISHED' | 'SYN_SENT' | 'SYN_RECV' | 'FIN_WAIT1' | 'FIN_WAIT2' | 'TIME_WAIT' | 'CLOSE' | 'CLOSE_WAIT' | 'LAST_ACK' | 'LISTEN' | 'CLOSING' | 'NONE' | 'DELETE_TCB' | 'IDLE' | 'BOUND';

/** Duplex mode of a network interface. */
export type NicDuplex = 'full' | 'half' | 'unknown';

/** What a process is doing. */
export type ProcessStatus = 'running' | 'sleeping' | 'disk-sleep' | 'stopped' | 'tracing-stop' | 'zombie' | 'dead' | 'wake-kill' | 'waking' | 'idle' | 'locked' | 'waiting' | 'parked';

/** What an open file may be used for, as fopen(3) writes it. */
export type FileMode = 'r' | 'w' | 'a' | 'r+' | 'a+';

/** Where the pseudo files of the machine to measure are found. */
export interface Host {
  /** Mount point of procfs. */
  readonly proc: string;
  /** Mount point of sysfs. */
  readonly sys: string;
  /** Directory of passwd and os-release. */
  readonly etc: string;
  /** Directory of utmp and of logind's sessions. */
  readonly run: string;
  /** Root of the file systems to measure. */
  readonly root: string;
  /** Bytes of a memory page, where files were captured on another machine. */
  readonly pageSize?: number;
  /** Clock ticks of a second, where files were captured on another machine. */
  readonly clockTick?: number;
}

/** Why a reading has no answer. */
export interface Failure {
  /** The system's error number. */
  readonly code: number;
  /** The call that failed. */
  readonly call: string;
  /** The file that it was made on, or empty. */
  readonly path: string;
  /** What it says of the process. */
  readonly kind: ProcessFailureKind;
  /** The process that was asked. */
  readonly pid?: number;
  /** The parent of a zombie. */
  readonly ppid?: number;
  /** The line of the file that could not be understood. */
  readonly line?: number;
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
  /** Time spent in kernel mode, in seconds. */
  readonly system: number;
  /** Time spent idle, with no outstanding I/O request, in seconds. */
  readonly idle: number;
  /** Unix: time spent by niced (low priority) processes in user mode, in seconds. On Linux it includes `guestNice`. */
  readonly nice?: number;
  /** Linux: time spent idle while an I/O request was outstanding, in seconds. */
  readonly iowait?: number;
  /** Linux, FreeBSD: time spent servicing hardware interrupts, in seconds. */
  readonly irq?: number;
  /** Linux: time spent servicing software interrupts, in seconds. */
  readonly softirq?: number;
  /** Linux: time that the hypervisor gave to other virtual machines while this one was ready to run, in seconds. */
  readonly steal?: number;
  /** Linux: time spent running a virtual CPU of a guest, in seconds. It is included in `user`. */
  readonly guest?: number;
  /** Linux: time spent running a virtual CPU of a niced guest, in seconds. It is included in `nice`. */
  readonly guestNice?: number;
}

/** CPU time spent in each mode between two readings, in percent of all CPU time. */
export interface CpuTimesPercent {
  /** Time spent by processes in user mode, in percent. On Linux it includes `guest`. */
  readonly user: number;
  /** Time spent in kernel mode, in percent. */
  readonly system: number;
  /** Time spent idle, with no outstanding I/O request, in percent. */
  readonly idle: number;
  /** Unix: time spent by niced (low priority) processes in user mode, in percent. On Linux it includes `guestNice`. */
  readonly nice?: number;
  /** Linux: time spent idle while an I/O request was outstanding, in percent. */
  readonly iowait?: number;
  /** Linux, FreeBSD: time spent servicing hardware interrupts, in percent. */
  readonly irq?: number;
  /** Linux: time spent servicing software interrupts, in percent. */
  readonly softirq?: number;
  /** Linux: time that the hypervisor gave to other virtual machines while this one was ready to run, in percent. */
  readonly steal?: number;
  /** Linux: time spent running a virtual CPU of a guest, in percent. It is included in `user`. */
  readonly guest?: number;
  /** Linux: time spent running a virtual CPU of a niced guest, in percent. It is included in `nice`. */
  readonly guestNice?: number;
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
  /** Number of software interrupts. */
  readonly softInterrupts?: number;
  /** Number of system calls. Linux does not count them. */
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
  /** Unix: memory in use or used very recently, in bytes. */
  readonly active?: number;
  /** Unix: memory that was not used recently, in bytes. */
  readonly inactive?: number;
  /** Linux, BSD: cache for block devices and filesystem metadata, in bytes. */
  readonly buffers?: number;
  /** Linux, BSD: page cache, in bytes. On Linux it includes reclaimable slab memory. */
  readonly cached?: number;
  /** Linux, BSD: shared memory and tmpfs, in bytes. */
  readonly shared?: number;
  /** Linux: in-kernel data structures cache, in bytes. */
  readonly slab?: number;
  /** macOS, BSD: memory that is never paged out, in bytes. */
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
  /** Bytes swapped in from disk since boot. */
  readonly sin?: number;
  /** Bytes swapped out to disk since boot. */
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
  /** Time spent reading, in milliseconds. Concurrent reads are added up. */
  readonly readTime?: number;
  /** Time spent writing, in milliseconds. Concurrent writes are added up. */
  readonly writeTime?: number;
  /** Linux, FreeBSD: time during which I/O requests were outstanding, in milliseconds. */
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
  /** Linux, FreeBSD: time during which the device was busy, in percent, 0 to 100. */
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
  /** Number of outgoing packets that were dropped. It is always 0 on macOS and BSD. */
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
  /** Number of outgoing packets that were dropped, per second. It is always 0 on macOS and BSD. */
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
  /** Number of outgoing packets that were dropped, per second. It is always 0 on macOS and BSD. */
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
  /** Interface flags, such as `up`, `broadcast` and `running`. */
  readonly flags: string[];
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
  /** Start of the session, in seconds since the epoch. */
  readonly started: number;
  /** PID of the login process. */
  readonly pid?: number;
}

/** One process, as far as it was asked. */
export interface ProcessRow {
  /** The process. */
  readonly pid: number;
  /** The attributes that could be read. */
  readonly info: Partial<ProcessInfo>;
  /** The attributes that could not. */
  readonly refused: AttributeError[];
  /** Its start in clock ticks since boot: with the pid, its identity. */
  readonly start?: number;
  /** Why nothing of it could be read. */
  readonly failure?: Failure;
}

/** What can be asked of a process. */
export interface ProcessInfo {
  /** When it started. */
  readonly createTime: number;
  /** Pid of its parent; 0 when it has none here. */
  readonly ppid: number;
  /** Name of the program. */
  readonly name: string;
  /** Absolute path of the program, in its own mount namespace; empty for the kernel's. */
  readonly exe: string;
  /** Program and arguments; empty for the kernel's own. */
  readonly cmdline: string[];
  /** The environment that it was started with. */
  readonly environ: EnvironmentVariable[];
  /** Its working directory; empty where it has none. */
  readonly cwd: string;
  /** What it is doing. */
  readonly status: ProcessStatus;
  /** Whether the process runs kernel code only: a kernel thread on Linux. */
  readonly isKernelProcess: boolean;
  /** Name of its real user, or the number where it has none. */
  readonly username: string;
  /** The numbers of its user. */
  readonly uids: ProcessIds;
  /** The numbers of its group. */
  readonly gids: ProcessIds;
  /** Path of its terminal; null without one. */
  readonly terminal: string | null;
  /** The process group that it is in; 0 when that is none of here. */
  readonly processGroup: number;
  /** The session that it is in; 0 when that is none of here. */
  readonly sessionId: number;
  /** How much it gives way to others, -20 to 19. */
  readonly nice: number;
  /** How urgent its reads and writes of disks are. */
  readonly ionice: IoPriority;
  /** What it read and wrote. */
  readonly ioCounters: ProcessIoCounters;
  /** How often its main thread left a CPU. */
  readonly numCtxSwitches: ContextSwitches;
  /** How often its memory was not in place. */
  readonly pageFaults: PageFaults;
  /** Number of its threads. */
  readonly numThreads: number;
  /** Its threads. */
  readonly threads: ThreadTimes[];
  /** Number of its open descriptors. */
  readonly numFds: number;
  /** The regular files that it has open. */
  readonly openFiles: OpenFile[];
  /** Its IPv4 and IPv6 sockets. */
  readonly connections: Connection[];
  /** Seconds of CPU that it used. */
  readonly cpuTimes: ProcessCpuTimes;
  /** The CPU that it ran on last. */
  readonly cpuNum: number;
  /** The CPUs that it may run on. */
  readonly cpuAffinity: number[];
  /** Its memory, in bytes. */
  readonly memoryInfo: ProcessMemory;
  /** Its memory by kind, in bytes. */
  readonly memoryInfoEx: ProcessMemoryEx;
  /** Its memory with what is its alone, in bytes. */
  readonly memoryFullInfo: ProcessFullMemory;
  /** Its memory as a share of all RAM, 0 to 100. */
  readonly memoryPercent: number;
  /** What it has mapped into its memory, by file. */
  readonly memoryMaps: MappedFile[];
  /** The path of its control group; null without any. */
  readonly cgroup: string | null;
  /** The id of the container that it is in, where its control group names one. */
  readonly container: string | null;
  /** What its control groups leave it of the machine. */
  readonly limits: Limits;
}

/** A variable of an environment. */
export interface EnvironmentVariable {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** The numbers of the user or group that a process acts for. */
export interface ProcessIds {
  /** Who started it. */
  readonly real: number;
  /** Whose rights it has now. */
  readonly effective: number;
  /** Whose rights it may take again. */
  readonly saved: number;
}

/** How urgent the reads and writes of a process are. */
export interface IoPriority {
  /** A class: one of `IOPRIO_CLASS_…`. */
  readonly ioclass: number;
  /** Its place in the class, 0 to 7; 0 is the first. */
  readonly value: number;
}

/** What a process read and wrote since it started. */
export interface ProcessIoCounters {
  /** Number of reads. */
  readonly readCount: number;
  /** Number of writes. */
  readonly writeCount: number;
  /** Bytes that came from disks. */
  readonly readBytes: number;
  /** Bytes that went to disks. */
  readonly writeBytes: number;
  /** Linux: bytes that it read, from memory too. */
  readonly readChars?: number;
  /** Linux: bytes that it wrote, into memory too. */
  readonly writeChars?: number;
}

/** I/O rates of a process between two readings. */
export interface ProcessIoRates {
  /** Number of reads, per second. */
  readonly readCount: number;
  /** Number of writes, per second. */
  readonly writeCount: number;
  /** Bytes that came from disks, per second. */
  readonly readBytes: number;
  /** Bytes that went to disks, per second. */
  readonly writeBytes: number;
  /** Linux: bytes that it read, from memory too, per second. */
  readonly readChars?: number;
  /** Linux: bytes that it wrote, into memory too, per second. */
  readonly writeChars?: number;
}

/** How often a CPU was given to others. */
export interface ContextSwitches {
  /** Because there was something to wait for. */
  readonly voluntary: number;
  /** Because its time was over or something more urgent came. */
  readonly involuntary: number;
}

/** How often memory was not in place. */
export interface PageFaults {
  /** Without a need to read from a disk. */
  readonly minor: number;
  /** With a need to. */
  readonly major: number;
}

/** A thread, and seconds of CPU that it used. */
export interface ThreadTimes {
  /** Its id. */
  readonly id: number;
  /** In the code of the process. */
  readonly userTime: number;
  /** In the kernel, for it. */
  readonly systemTime: number;
}

/** A regular file that a process has open. */
export interface OpenFile {
  /** Its path. */
  readonly path: string;
  /** The descriptor. */
  readonly fd: number;
  /** Where the next read or write begins. */
  readonly position?: number;
  /** What it may be used for. */
  readonly mode?: FileMode;
  /** The flags of open(2). */
  readonly flags?: number;
  /** Whether the file has no longer this name. */
  readonly deleted?: boolean;
}

/** Seconds of CPU that a process used. */
export interface ProcessCpuTimes {
  /** In its own code. */
  readonly user: number;
  /** In the kernel, for it. */
  readonly system: number;
  /** `user` of its children that ended and were waited for. */
  readonly childrenUser?: number;
  /** `system` of those children. */
  readonly childrenSystem?: number;
  /** Linux: waiting for disks; 0 unless kernel.task_delayacct is on. */
  readonly iowait?: number;
}

/** Memory of a process, in bytes. */
export interface ProcessMemory {
  /** What it holds in RAM, shared pages included. */
  readonly rss: number;
  /** Its whole address space. */
  readonly vms: number;
  /** Linux: the part of `rss` that others may share. */
  readonly shared?: number;
  /** Linux, BSD: its code. */
  readonly text?: number;
  /** Linux, BSD: its data and stack. */
  readonly data?: number;
}

/** Memory of a process by kind, in bytes. */
export interface ProcessMemoryEx {
  /** What it holds in RAM, shared pages included. */
  readonly rss: number;
  /** Its whole address space. */
  readonly vms: number;
  /** Linux: the part of `rss` that others may share. */
  readonly shared?: number;
  /** Linux, BSD: its code. */
  readonly text?: number;
  /** Linux, BSD: its data and stack. */
  readonly data?: number;
  /** Linux: 0, which the kernel counts no more since 2.6. */
  readonly lib?: number;
  /** Linux: 0, which the kernel counts no more since 2.6. */
  readonly dirty?: number;
}

/** Memory of a process with what is its alone, in bytes. */
export interface ProcessFullMemory {
  /** What would be free if it ended now: pages that no other process has. */
  readonly uss: number;
  /** What it holds in RAM, shared pages included. */
  readonly rss: number;
  /** Its whole address space. */
  readonly vms: number;
  /** Linux: the part of `rss` that others may share. */
  readonly shared?: number;
  /** Linux, BSD: its code. */
  readonly text?: number;
  /** Linux, BSD: its data and stack. */
  readonly data?: number;
  /** Linux: its own pages, and its share of those that it shares. */
  readonly pss?: number;
  /** Linux: what of it is swapped out. */
  readonly swap?: number;
}

/** What a process has mapped of a file, in bytes. */
export interface MappedFile {
  /** The file, or what it is instead, such as `[heap]`; `[anon]` where that has no name. */
  readonly path: string;
  /** What of it is in RAM. */
  readonly rss: number;
  /** Its whole size. */
  readonly size: number;
  /** What is in RAM, pages that are shared counted by share. */
  readonly pss: number;
  /** Shared pages that were not changed. */
  readonly sharedClean: number;
  /** Shared pages that were changed. */
  readonly sharedDirty: number;
  /** Pages of its own that were not changed. */
  readonly privateClean: number;
  /** Pages of its own that were changed. */
  readonly privateDirty: number;
  /** Pages that were used lately. */
  readonly referenced: number;
  /** Pages that are of no file. */
  readonly anonymous: number;
  /** What of it is swapped out. */
  readonly swap: number;
}

/** An attribute that could not be read, and why. */
export interface AttributeError {
  /** Position of the attribute in ProcessInfo. */
  readonly attribute: number;
  /** Why it could not be read. */
  readonly failure: Failure;
}

/** A mapping of a process, in bytes. */
export interface MappedRegion {
  /** Its first address and the one behind its last, in hexadecimal. */
  readonly addr: string;
  /** What it may be used for: `r`, `w`, `x`, then `p` for private or `s` for shared. */
  readonly perms: string;
  /** The file, or what it is instead, such as `[heap]`; `[anon]` where that has no name. */
  readonly path: string;
  /** What of it is in RAM. */
  readonly rss: number;
  /** Its whole size. */
  readonly size: number;
  /** What is in RAM, pages that are shared counted by share. */
  readonly pss: number;
  /** Shared pages that were not changed. */
  readonly sharedClean: number;
  /** Shared pages that were changed. */
  readonly sharedDirty: number;
  /** Pages of its own that were not changed. */
  readonly privateClean: number;
  /** Pages of its own that were changed. */
  readonly privateDirty: number;
  /** Pages that were used lately. */
  readonly referenced: number;
  /** Pages that are of no file. */
  readonly anonymous: number;
  /** What of it is swapped out. */
  readonly swap: number;
}

/** How much a process may use of something; null for all. */
export interface ResourceLimit {
  /** What holds now. */
  readonly soft: number | null;
  /** How far it may raise that itself. */
  readonly hard: number | null;
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
  /** The pids of all processes, ascending. */
  readonly pids: { arguments: [host?: Host | undefined]; returns: number[] };
  /** Whether a pid is that of a process. */
  readonly pidExists: { arguments: [host: Host | undefined, number: number]; returns: boolean };
  /** Any attributes of any processes, in one pass. */
  readonly processes: { arguments: [host: Host | undefined, attributes: Attributes, targets?: Targets | undefined, kind?: SocketKind | undefined]; returns: ProcessRow[] };
  /** Any attributes of a process and of all that it descends from, the nearest first. */
  readonly processAncestors: { arguments: [host: Host | undefined, number: number, attributes: Attributes]; returns: ProcessRow[] };
  /** Any attributes of a process and its children or all that descend from it, and maybe of others. */
  readonly processDescendants: { arguments: [host: Host | undefined, number: number, flag: boolean, attributes: Attributes]; returns: ProcessRow[] };
  /** Every mapping of a process's memory. */
  readonly processMemoryMaps: { arguments: [host: Host | undefined, target: Target]; returns: MappedRegion[] };
  /** A process's sockets of a kind. */
  readonly processConnections: { arguments: [host: Host | undefined, target: Target, text: string]; returns: Connection[] };
  /** How much a process may use of a resource. */
  readonly processLimit: { arguments: [host: Host | undefined, target: Target, number: number]; returns: ResourceLimit };
  /** Says how much a process may use of a resource. */
  readonly setProcessLimit: { arguments: [host: Host | undefined, target: Target, number: number, number: number, number: number]; returns: boolean };
  /** Says how much a process gives way to others. */
  readonly setProcessNice: { arguments: [host: Host | undefined, target: Target, number: number]; returns: boolean };
  /** Says how urgent a process's reads and writes are. */
  readonly setProcessIonice: { arguments: [host: Host | undefined, target: Target, number: number, number: number]; returns: boolean };
  /** Says which CPUs a process may run on. */
  readonly setProcessAffinity: { arguments: [host: Host | undefined, target: Target, numbers: readonly number[]]; returns: number | null };
  /** Sends a signal to a process. */
  readonly signalProcess: { arguments: [host: Host | undefined, target: Target, number: number]; returns: boolean };
}
