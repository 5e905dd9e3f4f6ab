// Written by "npm run generate" from packages/native/cpp/core. Do not edit.
import type { Attributes, SocketKind, Target, Targets } from './packed.js';

/** State of the process that a read failed on. */
export type ProcessFailureKind = 'unknown' | 'gone' | 'reused' | 'zombie';

/** The kind of an address: IPv4, IPv6, of a UNIX socket, or of hardware. */
export type AddressFamily = 'AF_INET' | 'AF_INET6' | 'AF_UNIX' | 'AF_LINK';

/** How a socket carries data: as a stream, as datagrams, or as packets in order. */
export type SocketType = 'SOCK_STREAM' | 'SOCK_DGRAM' | 'SOCK_SEQPACKET';

/** The state of a TCP connection; NONE for other sockets. */
export type ConnectionStatus = 'ESTABLISHED' | 'SYN_SENT' | 'SYN_RECV' | 'FIN_WAIT1' | 'FIN_WAIT2' | 'TIME_WAIT' | 'CLOSE' | 'CLOSE_WAIT' | 'LAST_ACK' | 'LISTEN' | 'CLOSING' | 'NONE' | 'DELETE_TCB' | 'IDLE' | 'BOUND';

/** Whether both ends of a cable may speak at a time. */
export type NicDuplex = 'full' | 'half' | 'unknown';

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
}

/** The times of all CPUs together and of each that is online. */
export interface CpuTimesTable {
  /** All CPUs together. */
  readonly total: CpuTimes;
  /** Each CPU that is online. */
  readonly cpus: PerCpuTimes[];
}

/** Seconds that CPUs spent in each mode since boot. */
export interface CpuTimes {
  /** Programs; on Linux with the time of guests. */
  readonly user: number;
  /** The kernel, for programs. */
  readonly system: number;
  /** Doing nothing, with nothing to wait for. */
  readonly idle: number;
  /** Unix: programs of lowered priority; on Linux with the time of niced guests. */
  readonly nice?: number;
  /** Linux: idle while a disk was awaited. May decrease. */
  readonly iowait?: number;
  /** Linux, FreeBSD: hardware interrupts. */
  readonly irq?: number;
  /** Linux: software interrupts. */
  readonly softirq?: number;
  /** Linux: wanted, but given to other virtual machines. */
  readonly steal?: number;
  /** Linux: virtual CPUs of guests; counted in `user` too. */
  readonly guest?: number;
  /** Linux: virtual CPUs of niced guests; counted in `nice` too. */
  readonly guestNice?: number;
}

/** One CPU and its times. */
export interface PerCpuTimes {
  /** Number of the CPU, as the kernel counts them. */
  readonly cpu: number;
  /** Its times. */
  readonly times: CpuTimes;
}

/** What the CPUs were interrupted for since boot. */
export interface CpuStats {
  /** Context switches, voluntary or not. */
  readonly ctxSwitches: number;
  /** Interrupts by hardware. */
  readonly interrupts: number;
  /** Interrupts by software. */
  readonly softInterrupts?: number;
  /** Calls of the kernel. Not counted by Linux. */
  readonly syscalls?: number;
}

/** The clock of a CPU, in MHz. */
export interface CpuFreq {
  /** At present. */
  readonly current: number;
  /** The lowest that it may be set to, where that is known. */
  readonly min: number | null;
  /** The highest that it may be set to, where that is known. */
  readonly max: number | null;
}

/** RAM as the kernel counts it, in bytes. */
export interface VirtualMemory {
  /** Installed RAM, less what the kernel reserved at boot. */
  readonly total: number;
  /** RAM that programs could get without swapping. */
  readonly available: number;
  /** RAM that holds nothing at all; mostly far less than `available`. */
  readonly free?: number;
  /** Unix: RAM in use or used very recently. */
  readonly active?: number;
  /** Unix: RAM that was not used for a while. */
  readonly inactive?: number;
  /** Linux, BSD: cached metadata of file systems. */
  readonly buffers?: number;
  /** Linux, BSD: cached files; on Linux with the slab that can be reclaimed. */
  readonly cached?: number;
  /** Linux, BSD: RAM of tmpfs and of shared memory. */
  readonly shared?: number;
  /** Linux: the kernel's own data structures. */
  readonly slab?: number;
  /** macOS, BSD: RAM that is never paged out. */
  readonly wired?: number;
}

