// Written by "npm run generate" from packages/native/cpp/core. Do not edit.
import { type Packed, SparseFields } from './packed.js';
import type * as types from './types.generated.js';

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

const processFailureKindValues = ['unknown', 'gone', 'reused', 'zombie'] as const;

const addressFamilyValues = ['AF_INET', 'AF_INET6', 'AF_UNIX', 'AF_LINK'] as const;

const socketTypeValues = ['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_SEQPACKET'] as const;

const connectionStatusValues = ['ESTABLISHED', 'SYN_SENT', 'SYN_RECV', 'FIN_WAIT1', 'FIN_WAIT2', 'TIME_WAIT', 'CLOSE', 'CLOSE_WAIT', 'LAST_ACK', 'LISTEN', 'CLOSING', 'NONE', 'DELETE_TCB', 'IDLE', 'BOUND'] as const;

const nicDuplexValues = ['full', 'half', 'unknown'] as const;

const windowsServiceStatusValues = ['stopped', 'start_pending', 'stop_pending', 'running', 'continue_pending', 'pause_pending', 'paused'] as const;

const windowsServiceStartTypeValues = ['automatic', 'manual', 'disabled'] as const;

const processStatusValues = ['running', 'sleeping', 'disk-sleep', 'stopped', 'tracing-stop', 'zombie', 'dead', 'wake-kill', 'waking', 'idle', 'locked', 'waiting', 'parked'] as const;

const fileModeValues = ['r', 'w', 'a', 'r+', 'a+'] as const;

function readFailure(from: Packed): types.Failure {
  const value: Writable<types.Failure> = {
    code: from.string(),
    call: from.string(),
    path: from.string(),
    kind: processFailureKindValues[from.number()] as types.ProcessFailureKind,
  };
  if (from.flag()) value.pid = from.number();
  if (from.flag()) value.ppid = from.number();
  if (from.flag()) value.line = from.number();
  if (from.flag()) value.systemErrno = from.number();
  return value;
}

function readCpuTimesTable(from: Packed): types.CpuTimesTable {
  return {
    total: readCpuTimes(from),
    cpus: from.list((from) => readPerCpuTimes(from)),
  };
}

function readCpuTimes(from: Packed): types.CpuTimes {
  const value: Writable<types.CpuTimes> = {
    user: from.number(),
    system: from.number(),
    idle: from.number(),
  };
  if (from.flag()) value.nice = from.number();
  if (from.flag()) value.iowait = from.number();
  if (from.flag()) value.irq = from.number();
  if (from.flag()) value.softirq = from.number();
  if (from.flag()) value.steal = from.number();
  if (from.flag()) value.guest = from.number();
  if (from.flag()) value.guestNice = from.number();
  if (from.flag()) value.dpc = from.number();
  return value;
}

function readPerCpuTimes(from: Packed): types.PerCpuTimes {
  return {
    cpu: from.number(),
    times: readCpuTimes(from),
  };
}

function readCpuStats(from: Packed): types.CpuStats {
  const value: Writable<types.CpuStats> = {
    ctxSwitches: from.number(),
    interrupts: from.number(),
  };
  if (from.flag()) value.softInterrupts = from.number();
  if (from.flag()) value.syscalls = from.number();
  return value;
}

function readCpuFreq(from: Packed): types.CpuFreq {
  return {
    current: from.number(),
    min: from.nullable((from) => from.number()),
    max: from.nullable((from) => from.number()),
  };
}

function readVirtualMemory(from: Packed): types.VirtualMemory {
  const value: Writable<types.VirtualMemory> = {
    total: from.number(),
    available: from.number(),
    percent: from.number(),
    used: from.number(),
  };
  if (from.flag()) value.free = from.number();
  if (from.flag()) value.active = from.number();
  if (from.flag()) value.inactive = from.number();
  if (from.flag()) value.buffers = from.number();
  if (from.flag()) value.cached = from.number();
  if (from.flag()) value.shared = from.number();
  if (from.flag()) value.slab = from.number();
  if (from.flag()) value.wired = from.number();
  return value;
}

