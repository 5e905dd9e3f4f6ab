// The GraphQL types and enumerations that follow from the declarations in cpp/core.

/** A field that is null instead of a value that means "unknown" or "none". */
const nullFor =
  (sentinel) =>
  ({ type, doc }) => ({ type: type.replace(/!$/, ''), doc: doc.replace(sentinel, 'null') });

/** A field with another name, type or description. */
const changed = (changes) => (field) => ({ ...field, ...changes });

/** A field that packages/graphql declares, because it has arguments. */
const declaredElsewhere = () => undefined;

/**
 * How the GraphQL types differ from the records and enumerations, by the names of those. packages/graphql converts the
 * values in `records.ts`.
 */
const differences = {
  Connection: {
    name: 'Socket',
    fields: {
      path: changed({ doc: 'Path of a UNIX domain socket, or `@` and a name if it is abstract; null if it has none.' }),
      status: nullFor('NONE'),
    },
  },
  ConnectionStatus: { name: 'SocketStatus', doc: 'State of a TCP connection.', omitted: ['NONE'] },
  DiskPartition: {
    fields: { device: nullFor('empty'), opts: changed({ type: '[String!]!', doc: 'Mount options, such as `ro`.' }) },
  },
  Fan: { fields: { label: nullFor('empty') } },
  IoPriority: { fields: { ioclass: changed({ type: 'IoPriorityClass!', doc: 'I/O scheduling class.' }) } },
  MappedFile: { isOmitted: true },
  MappedRegion: {
    name: 'MemoryMap',
    doc: 'One memory mapping or, if they are grouped, all mappings of a file, in bytes.',
    fields: {
      addr: changed({ type: 'String', doc: 'Start and end address, in hexadecimal; null if grouped.' }),
      perms: changed({
        type: 'String',
        doc: 'Permissions: `r`, `w`, `x`, and `p` (private) or `s` (shared); on Windows, `r`, `rw`, `wc` (copy on write), `x`, `xr`, `xrw` or `xwc`, or empty; null if grouped.',
      }),
    },
  },
  NicDuplex: { omitted: ['unknown'] },
  NicStats: {
    fields: { duplex: changed({ type: 'NicDuplex', doc: 'Duplex mode; null if unknown.' }), speed: nullFor('0') },
  },
  OsInfo: { fields: { id: changed({ name: 'distribution' }) } },
  ProcessInfo: {
    name: 'Process',
    implements: 'Node',
    doc: 'A process. Each attribute may fail on its own.',
    fields: {
      exe: nullFor('empty'),
      cwd: nullFor('empty'),
      environ: declaredElsewhere,
      threads: declaredElsewhere,
      openFiles: declaredElsewhere,
      connections: declaredElsewhere,
      memoryMaps: declaredElsewhere,
    },
  },
  Temperature: { fields: { label: nullFor('empty') } },
  ThreadTimes: { name: 'Thread', fields: { id: changed({ name: 'tid' }) } },
  User: { name: 'Session', doc: 'A login session.', fields: { name: changed({ name: 'username' }) } },
};

/** The descriptions of the values of the enumerations. */
const valueDocs = {
  AddressFamily: {
    AF_INET: 'IPv4.',
    AF_INET6: 'IPv6.',
    AF_UNIX: 'UNIX domain socket.',
    AF_LINK: 'Hardware (MAC) address.',
  },
  SocketType: {
    SOCK_STREAM: 'Byte stream, such as TCP.',
    SOCK_DGRAM: 'Datagrams, such as UDP.',
    SOCK_SEQPACKET: 'Sequenced packets.',
  },
  ConnectionStatus: {
    ESTABLISHED: 'Open: both sides can send data.',
    SYN_SENT: 'A connection request was sent.',
    SYN_RECV: 'A connection request was received.',
    FIN_WAIT1: 'The local side has closed, which the remote side has not acknowledged.',
    FIN_WAIT2: 'The local side has closed, and waits until the remote side closes.',
    TIME_WAIT: 'Closed, and waits for delayed packets.',
    CLOSE: 'Closed.',
    CLOSE_WAIT: 'The remote side has closed; the local side has not.',
    LAST_ACK: 'Both sides have closed; the last acknowledgment is missing.',
    LISTEN: 'Listens for incoming connections.',
    CLOSING: 'Both sides have closed at the same time.',
    DELETE_TCB: 'Windows: the connection is being deleted.',
    IDLE: 'SunOS: opened, but not bound.',
    BOUND: 'SunOS: bound to an address, but neither connected nor listening.',
  },
  NicDuplex: { full: 'Full duplex: sends and receives at the same time.', half: 'Half duplex: sends or receives.' },
  ProcessStatus: {
    running: 'Running or runnable.',
    sleeping: 'Interruptible sleep.',
    'disk-sleep': 'Uninterruptible sleep, usually waiting for disk I/O.',
    stopped: 'Stopped by a job control signal.',
    'tracing-stop': 'Stopped by a debugger during tracing.',
    zombie: 'Terminated, but not yet reaped by its parent.',
    dead: 'Dead; visible only while the kernel removes the process.',
    'wake-kill': 'Linux 2.6.33 to 3.13: sleep that only a fatal signal interrupts.',
    waking: 'Linux 2.6.33 to 3.13: waking up.',
    idle: 'Linux, macOS, FreeBSD: idle; on Linux, a kernel thread that does not count towards the load.',
    locked: 'FreeBSD: waiting to acquire a lock.',
    waiting: 'FreeBSD: waiting for an interrupt.',
    parked: 'Linux: parked kernel thread.',
  },
  FileMode: {
    r: 'Read only.',
    w: 'Write only.',
    a: 'Append only.',
    'r+': 'Read and write.',
    'a+': 'Read and append.',
  },
  WindowsServiceStatus: {
    stopped: 'Not running.',
    start_pending: 'Starting.',
    stop_pending: 'Stopping.',
    running: 'Running.',
    continue_pending: 'Resuming from a pause.',
    pause_pending: 'Pausing.',
    paused: 'Paused.',
  },
  WindowsServiceStartType: {
    automatic: 'Started when the system boots.',
    manual: 'Started on request.',
    disabled: 'Cannot be started.',
  },
};