/** Swap space, in bytes. */
export interface SwapMemory {
  /** Size of all swap space. */
  readonly total: number;
  /** Swap space that holds nothing. */
  readonly free: number;
  /** Swapped in from disk since boot. */
  readonly sin?: number;
  /** Swapped out to disk since boot. */
  readonly sout?: number;
}

/** A mounted file system. */
export interface DiskPartition {
  /** What is mounted, such as `/dev/sda1`; empty where that is nothing. */
  readonly device: string;
  /** Where it is mounted. */
  readonly mountpoint: string;
  /** The kind of file system, such as `ext4`. */
  readonly fstype: string;
  /** The options that it is mounted with, separated by commas. */
  readonly opts: string;
}

/** How full a file system is, in bytes. */
export interface DiskUsage {
  /** Its size. */
  readonly total: number;
  /** What holds something. */
  readonly used: number;
  /** What a user who is not root can still fill. */
  readonly free: number;
  /** Its inodes, where it counts them. */
  readonly inodes: InodeUsage | null;
}

/** How many of a file system's inodes are in use. */
export interface InodeUsage {
  /** All of them. */
  readonly total: number;
  /** Those of a file or directory. */
  readonly used: number;
  /** Those that a user who is not root can still have. */
  readonly free: number;
}

/** What was done with one disk or partition since boot. */
export interface NamedDiskIoCounters {
  /** Its name, such as `sda1`. */
  readonly name: string;
  /** Whether it is a whole disk that lies on no other; if asked. */
  readonly physical: boolean;
  /** What was done. */
  readonly counters: DiskIoCounters;
}

/** What was done with a disk since boot. */
export interface DiskIoCounters {
  /** Reads that were completed. */
  readonly readCount: number;
  /** Writes that were completed. */
  readonly writeCount: number;
  /** Bytes read. */
  readonly readBytes: number;
  /** Bytes written. */
  readonly writeBytes: number;
  /** Milliseconds that all reads took together. */
  readonly readTime?: number;
  /** Milliseconds that all writes took together. */
  readonly writeTime?: number;
  /** Linux, FreeBSD: milliseconds in which the disk had something to do. */
  readonly busyTime?: number;
  /** Linux: reads that were merged into others. */
  readonly readMergedCount?: number;
  /** Linux: writes that were merged into others. */
  readonly writeMergedCount?: number;
}

/** What went through one network interface since it was made. */
export interface NamedNetIoCounters {
  /** Its name. */
  readonly name: string;
  /** Whether it is a device, and no loopback, bridge, tunnel or bond; if asked. */
  readonly physical: boolean;
  /** What went through it. */
  readonly counters: NetIoCounters;
}

/** What went through a network interface since it was made. */
export interface NetIoCounters {
  /** Bytes sent. */
  readonly bytesSent: number;
  /** Bytes received. */
  readonly bytesRecv: number;
  /** Packets sent. */
  readonly packetsSent: number;
  /** Packets received. */
  readonly packetsRecv: number;
  /** Errors while receiving. */
  readonly errin: number;
  /** Errors while sending. */
  readonly errout: number;
  /** Packets received and dropped. */
  readonly dropin: number;
  /** Packets dropped instead of sent; macOS and BSD count none. */
  readonly dropout: number;
}