function readSwapMemory(from: Packed): types.SwapMemory {
  const value: Writable<types.SwapMemory> = {
    total: from.number(),
    used: from.number(),
    free: from.number(),
    percent: from.number(),
  };
  if (from.flag()) value.sin = from.number();
  if (from.flag()) value.sout = from.number();
  return value;
}

function readDiskPartition(from: Packed): types.DiskPartition {
  return {
    device: from.string(),
    mountpoint: from.string(),
    fstype: from.string(),
    opts: from.string(),
  };
}

function readDiskUsage(from: Packed): types.DiskUsage {
  return {
    total: from.number(),
    used: from.number(),
    free: from.number(),
    percent: from.number(),
    inodes: from.nullable((from) => readInodeUsage(from)),
  };
}

function readInodeUsage(from: Packed): types.InodeUsage {
  return {
    total: from.number(),
    used: from.number(),
    free: from.number(),
    percent: from.number(),
  };
}

function readNamedDiskIoCounters(from: Packed): types.NamedDiskIoCounters {
  return {
    name: from.string(),
    physical: from.flag(),
    counters: readDiskIoCounters(from),
  };
}

function readDiskIoCounters(from: Packed): types.DiskIoCounters {
  const value: Writable<types.DiskIoCounters> = {
    readCount: from.number(),
    writeCount: from.number(),
    readBytes: from.number(),
    writeBytes: from.number(),
  };
  if (from.flag()) value.readTime = from.number();
  if (from.flag()) value.writeTime = from.number();
  if (from.flag()) value.busyTime = from.number();
  if (from.flag()) value.readMergedCount = from.number();
  if (from.flag()) value.writeMergedCount = from.number();
  return value;
}

function readNamedNetIoCounters(from: Packed): types.NamedNetIoCounters {
  return {
    name: from.string(),
    physical: from.flag(),
    counters: readNetIoCounters(from),
  };
}

function readNetIoCounters(from: Packed): types.NetIoCounters {
  return {
    bytesSent: from.number(),
    bytesRecv: from.number(),
    packetsSent: from.number(),
    packetsRecv: from.number(),
    errin: from.number(),
    errout: from.number(),
    dropin: from.number(),
    dropout: from.number(),
  };
}

function readConnection(from: Packed): types.Connection {
  return {
    fd: from.nullable((from) => from.number()),
    family: addressFamilyValues[from.number()] as types.AddressFamily,
    type: socketTypeValues[from.number()] as types.SocketType,
    laddr: from.nullable((from) => readSocketAddress(from)),
    raddr: from.nullable((from) => readSocketAddress(from)),
    path: from.nullable((from) => from.string()),
    status: connectionStatusValues[from.number()] as types.ConnectionStatus,
    pid: from.nullable((from) => from.number()),
  };
}

function readSocketAddress(from: Packed): types.SocketAddress {
  return {
    ip: from.string(),
    port: from.number(),
  };
}

function readNamedNicAddress(from: Packed): types.NamedNicAddress {
  return {
    name: from.string(),
    address: readNicAddress(from),
  };
}

function readNicAddress(from: Packed): types.NicAddress {
  return {
    family: addressFamilyValues[from.number()] as types.AddressFamily,
    address: from.string(),
    netmask: from.nullable((from) => from.string()),
    broadcast: from.nullable((from) => from.string()),
    ptp: from.nullable((from) => from.string()),
  };
}

function readNamedNicStats(from: Packed): types.NamedNicStats {
  return {
    name: from.string(),
    stats: readNicStats(from),
  };
}

function readNicStats(from: Packed): types.NicStats {
  const value: Writable<types.NicStats> = {
    isup: from.flag(),
    duplex: nicDuplexValues[from.number()] as types.NicDuplex,
    speed: from.number(),
    mtu: from.number(),
  };
  if (from.flag()) value.flags = from.list((from) => from.string());
  return value;
}

