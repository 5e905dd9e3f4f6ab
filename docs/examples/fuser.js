// @ts-check
// Prints the PIDs of the processes that use a file or a port, as fuser(1) does:
// node docs/examples/fuser.js FILE…, or node docs/examples/fuser.js PORT/tcp
// Letters mark a current working directory (c), an executable (e) and a mapped file (m). Files are compared by path, so
// other hard links to the same file are not found.
import { realpathSync } from 'node:fs';
import { netConnections, Process, processIter } from '@psutil/psutil';
import { attempt, parseCommand, refuse } from './support/command.js';
import { printable } from './support/printable.js';
import { parseSignal, takeSignal } from './support/signals.js';

const { signal = 'KILL', args } = takeSignal(process.argv.slice(2));
const { values, operands: names } = parseCommand(
  {
    kill: { type: 'boolean', short: 'k', description: 'send a signal, by default SIGKILL, to the processes' },
    namespace: {
      type: 'string',
      short: 'n',
      value: 'SPACE',
      description: 'the names are ports of tcp or udp, or of file',
    },
    silent: { type: 'boolean', short: 's', description: 'print nothing' },
  },
  '[-SIGNAL] NAME…',
  { args },
);
const { namespace = 'file' } = values;
if (names.length === 0) refuse('missing name');
if (!['file', 'tcp', 'udp'].includes(namespace)) refuse(`unknown name space '${namespace}'`);
const number = parseSignal(signal);

const infos = Array.from(
  processIter({ attrs: ['pid', 'cwd', 'exe', 'memoryMaps', 'openFiles'] }),
  ({ info }) => info,
).filter(({ pid }) => pid !== process.pid);

/** @param {string} target */
function findUsers(target) {
  const isTarget = (/** @type {{ path: string }} */ { path }) => path === target;
  return infos.flatMap(({ pid, cwd, exe, memoryMaps, openFiles }) => {
    const isExecutable = exe === target;
    const uses = [
      ...(cwd === target ? ['c'] : []),
      ...(isExecutable ? ['e'] : []),
      ...(memoryMaps?.some(isTarget) && !isExecutable ? ['m'] : []),
    ];
    return uses.length > 0 || openFiles?.some(isTarget) ? [`${pid}${uses.join('')}`] : [];
  });
}

/**
 * @param {string} port
 * @param {'tcp' | 'udp'} kind
 */
function findPortUsers(port, kind) {
  const pids = netConnections({ kind }).flatMap(({ laddr, pid }) =>
    typeof laddr === 'object' && laddr.port === Number(port) && pid !== null ? [String(pid)] : [],
  );
  return [...new Set(pids)].sort((a, b) => Number(a) - Number(b));
}

/** @param {string} name */
function usersOf(name) {
  const [, port, kind = namespace] = /^(\d+)(?:\/(tcp|udp))?$/.exec(name) ?? [];
  if (port !== undefined && (kind === 'tcp' || kind === 'udp')) return findPortUsers(port, kind);
  const target = attempt(() => realpathSync(name));
  return target === undefined ? [] : findUsers(target);
}

for (const name of names) {
  const users = usersOf(name);
  const label = namespace !== 'file' && /^\d+$/.test(name) ? `${name}/${namespace}` : name;
  if (users.length === 0) process.exitCode = 1;
  else if (!values.silent) console.log(`${printable(label)}: ${users.join(' ')}`);
  if (values.kill) for (const user of users) attempt(() => new Process(Number.parseInt(user, 10)).sendSignal(number));
}