/** A socket and one process that has it open. */
export interface Connection {
  /** The process's descriptor of it, where that is known. */
  readonly fd: number | null;
  /** The kind of its addresses. */
  readonly family: AddressFamily;
  /** How it carries data. */
  readonly type: SocketType;
  /** This end; null of a UNIX socket. */
  readonly laddr: SocketAddress | null;
  /** The other end, where it is connected. */
  readonly raddr: SocketAddress | null;
  /** The name of a UNIX socket, which may be empty or start with `@`; null of others. */
  readonly path: string | null;
  /** The state of a TCP connection; NONE for other sockets. */
  readonly status: ConnectionStatus;
  /** The process, where that is known. */
  readonly pid: number | null;
}

/** An end of a connection. */
export interface SocketAddress {
  /** Its IP address. */
  readonly ip: string;
  /** Its port. */
  readonly port: number;
}

/** An address and its network interface. */
export interface NamedNicAddress {
  /** The name of the interface. */
  readonly name: string;
  /** The address. */
  readonly address: NicAddress;
}

/** An address of a network interface. */
export interface NicAddress {
  /** Its kind; that of hardware is AF_LINK. */
  readonly family: AddressFamily;
  /** The address. */
  readonly address: string;
  /** Which of its bits are those of the network. */
  readonly netmask: string | null;
  /** The address of all on its network. */
  readonly broadcast: string | null;
  /** The address of the other end, where there are only two. */
  readonly ptp: string | null;
}

/** The state of one network interface. */
export interface NamedNicStats {
  /** Its name. */
  readonly name: string;
  /** Its state. */
  readonly stats: NicStats;
}

/** The state of a network interface. */
export interface NicStats {
  /** Whether it is up and running: switched on, with a cable or what stands for one. */
  readonly isup: boolean;
  /** Whether both ends may speak at a time. */
  readonly duplex: NicDuplex;
  /** Megabits per second; 0 where that is not known. */
  readonly speed: number;
  /** The most bytes of a packet. */
  readonly mtu: number;
  /** The kernel's flags, such as `up`, `broadcast` and `running`. */
  readonly flags: string[];
}

/** A sensor of temperature and its chip. */
export interface ChipTemperature {
  /** The name of the chip. */
  readonly chip: string;
  /** What it says. */
  readonly temperature: Temperature;
}

/** What a sensor of temperature says, in degrees Celsius unless others are asked for. */
export interface Temperature {
  /** What it measures, such as `Core 0`; empty where that is not said. */
  readonly label: string;
  /** The temperature now. */
  readonly current: number;
  /** From where on it is high, where that is known. */
  readonly high: number | null;
  /** From where on it is critical, where that is known. */
  readonly critical: number | null;
}

/** A fan and its chip. */
export interface ChipFan {
  /** The name of the chip. */
  readonly chip: string;
  /** How fast it turns. */
  readonly fan: Fan;
}

/** How fast a fan turns. */
export interface Fan {
  /** Which it is, such as `cpu_fan`; empty where that is not said. */
  readonly label: string;
  /** Turns per minute. */
  readonly current: number;
}

/** What a battery says of itself. */
export interface BatteryReading {
  /** Its name, such as `BAT0`. */
  readonly name: string;
  /** How full it is, where it says only that. */
  readonly percent: number | null;
  /** What it holds. */
  readonly now: number | null;
  /** What it can hold. */
  readonly full: number | null;
  /** What it gives in an hour. */
  readonly rate: number | null;
  /** How long it says that it will last. */
  readonly secondsToEmpty: number | null;
  /** Whether power comes from outside. */
  readonly plugged: boolean | null;
}

/** What control groups leave of a machine: of each limit, the least on the way up. */
export interface Limits {
  /** Memory. */
  readonly memory: MemoryLimits;
  /** Swap space. */
  readonly swap: SwapLimits;
  /** CPUs. */
  readonly cpu: CpuLimits;
  /** Processes and threads. */
  readonly pids: PidsLimits;
  /** The path of the control group; null without any. */
  readonly cgroup: string | null;
  /** The version of control groups that limits memory, 1 or 2; null without any. */
  readonly version: number | null;
}