function readChipTemperature(from: Packed): types.ChipTemperature {
  return {
    chip: from.string(),
    temperature: readTemperature(from),
  };
}

function readTemperature(from: Packed): types.Temperature {
  return {
    label: from.string(),
    current: from.number(),
    high: from.nullable((from) => from.number()),
    critical: from.nullable((from) => from.number()),
  };
}

function readChipFan(from: Packed): types.ChipFan {
  return {
    chip: from.string(),
    fan: readFan(from),
  };
}

function readFan(from: Packed): types.Fan {
  return {
    label: from.string(),
    current: from.number(),
  };
}

function readBatteryReading(from: Packed): types.BatteryReading {
  return {
    name: from.string(),
    percent: from.nullable((from) => from.number()),
    now: from.nullable((from) => from.number()),
    full: from.nullable((from) => from.number()),
    rate: from.nullable((from) => from.number()),
    secondsToEmpty: from.nullable((from) => from.number()),
    plugged: from.nullable((from) => from.flag()),
  };
}

function readLimits(from: Packed): types.Limits {
  return {
    memory: readMemoryLimits(from),
    swap: readSwapLimits(from),
    cpu: readCpuLimits(from),
    pids: readPidsLimits(from),
    cgroup: from.nullable((from) => from.string()),
    version: from.nullable((from) => from.number()),
  };
}

function readMemoryLimits(from: Packed): types.MemoryLimits {
  return {
    limit: from.nullable((from) => from.number()),
    usage: from.nullable((from) => from.number()),
    workingSet: from.nullable((from) => from.number()),
  };
}

function readSwapLimits(from: Packed): types.SwapLimits {
  return {
    limit: from.nullable((from) => from.number()),
    usage: from.nullable((from) => from.number()),
  };
}

function readCpuLimits(from: Packed): types.CpuLimits {
  return {
    quota: from.nullable((from) => from.number()),
    cpus: from.nullable((from) => from.list((from) => from.number())),
  };
}

function readPidsLimits(from: Packed): types.PidsLimits {
  return {
    limit: from.nullable((from) => from.number()),
    current: from.nullable((from) => from.number()),
  };
}

function readPressure(from: Packed): types.Pressure {
  return {
    cpu: from.nullable((from) => readResourcePressure(from)),
    memory: from.nullable((from) => readResourcePressure(from)),
    io: from.nullable((from) => readResourcePressure(from)),
  };
}

function readResourcePressure(from: Packed): types.ResourcePressure {
  return {
    some: from.nullable((from) => readPressureStall(from)),
    full: from.nullable((from) => readPressureStall(from)),
  };
}

function readPressureStall(from: Packed): types.PressureStall {
  return {
    avg10: from.number(),
    avg60: from.number(),
    avg300: from.number(),
    total: from.number(),
  };
}

function readHostInfo(from: Packed): types.HostInfo {
  return {
    hostname: from.string(),
    os: readOsInfo(from),
    kernel: from.string(),
    arch: from.nullable((from) => from.string()),
    machineId: from.nullable((from) => from.string()),
    bootId: from.nullable((from) => from.string()),
    virtualization: from.nullable((from) => from.string()),
    container: from.nullable((from) => from.string()),
  };
}

function readOsInfo(from: Packed): types.OsInfo {
  return {
    id: from.nullable((from) => from.string()),
    name: from.nullable((from) => from.string()),
    version: from.nullable((from) => from.string()),
  };
}

function readUser(from: Packed): types.User {
  const value: Writable<types.User> = {
    name: from.string(),
    terminal: from.nullable((from) => from.string()),
    host: from.nullable((from) => from.string()),
    started: from.number(),
  };
  if (from.flag()) value.pid = from.number();
  return value;
}

