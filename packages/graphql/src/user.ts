import type { ProcessEntry } from '@psutil/process/table';
import type { GraphQLResolveInfo } from 'graphql';
import { processesArguments } from './arguments.js';
import { type Context, fields, property, rootFields } from './fields.js';
import { idField, idFrom } from './node-id.js';
import { processPage } from './process.js';
import { loadProcesses } from './process-loader.js';
import { requestCacheOf } from './request-cache.js';
import { readSessions } from './session.js';

/** An account of the machine. */
interface User {
  /** Null if no process of the user runs, or if the system has no user IDs. */
  readonly uid: number | null;
  /** Null if the user ID has no name. */
  readonly name: string | null;
}

/** A user, and the processes whose real user it is. */
interface UserWithProcesses extends User {
  readonly processes: ProcessEntry[];
}

/** Returns the key of a user, which is unique on the machine. */
const keyOf = ({ uid, name }: User): string => String(uid ?? name);

function uidOf(process: ProcessEntry): number | null {
  try {
    return process.get('uids').real;
  } catch {
    return null; // Windows identifies users by name.
  }
}

/** Returns the real user of a process. */
function userOf(process: ProcessEntry): User {
  const uid = uidOf(process);
  const name = process.get('username');
  return { uid, name: name === String(uid) ? null : name };
}

function groupByUser(entries: readonly ProcessEntry[]): ReadonlyMap<string, UserWithProcesses> {
  const users = new Map<string, UserWithProcesses>();
  for (const process of entries) {
    let user: User;
    try {
      user = userOf(process);
    } catch {
      continue; // Its user cannot be read.
    }
    const found = users.get(keyOf(user)) ?? { ...user, processes: [] };
    found.processes.push(process);
    users.set(keyOf(user), found);
  }
  return users;
}

/** Returns the users of processes by key. */
const readUsers = (context: Context | undefined, info: GraphQLResolveInfo) =>
  requestCacheOf(info).once('usersOfProcesses', async () => groupByUser((await loadProcesses(context, info)).entries));

/** Returns the users of processes, and of sessions without a process. */
async function allUsers(context: Context | undefined, info: GraphQLResolveInfo): Promise<User[]> {
  const [withProcesses, sessions] = await Promise.all([readUsers(context, info), readSessions(info)]);
  const users: User[] = [...withProcesses.values()];
  const names = new Set(users.map(({ name }) => name));
  const others = [...new Set(sessions.map(({ name }) => name))].filter((name) => !names.has(name));
  return [...users, ...others.map((name) => ({ uid: null, name }))];
}

/** Returns the user with a key, as in the IDs of users; null if it has neither a process nor a session. */
export async function userWithKey(
  key: string,
  context: Context | undefined,
  info: GraphQLResolveInfo,
): Promise<User | null> {
  const found = (await readUsers(context, info)).get(key);
  return found ?? (await allUsers(context, info)).find((user) => keyOf(user) === key) ?? null;
}

const userWithName = async (name: string, context: Context | undefined, info: GraphQLResolveInfo) =>
  (await allUsers(context, info)).find((user) => user.name === name) ?? null;

interface UserArguments {
  readonly uid?: number | null;
  readonly name?: string | null;
}

function findUser({ uid, name }: UserArguments, context: Context | undefined, info: GraphQLResolveInfo) {
  if (typeof uid === 'number' && typeof name !== 'string') return userWithKey(String(uid), context, info);
  if (typeof name === 'string' && typeof uid !== 'number') return userWithName(name, context, info);
  throw new TypeError('user requires either uid or name');
}

/** Users, and the links between them, processes and login sessions. */
export const user = [
  ...rootFields({
    '"Users with a process or a login session." users: [User!]': (_, __, context, info) => allUsers(context, info),
    '"A user, by user ID or name; null if it has neither a process nor a login session." user("User ID." uid: SafeInt, "User name." name: String): User':
      (_, args, context, info) => findUser(args, context, info),
  }),
  fields('"A user of the machine." User implements Node', {
    [idField]: idFrom('User', keyOf),
    '"User ID; null if the user has no process, or on systems without user IDs." uid: SafeInt': property,
    '"User name; null if the user ID has none." name: String': property,
    '"Login sessions of the user." sessions: [Session!]': async ({ name }, _, __, info) =>
      (await readSessions(info)).filter((session) => session.name === name),
    [`"Processes whose real user it is." processes(${processesArguments}): ProcessConnection`]: async (
      user,
      args,
      context,
      info,
    ) => processPage((await readUsers(context, info)).get(keyOf(user))?.processes ?? [], args, context),
  }),
  fields('Session', {
    '"User who logged in." user: User': ({ name }, _, context, info) => userWithName(name, context, info),
  }),
  fields('Process', {
    '"Real user of the process." user: User': userOf,
  }),
];