/** How much memory a control group may use, in bytes. */
export interface MemoryLimits {
  /** The most that it may use; null where that is all. */
  readonly limit: number | null;
  /** What it uses, with the files that it has read. */
  readonly usage: number | null;
  /** The same without files that were not used for a while. */
  readonly workingSet: number | null;
}

/** How much swap space a control group may use, in bytes. */
export interface SwapLimits {
  /** The most that it may use; null where that is all. */
  readonly limit: number | null;
  /** What it uses. */
  readonly usage: number | null;
}

/** Which CPUs a control group may use, and how much of them. */
export interface CpuLimits {
  /** Seconds of CPU in a second, so how many CPUs; null where that is all. */
  readonly quota: number | null;
  /** The numbers of the CPUs; null where that is not limited. */
  readonly cpus: number[] | null;
}

/** How many processes and threads a control group may have. */
export interface PidsLimits {
  /** The most that it may have; null where there is no end. */
  readonly limit: number | null;
  /** Those that it has. */
  readonly current: number | null;
}

/** How long work waited for what there is too little of; null where none is counted. */
export interface Pressure {
  /** For a CPU. */
  readonly cpu: ResourcePressure | null;
  /** For memory. */
  readonly memory: ResourcePressure | null;
  /** For a disk. */
  readonly io: ResourcePressure | null;
}

/** How long something was waited for. */
export interface ResourcePressure {
  /** By some of the work. */
  readonly some: PressureStall | null;
  /** By all work at a time; null where the kernel does not count that. */
  readonly full: PressureStall | null;
}

/** How long work waited for something. */
export interface PressureStall {
  /** The share of the last 10 seconds, 0 to 100. */
  readonly avg10: number;
  /** The share of the last minute, 0 to 100. */
  readonly avg60: number;
  /** The share of the last 5 minutes, 0 to 100. */
  readonly avg300: number;
  /** Seconds since boot. */
  readonly total: number;
}

/** Which machine this is. */
export interface HostInfo {
  /** Its name in the network. */
  readonly hostname: string;
  /** The operating system; in a container, that of its image. */
  readonly os: OsInfo;
  /** The release of the kernel. */
  readonly kernel: string;
  /** The architecture, as the kernel calls it, such as `x86_64`. */
  readonly arch: string | null;
  /** A random identifier of this installation. */
  readonly machineId: string | null;
  /** A random identifier of this boot. */
  readonly bootId: string | null;
  /** The kind of virtual machine; null where none is seen. */
  readonly virtualization: string | null;
  /** The kind of container; null where none is seen. */
  readonly container: string | null;
}

/** An operating system. */
export interface OsInfo {
  /** Its name for programs, such as `debian`. */
  readonly id: string | null;
  /** Its name for people. */
  readonly name: string | null;
  /** Its version, where it has versions. */
  readonly version: string | null;
}

/** One session of a user who is logged in. */
export interface User {
  /** Login name. */
  readonly name: string;
  /** Terminal without its directory, such as `pts/0`. */
  readonly terminal: string | null;
  /** Where the login came from, as the login program wrote it. */
  readonly host: string | null;
  /** When the session began. */
  readonly started: number;
  /** The process that began it. */
  readonly pid?: number;
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
  /** Time at which the process started. */
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
  /** Real, effective and saved user IDs. */
  readonly uids: ProcessIds;
  /** Real, effective and saved group IDs. */
  readonly gids: ProcessIds;
  /** Path of the controlling terminal; null without one. */
  readonly terminal: string | null;
  /** Process group ID; 0 if outside this PID namespace. */
  readonly processGroup: number;
  /** Session ID; 0 if outside this PID namespace. */
  readonly sessionId: number;
  /** Nice value, -20 (highest) to 19 (lowest); on Windows, a priority class. */
  readonly nice: number;
  /** I/O scheduling class and priority. */
  readonly ionice: IoPriority;
  /** I/O counters since the process started. */
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
  /** Number of the CPU on which the process last ran. */
  readonly cpuNum: number;
  /** Numbers of the CPUs on which the process may run. */
  readonly cpuAffinity: number[];
  /** Memory usage, in bytes. */
  readonly memoryInfo: ProcessMemory;
  /** Memory usage with system-specific fields, in bytes. */
  readonly memoryInfoEx: ProcessMemoryEx;
  /** Memory usage including the unique set size (USS), in bytes. */
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
  /** Saved ID, to which the process may return. */
  readonly saved: number;
}