function readWindowsService(from: Packed): types.WindowsService {
  return {
    name: from.string(),
    displayName: from.string(),
    status: windowsServiceStatusValues[from.number()] as types.WindowsServiceStatus,
    pid: from.nullable((from) => from.number()),
    binpath: from.nullable((from) => from.string()),
    username: from.nullable((from) => from.string()),
    startType: from.nullable((from) => windowsServiceStartTypeValues[from.number()] as types.WindowsServiceStartType),
    delayedStart: from.nullable((from) => from.flag()),
    description: from.nullable((from) => from.string()),
  };
}

function readPlatformConstants(from: Packed): types.PlatformConstants {
  return {
    signals: from.list((from) => readSignalNumber(from)),
    maxSignal: from.number(),
    resources: from.list((from) => from.number()),
    minNice: from.nullable((from) => from.number()),
    maxNice: from.nullable((from) => from.number()),
    protectedPids: from.list((from) => from.number()),
    devicePrefix: from.string(),
  };
}

function readSignalNumber(from: Packed): types.SignalNumber {
  return {
    name: from.string(),
    number: from.number(),
  };
}

function readProcessRow(from: Packed): types.ProcessRow {
  const value: Writable<types.ProcessRow> = {
    pid: from.number(),
    info: readProcessInfo(from),
    errors: from.list((from) => readAttributeError(from)),
  };
  if (from.flag()) value.start = from.number();
  if (from.flag()) value.failure = readFailure(from);
  return value;
}

/** The readers of the fields of {@link types.ProcessInfo}. */
export const processFields: SparseFields<types.ProcessInfo> = new SparseFields<types.ProcessInfo>({
  createTime: (from) => from.number(),
  ppid: (from) => from.number(),
  name: (from) => from.string(),
  exe: (from) => from.string(),
  cmdline: (from) => from.list((from) => from.string()),
  environ: (from) => from.list((from) => readEnvironmentVariable(from)),
  cwd: (from) => from.string(),
  status: (from) => processStatusValues[from.number()] as types.ProcessStatus,
  isKernelProcess: (from) => from.flag(),
  username: (from) => from.string(),
  uids: (from) => readProcessIds(from),
  gids: (from) => readProcessIds(from),
  terminal: (from) => from.nullable((from) => from.string()),
  processGroup: (from) => from.number(),
  sessionId: (from) => from.number(),
  nice: (from) => from.number(),
  ionice: (from) => readIoPriority(from),
  ioCounters: (from) => readProcessIoCounters(from),
  numCtxSwitches: (from) => readContextSwitches(from),
  pageFaults: (from) => readPageFaults(from),
  numThreads: (from) => from.number(),
  threads: (from) => from.list((from) => readThreadTimes(from)),
  numFds: (from) => from.number(),
  numHandles: (from) => from.number(),
  openFiles: (from) => from.list((from) => readOpenFile(from)),
  connections: (from) => from.list((from) => readConnection(from)),
  cpuTimes: (from) => readProcessCpuTimes(from),
  cpuNum: (from) => from.number(),
  cpuAffinity: (from) => from.list((from) => from.number()),
  memoryInfo: (from) => readProcessMemory(from),
  memoryInfoEx: (from) => readProcessMemoryEx(from),
  memoryFullInfo: (from) => readProcessFullMemory(from),
  memoryPercent: (from) => from.number(),
  memoryMaps: (from) => from.list((from) => readMappedFile(from)),
  cgroup: (from) => from.nullable((from) => from.string()),
  container: (from) => from.nullable((from) => from.string()),
  limits: (from) => readLimits(from),
});

function readProcessInfo(from: Packed): Partial<types.ProcessInfo> {
  return from.sparse(processFields);
}

function readEnvironmentVariable(from: Packed): types.EnvironmentVariable {
  return {
    name: from.string(),
    value: from.string(),
  };
}

