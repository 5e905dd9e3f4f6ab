import { resolve } from 'node:path';
import type { Host } from './types.generated.js';
import { checkOptions } from './validate.js';

export type { Host } from './types.generated.js';

/** Which machine to measure. */
export interface HostOption {
  /** Where its pseudo files are found; what is left out is as in {@link defaultHost}. */
  readonly host?: Partial<Host> | undefined;
}

const folders = ['proc', 'sys', 'etc', 'run', 'root'] as const;
const units = ['pageSize', 'clockTick'] as const;

function folder(name: string, path: unknown): string {
  if (typeof path !== 'string') throw new TypeError(`host.${name} must be a string, not ${typeof path}`);
  if (!path.startsWith('/') || path.includes('\0'))
    throw new RangeError(`host.${name} must be an absolute path: ${JSON.stringify(path)}`);
  return path.replace(/(?<=.)\/+$/, '');
}

function unit(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`host.${name} must be a number, not ${typeof value}`);
  if (!Number.isInteger(value) || value <= 0 || value > 2 ** 30)
    throw new RangeError(`host.${name} must be a positive integer: ${value}`);
  return value;
}

function fromEnvironment(): Host {
  const from = (name: string, usual: string) => {
    const chosen = process.env[`HOST_${name.toUpperCase()}`];
    return chosen ? resolve(chosen) : usual;
  };
  return Object.freeze({
    proc: from('proc', '/proc'),
    sys: from('sys', '/sys'),
    etc: from('etc', '/etc'),
    run: from('run', '/run'),
    root: from('root', '/'),
  });
}

/**
 * The machine that is measured where a call names no other: this one, or that of HOST_PROC, HOST_SYS, HOST_ETC,
 * HOST_RUN and HOST_ROOT as they were when this module was loaded.
 */
export const defaultHost: Host = fromEnvironment();

/** The host that a call names, checked; undefined stands for the default. */
export function resolveHost(options: HostOption | undefined): Host | undefined {
  checkOptions(options);
  const host: unknown = options?.host;
  if (host === undefined || host === defaultHost) return undefined;
  if (typeof host !== 'object' || host === null || Array.isArray(host)) throw new TypeError('host must be an object');
  const checked: Record<string, string | number> = {};
  const given = Object.entries(host).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (folders.some((known) => known === name)) checked[name] = folder(name, value);
    else if (units.some((known) => known === name)) checked[name] = unit(name, value);
    else throw new TypeError(`host has no ${JSON.stringify(name)}`);
  }
  return { ...defaultHost, ...checked };
}

/** A host's name among others: the same for the same host, whoever names it. */
export const hostKey = (host: Host | undefined): string => (host === undefined ? '' : JSON.stringify(host));