/** I/O scheduling class and priority of a process. */
export interface IoPriority {
  /** I/O scheduling class, one of the `IOPRIO_CLASS_…` constants. */
  readonly ioclass: number;
  /** Priority in the class, 0 (highest) to 7 (lowest). */
  readonly value: number;
}

/** I/O counters of a process since it started. */
export interface ProcessIoCounters {
  /** Number of read operations. */
  readonly readCount: number;
  /** Number of write operations. */
  readonly writeCount: number;
  /** Bytes read from storage. */
  readonly readBytes: number;
  /** Bytes written to storage. */
  readonly writeBytes: number;
  /** Linux: bytes passed to read system calls, including reads from the page cache. */
  readonly readChars?: number;
  /** Linux: bytes passed to write system calls, including writes to the page cache. */
  readonly writeChars?: number;
}

/** Number of context switches. */
export interface ContextSwitches {
  /** Voluntary: the thread blocked. */
  readonly voluntary: number;
  /** Involuntary: the time slice ended, or a thread with a higher priority was ready. */
  readonly involuntary: number;
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
  /** File descriptor. */
  readonly fd: number;
  /** File offset, in bytes. */
  readonly position?: number;
  /** Access mode. */
  readonly mode?: FileMode;
  /** Flags of open(2). */
  readonly flags?: number;
  /** Whether the path was unlinked. */
  readonly deleted?: boolean;
}

/** CPU times of a process, in seconds. */
export interface ProcessCpuTimes {
  /** Time in user mode, in seconds. */
  readonly user: number;
  /** Time in kernel mode, in seconds. */
  readonly system: number;
  /** Unix: user time of children that were waited for, in seconds. */
  readonly childrenUser?: number;
  /** Unix: system time of children that were waited for, in seconds. */
  readonly childrenSystem?: number;
  /** Linux: time waiting for block I/O, in seconds; 0 unless kernel.task_delayacct is enabled. */
  readonly iowait?: number;
}

/** Memory usage of a process, in bytes. */
export interface ProcessMemory {
  /** Resident set size: physical memory in use, including shared pages, in bytes. */
  readonly rss: number;
  /** Virtual memory size: the address space, in bytes. */
  readonly vms: number;
  /** Linux: part of `rss` that may be shared with other processes, in bytes. */
  readonly shared?: number;
  /** Linux, BSD: executable code (text), in bytes. */
  readonly text?: number;
  /** Linux, BSD: data and stack, in bytes. */
  readonly data?: number;
}

/** Memory usage of a process with the fields specific to the system, in bytes. */
export interface ProcessMemoryEx {
  /** Resident set size: physical memory in use, including shared pages, in bytes. */
  readonly rss: number;
  /** Virtual memory size: the address space, in bytes. */
  readonly vms: number;
  /** Linux: part of `rss` that may be shared with other processes, in bytes. */
  readonly shared?: number;
  /** Linux, BSD: executable code (text), in bytes. */
  readonly text?: number;
  /** Linux, BSD: data and stack, in bytes. */
  readonly data?: number;
  /** Linux: always 0 since Linux 2.6. */
  readonly lib?: number;
  /** Linux: always 0 since Linux 2.6. */
  readonly dirty?: number;
}

