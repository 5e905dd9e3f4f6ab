import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { type HostInfo, hostInfo } from '@psutil/system/promises';
import type { GraphQLResolveInfo } from 'graphql';
import type { Resolver } from './fields.js';
import { requestCacheOf } from './request-cache.js';

/** Returns the identity of the machine, which is read once per request. */
export const readHost = (info: GraphQLResolveInfo): Promise<HostInfo> =>
  requestCacheOf(info).once('hostInfo', () => hostInfo());

/**
 * Returns the part of an ID that identifies the machine: a hash of its machine ID, boot ID or host name. The machine ID
 * itself must not become known where IDs do: https://www.freedesktop.org/software/systemd/man/latest/machine-id.html.
 */
export async function machineKey(info: GraphQLResolveInfo): Promise<string> {
  const host = await readHost(info).catch(() => undefined);
  const identity = host?.machineId ?? host?.bootId ?? host?.hostname ?? hostname();
  return createHash('sha256').update(`psutil ${identity}`).digest('hex').slice(0, 32);
}

/** Resolves the ID of a node other than a process from its type and its name on the machine. */
export const idFrom =
  (type: string, nameOf: (node: never) => string): Resolver =>
  async (node, _, __, info) =>
    `${type}:${await machineKey(info)}:${nameOf(node as never)}`;

/** The SDL of the ID of a node. */
export const idField = '"Globally unique identifier, which `Query.node` accepts." id: ID!';
