import { defaultHost, hostDirectories } from './default-host.js';
import { NotSupported } from './errors.js';
import { binding } from './load.js';
import type { Host } from './types.generated.js';
import { checkOptions } from './validate.js';

export { defaultHost, localHostOption } from './default-host.js';
export type { Host } from './types.generated.js';

/** The machine to read. */
export interface HostOption {
  /**
   * Directories of the pseudo files of the machine to read; `defaultHost` by default.
   *
   * @throws {NotSupported} On systems without pseudo files.
   */
  readonly host?: Partial<Host> | undefined;
}

const units = ['pageSize', 'clockTick'] as const;

function checkDirectory(name: string, path: unknown): string {
  if (typeof path !== 'string') throw new TypeError(`host.${name} must be a string, not ${typeof path}`);
  if (!path.startsWith('/') || path.includes('\0'))
    throw new RangeError(`host.${name} must be an absolute path: ${JSON.stringify(path)}`);
  return path.replace(/(?<=.)\/+$/, '');
}

function checkUnit(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`host.${name} must be a number, not ${typeof value}`);
  if (!Number.isInteger(value) || value <= 0 || value > 2 ** 30)
    throw new RangeError(`host.${name} must be a positive integer: ${value}`);
  return value;
}

/** Checks the properties of a host and completes it with those of the default host. */
function checkHost(host: unknown): Host {
  if (typeof host !== 'object' || host === null || Array.isArray(host)) throw new TypeError('host must be an object');
  const checked: Record<string, string | number> = {};
  const entries = Object.entries(host).filter(([, value]) => value !== undefined);
  for (const [name, value] of entries) {
    if (hostDirectories.some((each) => each === name)) checked[name] = checkDirectory(name, value);
    else if (units.some((each) => each === name)) checked[name] = checkUnit(name, value);
    else throw new TypeError(`unknown property of host: ${JSON.stringify(name)}`);
  }
  return { ...defaultHost, ...checked };
}

/**
 * Checks options and returns their host, or undefined for the default host. If `names` is given, options other than
 * `host` and these are an error.
 */
export function resolveHost(options: HostOption | undefined, names?: readonly string[]): Host | undefined {
  checkOptions(options, names && ['host', ...names]);
  const host: unknown = options?.host;
  if (host === undefined || host === defaultHost) return undefined;
  const checked = checkHost(host);
  if (!binding().hasPseudoFiles) throw new NotSupported('host');
  return checked;
}

/** Returns a key that is equal for equal hosts. */
export const hostKey = (host: Host | undefined): string => (host === undefined ? '' : JSON.stringify(host));
