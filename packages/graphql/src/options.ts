import { checkFlag, checkOptions } from '@psutil/native/collect';
import { checkHosts } from './guard/hosts.js';
import { checkOrigins } from './guard/origins.js';
import { checkToken } from './guard/token.js';

/** What a server of the graph allows. All of it is off unless said otherwise. */
export interface PsutilServerOptions {
  /** What clients must know, and send as `Authorization: Bearer TOKEN`: visible ASCII characters, best 16 or more. */
  readonly token?: string | undefined;
  /** Whether the schema has mutations, which change processes. They need a token. */
  readonly allowMutations?: boolean | undefined;
  /** Whether clients may see the environments of processes and their whole arguments, where passwords often are. */
  readonly allowEnviron?: boolean | undefined;
  /** Whether clients may ask what the schema is: usually only where there is no token. */
  readonly allowIntrospection?: boolean | undefined;
  /** Names, without ports, that the `Host` header of a request may have beside those of loopback addresses. */
  readonly allowHosts?: readonly string[] | undefined;
  /** Origins of other sites, such as `https://example.com`, whose pages may ask. */
  readonly allowOrigins?: readonly string[] | undefined;
}

/** Options of {@link createPsutilYoga}. */
export interface PsutilYogaOptions extends PsutilServerOptions {
  /** Path of the endpoint: usually `/graphql`. */
  readonly endpoint?: string | undefined;
  /** Whether a browser that opens the endpoint is shown GraphiQL: usually not. */
  readonly graphiql?: boolean | undefined;
  /**
   * As for a server of its own, which always checks the `Host` header: without this option it is not checked, since
   * the server around may do so.
   */
  readonly allowHosts?: readonly string[] | undefined;
}

/** Options, checked, with what they usually are. */
export interface CheckedOptions {
  readonly endpoint: string;
  readonly graphiql: boolean;
  readonly token: string | undefined;
  readonly allowMutations: boolean;
  readonly allowEnviron: boolean;
  readonly allowIntrospection: boolean;
  readonly allowHosts: readonly string[] | undefined;
  readonly allowOrigins: readonly string[];
}

function checkEndpoint(endpoint: unknown): string {
  if (endpoint === undefined) return '/graphql';
  if (typeof endpoint === 'string' && /^\/[\w/.~-]*$/.test(endpoint)) return endpoint;
  throw new TypeError(`endpoint must be a path such as /graphql, not ${JSON.stringify(endpoint)}`);
}

/** Checks options. Whatever is wrong with one is a TypeError. */
export function checked(options: PsutilYogaOptions): CheckedOptions {
  checkOptions(options);
  const token = checkToken(options.token);
  const allowMutations = checkFlag('allowMutations', options.allowMutations, false);
  if (allowMutations && token === undefined) throw new TypeError('allowMutations needs a token');
  return {
    endpoint: checkEndpoint(options.endpoint),
    graphiql: checkFlag('graphiql', options.graphiql, false),
    token,
    allowMutations,
    allowEnviron: checkFlag('allowEnviron', options.allowEnviron, false),
    allowIntrospection: checkFlag('allowIntrospection', options.allowIntrospection, token === undefined),
    allowHosts: checkHosts(options.allowHosts),
    allowOrigins: checkOrigins(options.allowOrigins),
  };
}
