import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { NoSuchProcess, NotSupported } from '@psutil/native';
import { listedError } from '@psutil/native/internal/errors';
import { syncExecutor } from '@psutil/native/internal/execution';
import { localHostOption, resolveHost } from '@psutil/native/internal/host';
import { checkOptions } from '@psutil/native/internal/validation';
import { type Exit, trackExit } from './child-exits.js';
import { Identity } from './identity.js';
import { OneShotEvent } from './one-shot-event.js';
import { hasLocalPids } from './pid.js';

/** Options of `Popen`: the options of `child_process.spawn()` except `shell`. */
export type PopenOptions = Omit<SpawnOptions, 'shell'>;

/** A program and its arguments. */
export type Command = readonly [file: string, ...args: string[]];

function checkCommand(command: unknown): Command {
  if (!Array.isArray(command)) throw new TypeError('command must be an array of a program and its arguments');
  for (const part of command) {
    if (typeof part !== 'string') throw new TypeError(`command must contain only strings, not ${typeof part}`);
    if (part.includes('\0')) throw new RangeError(`command must not contain NUL characters: ${JSON.stringify(part)}`);
  }
  if (command.length === 0 || command[0] === '') throw new RangeError('command must start with the name of a program');
  return [...command] as [string, ...string[]];
}

/** Node.js converts the values of variables, including inherited ones, to strings, which fails for some. */
function checkEnvironment(env: unknown): void {
  if (typeof env !== 'object' || env === null) return; // a TypeError of Node.js
  for (const name in env) {
    const value = (env as Record<string, unknown>)[name];
    const type = value === null ? 'null' : typeof value;
    if (!['string', 'number', 'boolean', 'bigint', 'undefined'].includes(type))
      throw new TypeError(`env[${JSON.stringify(name)}] must be a string, not ${type}`);
  }
}

/** Returns PATH of an environment. The names of variables have no case on Windows. */
function searchPathOf(env: NodeJS.ProcessEnv): string {
  const name = Object.keys(env).find((each) => each.toUpperCase() === 'PATH') ?? 'PATH';
  return env['PATH'] ?? env[name] ?? '';
}

/** Returns the error of a failed spawn. Node.js emits the error asynchronously; a constructor has to throw it. */
function spawnError(file: string, { cwd = process.cwd(), env = process.env }: PopenOptions): Error {
  const error = syncExecutor.collect('executableError', undefined, file, cwd.toString(), searchPathOf(env));
  const code = error === '' ? 'EAGAIN' : error;
  const syscall = `spawn ${file}`;
  return Object.assign(new Error(`${syscall} ${code}`), { code, errno: listedError(code)?.errno, syscall, path: file });
}

/** The PID that Node.js reports for a child is one of its own PID namespace. */
function checkLocalPids(): void {
  if (hasLocalPids(resolveHost(localHostOption))) return;
  throw new NotSupported('Popen with a /proc of another PID namespace');
}

function spawnCommand([file, ...args]: Command, options: PopenOptions): ChildProcess & { readonly pid: number } {
  if ('shell' in options && options.shell) throw new TypeError('Popen does not support a shell');
  // Loading node:child_process is the slowest part of an import, and only `Popen` needs it.
  const { spawn } = process.getBuiltinModule('node:child_process');
  const child = spawn(file, args, { ...options });
  if (child.pid !== undefined) return child as ChildProcess & { readonly pid: number };
  child.on('error', () => {}); // the constructor throws this error
  throw spawnError(file, options);
}

const signalNumber = (name: NodeJS.Signals | null): number =>
  name === null ? 0 : process.getBuiltinModule('node:os').constants.signals[name];

/**
 * Returns the identity of a child. Node.js reaps children in the event loop, so that on Unix the process still exists,
 * possibly as a zombie. On Windows it may have ended.
 */
function identityOf(pid: number): Identity {
  try {
    return Identity.find(pid, localHostOption);
  } catch (error) {
    if (error instanceof NoSuchProcess) return Identity.ofEnded(pid, localHostOption);
    throw error;
  }
}

/** Time in which a child that is disposed of must exit, in seconds. */
const disposeSeconds = 5;

/** A child process that was spawned by `Popen`. */
export class SpawnedChild {
  readonly args: Command;
  readonly child: ChildProcess & { readonly pid: number };
  readonly identity: Identity;
  /** Emitted after the child has exited. */
  readonly exit: Exit = new OneShotEvent();
  /** Emitted after the child has exited and its streams have been closed. */
  readonly closed: OneShotEvent<void> = new OneShotEvent();

  constructor(command: unknown, options: PopenOptions | undefined) {
    this.args = checkCommand(command);
    checkOptions(options);
    checkEnvironment(options?.env);
    checkLocalPids();
    this.child = spawnCommand(this.args, options ?? {});
    this.identity = identityOf(this.child.pid);
    this.child.once('exit', () => this.exit.emit(this.returncode as number));
    trackExit(this.identity, this.exit);
    this.child.once('close', () => this.closed.emit());
    this.child.on('error', () => {}); // emitted if Node.js fails to send a signal
  }

  /** Terminates the child, unless it has exited, and closes its pipes. */
  dispose(): void {
    const { stdin, stdout, stderr } = this.child;
    if (this.returncode === null) this.child.kill();
    for (const stream of [stdin, stdout, stderr]) stream?.destroy();
  }

  /** Terminates the child and waits until it has exited. One that ignores SIGTERM is killed. */
  async asyncDispose(): Promise<void> {
    this.dispose();
    if (this.returncode !== null) return;
    const timer = setTimeout(() => this.child.kill('SIGKILL'), disposeSeconds * 1000);
    await new Promise<void>((resolve) => this.exit.subscribe(() => resolve()));
    clearTimeout(timer);
  }

  /** Exit code, or the negated number of the signal that terminated the child; null while it is running. */
  get returncode(): number | null {
    const { exitCode, signalCode } = this.child;
    return exitCode ?? (signalCode === null ? null : -signalNumber(signalCode));
  }
}