/** Memory usage of a process including the unique set size (USS), in bytes. */
export interface ProcessFullMemory {
  /** Unique set size: memory that no other process shares and that would be freed if the process ended, in bytes. */
  readonly uss: number;
  /** Resident set size: physical memory in use, including shared pages, in bytes. */
  readonly rss: number;
  /** Virtual memory size: the address space, in bytes. */
  readonly vms: number;
  /** Linux: part of `rss` that may be shared with other processes, in bytes. */
  readonly shared?: number;
  /** Linux, BSD: executable code (text), in bytes. */
  readonly text?: number;
  /** Linux, BSD: data and stack, in bytes. */
  readonly data?: number;
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
  /** Proportional set size, in bytes. */
  readonly pss: number;
  /** Clean shared pages, in bytes. */
  readonly sharedClean: number;
  /** Dirty shared pages, in bytes. */
  readonly sharedDirty: number;
  /** Clean private pages, in bytes. */
  readonly privateClean: number;
  /** Dirty private pages, in bytes. */
  readonly privateDirty: number;
  /** Pages marked as referenced or accessed, in bytes. */
  readonly referenced: number;
  /** Pages that belong to no file, in bytes. */
  readonly anonymous: number;
  /** Swapped out memory, in bytes. */
  readonly swap: number;
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
  /** Permissions: `r`, `w`, `x`, and `p` (private) or `s` (shared). */
  readonly perms: string;
  /** Path of the file, or a name such as `[heap]` or `[anon]` for other mappings. */
  readonly path: string;
  /** Resident set size, in bytes. */
  readonly rss: number;
  /** Size, in bytes. */
  readonly size: number;
  /** Proportional set size, in bytes. */
  readonly pss: number;
  /** Clean shared pages, in bytes. */
  readonly sharedClean: number;
  /** Dirty shared pages, in bytes. */
  readonly sharedDirty: number;
  /** Clean private pages, in bytes. */
  readonly privateClean: number;
  /** Dirty private pages, in bytes. */
  readonly privateDirty: number;
  /** Pages marked as referenced or accessed, in bytes. */
  readonly referenced: number;
  /** Pages that belong to no file, in bytes. */
  readonly anonymous: number;
  /** Swapped out memory, in bytes. */
  readonly swap: number;
}

/** Soft and hard limit of a resource; null is no limit. */
export interface ResourceLimit {
  /** Soft limit, which the kernel enforces; null is no limit. */
  readonly soft: number | null;
  /** Hard limit, up to which the process may raise the soft limit; null is no limit. */
  readonly hard: number | null;
}

