import { resolve } from 'node:path';
import type { Host } from './types.generated.js';

const directories = { proc: '/proc', sys: '/sys', etc: '/etc', run: '/run', root: '/' } as const;

/** The names of the directories of a host. */
export const hostDirectories = Object.keys(directories) as (keyof typeof directories)[];

function fromEnvironment(): Host {
  const entries = hostDirectories.map((name) => {
    const path = process.env[`HOST_${name.toUpperCase()}`];
    return [name, path ? resolve(path) : directories[name]];
  });
  return Object.freeze(Object.fromEntries(entries));
}

/**
 * The host that is read if a call specifies no other: this machine, or the directories in the environment variables
 * HOST_PROC, HOST_SYS, HOST_ETC, HOST_RUN and HOST_ROOT at the time of the import.
 *
 * @example
 * import { defaultHost } from '@psutil/native';
 * import { virtualMemory } from '@psutil/memory';
 *
 * console.log(defaultHost.proc); // /proc
 * console.log(virtualMemory({ host: { ...defaultHost, proc: '/proc' } }).total);
 */
export const defaultHost: Host = fromEnvironment();

/** The option that reads the processes of this machine, also if the default host is another one. */
export const localHostOption: { readonly host?: Partial<Host> } =
  defaultHost.proc === directories.proc ? {} : { host: { proc: directories.proc } };