function readProcessIds(from: Packed): types.ProcessIds {
  const value: Writable<types.ProcessIds> = {
    real: from.number(),
    effective: from.number(),
  };
  if (from.flag()) value.saved = from.number();
  return value;
}

function readIoPriority(from: Packed): types.IoPriority {
  const value: Writable<types.IoPriority> = {
    ioclass: from.number(),
  };
  if (from.flag()) value.value = from.number();
  return value;
}

function readProcessIoCounters(from: Packed): types.ProcessIoCounters {
  const value: Writable<types.ProcessIoCounters> = {

  };
  if (from.flag()) value.readCount = from.number();
  if (from.flag()) value.writeCount = from.number();
  if (from.flag()) value.readBytes = from.number();
  if (from.flag()) value.writeBytes = from.number();
  if (from.flag()) value.readChars = from.number();
  if (from.flag()) value.writeChars = from.number();
  if (from.flag()) value.otherCount = from.number();
  if (from.flag()) value.otherBytes = from.number();
  return value;
}

function readContextSwitches(from: Packed): types.ContextSwitches {
  const value: Writable<types.ContextSwitches> = {
    voluntary: from.number(),
  };
  if (from.flag()) value.involuntary = from.number();
  return value;
}

function readPageFaults(from: Packed): types.PageFaults {
  return {
    minor: from.number(),
    major: from.number(),
  };
}

function readThreadTimes(from: Packed): types.ThreadTimes {
  return {
    id: from.number(),
    userTime: from.number(),
    systemTime: from.number(),
  };
}

function readOpenFile(from: Packed): types.OpenFile {
  const value: Writable<types.OpenFile> = {
    path: from.string(),
    fd: from.number(),
  };
  if (from.flag()) value.position = from.number();
  if (from.flag()) value.mode = fileModeValues[from.number()] as types.FileMode;
  if (from.flag()) value.flags = from.number();
  if (from.flag()) value.deleted = from.flag();
  return value;
}

function readProcessCpuTimes(from: Packed): types.ProcessCpuTimes {
  const value: Writable<types.ProcessCpuTimes> = {
    user: from.number(),
    system: from.number(),
  };
  if (from.flag()) value.childrenUser = from.number();
  if (from.flag()) value.childrenSystem = from.number();
  if (from.flag()) value.iowait = from.number();
  return value;
}

function readProcessMemory(from: Packed): types.ProcessMemory {
  const value: Writable<types.ProcessMemory> = {
    rss: from.number(),
    vms: from.number(),
  };
  if (from.flag()) value.shared = from.number();
  if (from.flag()) value.text = from.number();
  if (from.flag()) value.data = from.number();
  if (from.flag()) value.stack = from.number();
  if (from.flag()) value.peakRss = from.number();
  if (from.flag()) value.peakVms = from.number();
  return value;
}

function readProcessMemoryEx(from: Packed): types.ProcessMemoryEx {
  const value: Writable<types.ProcessMemoryEx> = {
    rss: from.number(),
    vms: from.number(),
  };
  if (from.flag()) value.shared = from.number();
  if (from.flag()) value.text = from.number();
  if (from.flag()) value.data = from.number();
  if (from.flag()) value.stack = from.number();
  if (from.flag()) value.peakRss = from.number();
  if (from.flag()) value.peakVms = from.number();
  if (from.flag()) value.lib = from.number();
  if (from.flag()) value.dirty = from.number();
  if (from.flag()) value.pfaults = from.number();
  if (from.flag()) value.pageins = from.number();
  if (from.flag()) value.wired = from.number();
  if (from.flag()) value.physFootprint = from.number();
  if (from.flag()) value.numPageFaults = from.number();
  if (from.flag()) value.peakWset = from.number();
  if (from.flag()) value.wset = from.number();
  if (from.flag()) value.peakPagedPool = from.number();
  if (from.flag()) value.pagedPool = from.number();
  if (from.flag()) value.peakNonpagedPool = from.number();
  if (from.flag()) value.nonpagedPool = from.number();
  if (from.flag()) value.pagefile = from.number();
  if (from.flag()) value.peakPagefile = from.number();
  if (from.flag()) value.private = from.number();
  return value;
}

