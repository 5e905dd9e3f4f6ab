// Written by "npm run generate" from packages/native/cpp/core. Do not edit.
import type { Attributes, SocketKind, Target, Targets } from './packed.js';

/** What a failure says of the process that was asked. */
export type ProcessFailureKind = 'unknown' | 'gone' | 'reused' | 'zombie';

/** The kind of an address: IPv4, IPv6, of a UNIX socket, or of hardware. */
export type AddressFamily = 'AF_INET' | 'AF_INET6' | 'AF_UNIX' | 'AF_LINK';

/** How a socket carries data: as a stream, as datagrams, or as packets in order. */
export type SocketType = 'SOCK_STREAM' | 'SOCK_DGRAM' | 'SOCK_SEQPACKET';

/** The state of a TCP connection; NONE for other sockets. */
export type ConnectionStatus = 'ESTABLISHED' | 'SYN_SENT' | 'SYN_RECV' | 'FIN_WAIT1' | 'FIN_WAIT2' | 'TIME_WAIT' | 'CLOSE' | 'CLOSE_WAIT' | 'LAST_ACK' | 'LISTEN' | 'CLOSING' | 'NONE' | 'DELETE_TCB' | 'IDLE' | 'BOUND';

/** Whether both ends of a cable may speak at a time. */
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
