import { checkFlag, checkOptions } from '@psutil/native/internal/validation';
import { checkHosts } from './guard/hosts.js';
import { checkOrigins } from './guard/origins.js';
import { checkToken } from './guard/token.js';

/** Options of a GraphQL server. Every permission is off by default. */
export interface PsutilServerOptions {
  /**
   * Token that clients must send as `Authorization: Bearer TOKEN`: visible ASCII characters, at least 16 of them
   * recommended.
   */
  readonly token?: string | undefined;
  /** Whether the schema has mutations, which change processes. Requires a token. */
  readonly allowMutations?: boolean | undefined;
  /**
   * Whether clients may read environment variables and unredacted arguments of processes, which often contain
   * passwords.
   */
  readonly allowEnviron?: boolean | undefined;
  /** Whether introspection is allowed. Default: `true` without a token. */
  readonly allowIntrospection?: boolean | undefined;
  /** Host names, without ports, that the `Host` header may have in addition to loopback names. */
  readonly allowHosts?: readonly string[] | undefined;
  /** Origins, such as `https://example.com`, whose pages may send requests. */
  readonly allowOrigins?: readonly string[] | undefined;
  /** Whether the server samples the metrics of the machine once per second, for `history`. Default: `true`. */
  readonly history?: boolean | undefined;
}

/** Options of {@link createPsutilYoga}. */
export interface PsutilYogaOptions extends Omit<PsutilServerOptions, 'history'> {
  /** Path of the endpoint. Default: `/graphql`. */
  readonly endpoint?: string | undefined;
  /** Whether a browser that opens the endpoint receives GraphiQL, whose files have the same path. Default: `false`. */
  readonly graphiql?: boolean | undefined;
  /**
   * As in {@link PsutilServerOptions}, which always checks the `Host` header. Without this option it is not checked, as
   * the surrounding server may do so.
   */
  readonly allowHosts?: readonly string[] | undefined;
}

/** Validated options with their defaults. */
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

/** Validates options. Throws a TypeError for an invalid one. */
export function validateOptions(options: PsutilYogaOptions): CheckedOptions {
  checkOptions(options);
  const token = checkToken(options.token);
  const allowMutations = checkFlag('allowMutations', options.allowMutations, false);
  if (allowMutations && token === undefined) throw new TypeError('allowMutations requires a token');
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