function readProcessFullMemory(from: Packed): types.ProcessFullMemory {
  const value: Writable<types.ProcessFullMemory> = {
    uss: from.number(),
    rss: from.number(),
    vms: from.number(),
  };
  if (from.flag()) value.shared = from.number();
  if (from.flag()) value.text = from.number();
  if (from.flag()) value.data = from.number();
  if (from.flag()) value.stack = from.number();
  if (from.flag()) value.peakRss = from.number();
  if (from.flag()) value.peakVms = from.number();
  if (from.flag()) value.pss = from.number();
  if (from.flag()) value.swap = from.number();
  return value;
}

function readMappedFile(from: Packed): types.MappedFile {
  const value: Writable<types.MappedFile> = {
    path: from.string(),
    rss: from.number(),
    size: from.number(),
  };
  if (from.flag()) value.pss = from.number();
  if (from.flag()) value.sharedClean = from.number();
  if (from.flag()) value.sharedDirty = from.number();
  if (from.flag()) value.privateClean = from.number();
  if (from.flag()) value.privateDirty = from.number();
  if (from.flag()) value.referenced = from.number();
  if (from.flag()) value.anonymous = from.number();
  if (from.flag()) value.swap = from.number();
  if (from.flag()) value.private = from.number();
  if (from.flag()) value.swapped = from.number();
  if (from.flag()) value.dirtied = from.number();
  if (from.flag()) value.locked = from.number();
  if (from.flag()) value.refCount = from.number();
  if (from.flag()) value.shadowDepth = from.number();
  if (from.flag()) value.shadowCount = from.number();
  return value;
}

function readAttributeError(from: Packed): types.AttributeError {
  return {
    attribute: from.number(),
    failure: readFailure(from),
  };
}

function readMappedRegion(from: Packed): types.MappedRegion {
  const value: Writable<types.MappedRegion> = {
    addr: from.string(),
    perms: from.string(),
    path: from.string(),
    rss: from.number(),
    size: from.number(),
  };
  if (from.flag()) value.pss = from.number();
  if (from.flag()) value.sharedClean = from.number();
  if (from.flag()) value.sharedDirty = from.number();
  if (from.flag()) value.privateClean = from.number();
  if (from.flag()) value.privateDirty = from.number();
  if (from.flag()) value.referenced = from.number();
  if (from.flag()) value.anonymous = from.number();
  if (from.flag()) value.swap = from.number();
  if (from.flag()) value.private = from.number();
  if (from.flag()) value.swapped = from.number();
  if (from.flag()) value.dirtied = from.number();
  if (from.flag()) value.locked = from.number();
  if (from.flag()) value.refCount = from.number();
  if (from.flag()) value.shadowDepth = from.number();
  if (from.flag()) value.shadowCount = from.number();
  return value;
}

function readResourceLimit(from: Packed): types.ResourceLimit {
  return {
    soft: from.nullable((from) => from.number()),
    hard: from.nullable((from) => from.number()),
  };
}

function readSuspendedTree(from: Packed): types.SuspendedTree {
  const value: Writable<types.SuspendedTree> = {
    processes: from.list((from) => readProcessRow(from)),
    isComplete: from.flag(),
  };
  if (from.flag()) value.failure = readFailure(from);
  return value;
}

