import { decoders, processFields } from './decode.generated.js';
import { binding } from './load.js';
import type { ProcessInfo } from './types.generated.js';

/** A function, collector, method or attribute, and whether the system supports it. */
export interface Capability {
  /** Name, such as `cpuFreq` or `Process.environ`. */
  readonly name: string;
  /** Description. */
  readonly description: string;
  /** Whether the system supports it. */
  readonly supported: boolean;
}

/** A description, and the collectors and attributes (`.name`) that are needed. */
type Requirement = readonly [description: string, ...needs: string[]];

/** The functions that are not collectors of the same name. */
const functions: Readonly<Record<string, Requirement>> = {
  supports: ['Whether the system supports a function, method or attribute.'],
  cpuPercent: ['CPU utilization, in percent.', 'cpuTimes'],
  cpuTimesPercent: ['CPU time spent in each mode, in percent.', 'cpuTimes'],
  createCpuSampler: ['Sampler of CPU utilization, in percent.', 'cpuTimes'],
  createDiskSampler: ['Sampler of disk I/O rates, per second.', 'diskIoCounters'],
  createNetSampler: ['Sampler of network I/O rates, per second.', 'netIoCounters'],
  createProcessSampler: ['Sampler of CPU utilization and I/O rates of all processes.', '.cpuTimes'],
  Process: ['A process.', 'processes'],
  Popen: ['A child process.', 'processes'],
  processIter: ['All processes.', 'processes'],
  processEvents: ['Starts, execs and exits of processes.', 'pids', 'processes'],
  waitProcs: ['Waits until processes have ended.', '.status'],
  killTree: [
    'Kills a process and all its descendants.',
    'processAncestors',
    'processDescendants',
    'suspendProcess',
    '.status',
  ],
};

/** The members of `Process` and `Popen` that are not attributes of the same name. */
const members: Readonly<Record<string, Requirement>> = {
  pid: ['PID.', 'processes'],
  id: ['Identifier that is unique across reboots.', 'processes'],
  fromId: ['The process with an identifier.', 'processes'],
  equals: ['Whether another object represents the same process.', 'processes'],
  isRunning: ['Whether the process has not ended.', 'processes'],
  asDict: ['Several attributes, in one pass.', 'processes'],
  cpuPercent: ['CPU utilization of the process, in percent; 100 is one CPU.', '.cpuTimes'],
  parent: ['Parent process.', '.ppid'],
  parents: ['Ancestors, the parent first.', '.ppid', 'processAncestors'],
  children: ['Child processes or all descendants.', '.ppid', 'processDescendants'],
  connections: ['Open sockets of a kind.', 'processConnections'],
  rlimit: ['Soft and hard limit of a resource.', 'processLimit'],
  sendSignal: ['Sends a signal.', 'signalProcess'],
  suspend: ['Suspends the process.', 'suspendProcess'],
  resume: ['Resumes a suspended process.', 'resumeProcess'],
  terminate: ['Requests the process to end.', 'terminateProcess'],
  kill: ['Kills the process.', 'killProcess'],
  wait: ['Waits until the process has ended.', '.status'],
  poll: ['Exit code of a child process, or null.', 'processes'],
  communicate: ['Writes to a child process and reads all of its output.', 'processes'],
};

const memberPrefix = 'Process.';

function isSupportedAttribute(name: string): boolean {
  if (!Object.hasOwn(binding().sync, 'processes')) return false;
  return processFields.has(binding().supportedAttributes, name as keyof ProcessInfo);
}

const isAvailable = (need: string): boolean =>
  need.startsWith('.') ? isSupportedAttribute(need.slice(1)) : Object.hasOwn(binding().sync, need);

/**
 * Returns the collectors and attributes (`.name`) that a function, a collector, or a member with the prefix `Process.`
 * needs.
 */
export function needsOf(name: string): readonly string[] {
  const isMember = name.startsWith(memberPrefix);
  const key = isMember ? name.slice(memberPrefix.length) : name;
  const requirements = isMember ? members : functions;
  const [, ...needs] = (Object.hasOwn(requirements, key) && requirements[key]) || ['', isMember ? `.${key}` : key];
  return needs;
}

const isSupported = (name: string): boolean => needsOf(name).every(isAvailable);

const isFunction = (name: string): boolean => Object.hasOwn(functions, name) || Object.hasOwn(decoders, name);

/**
 * Returns whether the system supports a function, a class, or a method or attribute of `Process`. If it does not, a
 * call throws {@link NotSupported}. The result is false for an unknown name.
 *
 * A method may be given with or without its class: `memoryMaps` or `Process.memoryMaps`. Without the class, a name that
 * is also that of a function, such as `cpuTimes`, is the function.
 *
 * @example
 * import { supports } from '@psutil/native';
 *
 * console.log(supports('sensorsTemperatures')); // true on Linux
 * console.log(supports('Process.numHandles')); // true on Windows
 */
export function supports(name: string): boolean {
  if (typeof name !== 'string') return false;
  return isSupported(isFunction(name) || name.startsWith(memberPrefix) ? name : memberPrefix + name);
}

/** Returns everything that {@link supports} knows, with a description. */
export function capabilities(): Capability[] {
  const { collectors, records } = binding().describe();
  const attributes = records['ProcessInfo']?.fields ?? [];
  const descriptions = new Map<string, string>();
  for (const [name, { doc }] of Object.entries(collectors)) descriptions.set(name, doc);
  for (const [name, [doc]] of Object.entries(functions)) descriptions.set(name, doc);
  for (const { name, doc } of attributes) descriptions.set(memberPrefix + name, doc);
  for (const [name, [doc]] of Object.entries(members)) descriptions.set(memberPrefix + name, doc);
  return [...descriptions].map(([name, description]) => ({ name, description, supported: isSupported(name) }));
}