/** What the addon can collect: the arguments and the result of each collector. */
export interface Collectors {
  /** Seconds that CPUs spent in each mode since boot. */
  readonly cpuTimes: { arguments: [host?: Host | undefined]; returns: CpuTimesTable };
  /** Number of CPUs online, or of physical cores. */
  readonly cpuCount: { arguments: [host: Host | undefined, flag: boolean]; returns: number | null };
  /** What the CPUs were interrupted for since boot. */
  readonly cpuStats: { arguments: [host?: Host | undefined]; returns: CpuStats };
  /** The clock of each CPU online whose clock is known, in MHz. */
  readonly cpuFreq: { arguments: [host?: Host | undefined]; returns: CpuFreq[] };
  /** Load averages of the last 1, 5 and 15 minutes. */
  readonly getloadavg: { arguments: [host?: Host | undefined]; returns: number[] };
  /** RAM as the kernel counts it, in bytes. */
  readonly virtualMemory: { arguments: [host?: Host | undefined]; returns: VirtualMemory };
  /** Swap space, in bytes. */
  readonly swapMemory: { arguments: [host?: Host | undefined]; returns: SwapMemory };
  /** The mounted file systems: those on disks, or all. */
  readonly diskPartitions: { arguments: [host: Host | undefined, flag: boolean]; returns: DiskPartition[] };
  /** How full the file system of a path is, in bytes. */
  readonly diskUsage: { arguments: [host: Host | undefined, text: string]; returns: DiskUsage };
  /** What was done with each disk and partition since boot. */
  readonly diskIoCounters: { arguments: [host: Host | undefined, flag: boolean]; returns: NamedDiskIoCounters[] };
  /** What went through each network interface. */
  readonly netIoCounters: { arguments: [host: Host | undefined, flag: boolean]; returns: NamedNetIoCounters[] };
  /** The sockets and the processes that have them open. */
  readonly netConnections: { arguments: [host: Host | undefined, text: string, flag: boolean]; returns: Connection[] };
  /** The addresses of the network interfaces. */
  readonly netIfAddrs: { arguments: [host?: Host | undefined]; returns: NamedNicAddress[] };
  /** The state of each network interface. */
  readonly netIfStats: { arguments: [host?: Host | undefined]; returns: NamedNicStats[] };
  /** Temperatures, in degrees Celsius. */
  readonly sensorsTemperatures: { arguments: [host?: Host | undefined]; returns: ChipTemperature[] };
  /** How fast the fans turn. */
  readonly sensorsFans: { arguments: [host?: Host | undefined]; returns: ChipFan[] };
  /** How full the batteries are. */
  readonly sensorsBattery: { arguments: [host?: Host | undefined]; returns: BatteryReading[] };
  /** What control groups leave of the machine. */
  readonly limits: { arguments: [host?: Host | undefined]; returns: Limits };
  /** How long work waited for CPUs, memory and disks. */
  readonly pressure: { arguments: [host: Host | undefined, text: string]; returns: Pressure };
  /** When the machine booted. */
  readonly bootTime: { arguments: [host?: Host | undefined]; returns: number };
  /** A random identifier of this boot of the machine. */
  readonly bootId: { arguments: [host?: Host | undefined]; returns: string };
  /** Which machine this is. */
  readonly hostInfo: { arguments: [host?: Host | undefined]; returns: HostInfo };
  /** The sessions of users who are logged in. */
  readonly users: { arguments: [host?: Host | undefined]; returns: User[] };
  /** Signals, resource limits and other constants of the system. */
  readonly platformConstants: { arguments: [host?: Host | undefined]; returns: PlatformConstants };
  /** PIDs of all processes, ascending. */
  readonly pids: { arguments: [host?: Host | undefined]; returns: number[] };
  /** Whether a process with a PID exists. */
  readonly pidExists: { arguments: [host: Host | undefined, number: number]; returns: boolean };
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
  readonly setProcessLimit: { arguments: [host: Host | undefined, target: Target, number: number, number: number, number: number]; returns: boolean };
  /** Sets the nice value or priority class of a process. */
  readonly setProcessNice: { arguments: [host: Host | undefined, target: Target, number: number]; returns: boolean };
  /** Sets the I/O scheduling class and priority of a process. */
  readonly setProcessIonice: { arguments: [host: Host | undefined, target: Target, number: number, number: number]; returns: boolean };
  /** Sets the CPUs on which a process may run. */
  readonly setProcessAffinity: { arguments: [host: Host | undefined, target: Target, numbers: readonly number[]]; returns: number | null };
  /** Sends a signal to a process. */
  readonly signalProcess: { arguments: [host: Host | undefined, target: Target, number: number]; returns: boolean };
  /** Suspends a process. */
  readonly suspendProcess: { arguments: [host: Host | undefined, target: Target]; returns: boolean };
  /** Resumes a suspended process. */
  readonly resumeProcess: { arguments: [host: Host | undefined, target: Target]; returns: boolean };
  /** Requests a process to terminate. */
  readonly terminateProcess: { arguments: [host: Host | undefined, target: Target]; returns: boolean };
  /** Kills a process. */
  readonly killProcess: { arguments: [host: Host | undefined, target: Target]; returns: boolean };
  /** Error with which an executable cannot be started. */
  readonly executableError: { arguments: [host: Host | undefined, text: string, text: string, text: string]; returns: string };
}