/** The decoders of the result of each collector, and of a failure. */
export const decoders: { readonly [Name in keyof types.Collectors]: (from: Packed) => types.Collectors[Name]['returns'] } & {
  readonly failure: (from: Packed) => types.Failure;
} = {
  failure: readFailure,
  cpuTimes: (from) => readCpuTimesTable(from),
  cpuCount: (from) => from.nullable((from) => from.number()),
  cpuStats: (from) => readCpuStats(from),
  cpuFreq: (from) => from.list((from) => readCpuFreq(from)),
  getloadavg: (from) => from.list((from) => from.number()),
  virtualMemory: (from) => readVirtualMemory(from),
  swapMemory: (from) => readSwapMemory(from),
  diskPartitions: (from) => from.list((from) => readDiskPartition(from)),
  diskUsage: (from) => readDiskUsage(from),
  diskIoCounters: (from) => from.list((from) => readNamedDiskIoCounters(from)),
  netIoCounters: (from) => from.list((from) => readNamedNetIoCounters(from)),
  netConnections: (from) => from.list((from) => readConnection(from)),
  netIfAddrs: (from) => from.list((from) => readNamedNicAddress(from)),
  netIfStats: (from) => from.list((from) => readNamedNicStats(from)),
  sensorsTemperatures: (from) => from.list((from) => readChipTemperature(from)),
  sensorsFans: (from) => from.list((from) => readChipFan(from)),
  sensorsBattery: (from) => from.list((from) => readBatteryReading(from)),
  limits: (from) => readLimits(from),
  pressure: (from) => readPressure(from),
  bootTime: (from) => from.number(),
  bootId: (from) => from.string(),
  hostInfo: (from) => readHostInfo(from),
  users: (from) => from.list((from) => readUser(from)),
  winServiceIter: (from) => from.list((from) => readWindowsService(from)),
  winServiceGet: (from) => from.nullable((from) => readWindowsService(from)),
  platformConstants: (from) => readPlatformConstants(from),
  pids: (from) => from.list((from) => from.number()),
  pidExists: (from) => from.flag(),
  ownPid: (from) => from.number(),
  hasLocalPids: (from) => from.flag(),
  processes: (from) => from.list((from) => readProcessRow(from)),
  processAncestors: (from) => from.list((from) => readProcessRow(from)),
  processDescendants: (from) => from.list((from) => readProcessRow(from)),
  processMemoryMaps: (from) => from.list((from) => readMappedRegion(from)),
  processConnections: (from) => from.list((from) => readConnection(from)),
  processLimit: (from) => readResourceLimit(from),
  setProcessLimit: (from) => from.flag(),
  setProcessNice: (from) => from.flag(),
  setProcessIonice: (from) => from.flag(),
  setProcessAffinity: (from) => from.nullable((from) => from.number()),
  signalProcess: (from) => from.flag(),
  suspendProcess: (from) => from.flag(),
  suspendTree: (from) => readSuspendedTree(from),
  resumeProcess: (from) => from.flag(),
  terminateProcess: (from) => from.flag(),
  killProcess: (from) => from.flag(),
  executableError: (from) => from.string(),
};

/** The decoders of one element, for each collector that returns a list. */
export const elementDecoders: Readonly<Record<string, (from: Packed) => unknown>> = {
  cpuFreq: (from) => readCpuFreq(from),
  getloadavg: (from) => from.number(),
  diskPartitions: (from) => readDiskPartition(from),
  diskIoCounters: (from) => readNamedDiskIoCounters(from),
  netIoCounters: (from) => readNamedNetIoCounters(from),
  netConnections: (from) => readConnection(from),
  netIfAddrs: (from) => readNamedNicAddress(from),
  netIfStats: (from) => readNamedNicStats(from),
  sensorsTemperatures: (from) => readChipTemperature(from),
  sensorsFans: (from) => readChipFan(from),
  sensorsBattery: (from) => readBatteryReading(from),
  users: (from) => readUser(from),
  winServiceIter: (from) => readWindowsService(from),
  pids: (from) => from.number(),
  processes: (from) => readProcessRow(from),
  processAncestors: (from) => readProcessRow(from),
  processDescendants: (from) => readProcessRow(from),
  processMemoryMaps: (from) => readMappedRegion(from),
  processConnections: (from) => readConnection(from),
};