const scalars = {
  boolean: 'Boolean',
  count: 'SafeInt',
  float: 'Float',
  int: 'Int',
  string: 'String',
  timestamp: 'DateTime',
};

const nameOf = (name) => differences[name]?.name ?? name;

function typeOf(type) {
  if (type.kind === 'list') return `[${typeOf(type.of)}]!`;
  if (type.kind === 'nullable') return typeOf(type.of).replace(/!$/, '');
  return `${scalars[type.kind] ?? nameOf(type.name)}!`;
}

/** Throws if a difference refers to something that is not declared. */
function checkDeclared(kind, names, declared) {
  const unknown = names.filter((name) => !declared.includes(name));
  if (unknown.length > 0) throw new Error(`not declared in cpp/core: ${kind} ${unknown.join(', ')}`);
}

function fieldsOf(name, { fields, sparse }) {
  const changes = differences[name]?.fields ?? {};
  const declared = fields.map((field) => field.name);
  checkDeclared(`fields of ${name}`, Object.keys(changes), declared);
  return fields.flatMap((field) => {
    const type = typeOf(field.type);
    const plain = { name: field.name, doc: field.doc, type: field.optional || sparse ? type.replace(/!$/, '') : type };
    const change = changes[field.name];
    const result = change ? change(plain) : plain;
    return result ? [{ ...plain, ...result }] : [];
  });
}

function objectType([name, record]) {
  const { isOmitted, doc = record.doc, implements: parent } = differences[name] ?? {};
  if (record.internal || isOmitted) return [];
  const lines = fieldsOf(name, record).map((field) => `  ${JSON.stringify(field.doc)}\n  ${field.name}: ${field.type}`);
  const head = `type ${nameOf(name)}${parent ? ` implements ${parent}` : ''}`;
  return [`${JSON.stringify(doc)}\n${head} {\n${lines.join('\n')}\n}\n`];
}

const valueName = (value) => value.toUpperCase().replaceAll('-', '_').replaceAll('+', '_PLUS');

/** Returns the values of an enumeration, except those that the graph omits. */
function valuesOf(name, values) {
  const omitted = differences[name]?.omitted ?? [];
  checkDeclared(`values of ${name}`, omitted, values);
  return values.filter((value) => !omitted.includes(value));
}

const visibleEnums = ({ enums }) => Object.entries(enums).filter(([, { internal }]) => !internal);

function enumType([name, { doc, values }]) {
  const lines = valuesOf(name, values).map((value) => {
    const valueDoc = valueDocs[name]?.[value];
    if (!valueDoc) throw new Error(`the value ${value} of ${name} needs a description in graph.mjs`);
    return `  ${JSON.stringify(valueDoc)}\n  ${valueName(value)}`;
  });
  return `${JSON.stringify(differences[name]?.doc ?? doc)}\nenum ${nameOf(name)} {\n${lines.join('\n')}\n}\n`;
}

/** Returns the SDL of the types and enumerations. `records` are the declared and the derived ones. */
export function graphTypes(description, records) {
  checkDeclared('types', Object.keys(differences), [
    ...records.map(([name]) => name),
    ...Object.keys(description.enums),
  ]);
  return [...visibleEnums(description).map(enumType), ...records.flatMap(objectType)].join('\n');
}

/** Returns the TypeScript source of the values of the enumerations, and of the constants that all systems share. */
export function graphValues({ enums, constants }) {
  const valuesByName = ([name, { values }]) => [
    nameOf(name),
    Object.fromEntries(valuesOf(name, values).map((value) => [valueName(value), value])),
  ];
  const describe = (group) => Object.fromEntries(group.map(({ name, doc, number = null }) => [name, { doc, number }]));
  const declare = (name, type, entries) =>
    `export const ${name}: Readonly<Record<string, Readonly<Record<string, ${type}>>>> = ${JSON.stringify(Object.fromEntries(entries), null, 2)};\n`;
  return [
    '/** The values of each enumeration, by their GraphQL names. */',
    declare('enums', 'string', visibleEnums({ enums }).map(valuesByName)),
    '/** The constants of each group; the number is null if the system defines it. */',
    declare(
      'constants',
      '{ readonly doc?: string; readonly number: number | null }',
      Object.entries(constants).map(([name, group]) => [name, describe(group)]),
    ),
  ].join('\n');
}
