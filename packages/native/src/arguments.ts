/** A set of process attributes: bit N represents the Nth field of ProcessInfo. */
export type Attributes = number;

/** A process: its PID and the start that it must have. */
export type Target = readonly [pid: number, start: number];

/** The processes to read: alternating PIDs and starts (NaN for any start), or undefined for all processes. */
export type Targets = readonly number[];

/** The kinds of sockets. */
export const connectionKinds = [
  'all',
  'inet',
  'inet4',
  'inet6',
  'tcp',
  'tcp4',
  'tcp6',
  'udp',
  'udp4',
  'udp6',
  'unix',
] as const;

/** Kind of sockets to list: an address family, a protocol, or both. */
export type ConnectionKind = (typeof connectionKinds)[number];

/** Kind of the sockets that the attribute `connections` lists; `inet` by default. */
export type SocketKind = ConnectionKind;
