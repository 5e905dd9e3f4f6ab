import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { syncExecutor } from '@psutil/native/internal/execution';
import { localHostOption } from '@psutil/native/internal/host';
import { checkOptions } from '@psutil/native/internal/validation';
import { type Exit, trackExit } from './child-exits.js';
import { Identity } from './identity.js';
import { OneShotEvent } from './one-shot-event.js';

/** Options of `Popen`: those of `child_process.spawn()`, without a shell. */
export type PopenOptions = Omit<SpawnOptions, 'shell'>;

/** A program and its arguments. */
export type Command = readonly [file: string, ...args: string[]];

function checkCommand(command: unknown): Command {
  if (!Array.isArray(command)) throw new TypeError('command must be an array of a program and its arguments');
  for (const part of command) {
    if (typeof part !== 'string') throw new TypeError(`command must hold strings, not ${typeof part}`);
    if (part.includes('\0')) throw new RangeError(`command must hold no NUL: ${JSON.stringify(part)}`);
  }
  if (command.length === 0 || command[0] === '') throw new RangeError('command must begin with a program');
  return [...command] as [string, ...string[]];
}

/** Returns the error of a program that could not be spawned. Node.js emits it later; a constructor must throw it at once. */
function spawnError(file: string, { cwd = process.cwd(), env = process.env }: PopenOptions): Error {
  const name = syncExecutor.collect('executableError', undefined, file, cwd.toString(), env['PATH'] ?? '');
  const code = name === '' ? 'EAGAIN' : name;
  const [errno] = [...getSystemErrorMap()].find(([, [each]]) => each === code) ?? [undefined];
  const syscall = `spawn ${file}`;
  return Object.assign(new Error(`${syscall} ${code}`), { code, errno, syscall, path: file });
}

function start([file, ...args]: Command, options: PopenOptions): ChildProcess & { readonly pid: number } {
  if ('shell' in options && options.shell) throw new TypeError('Popen does not support a shell');
  const child = spawn(file, args, { ...options });
  if (child.pid !== undefined) return child as ChildProcess & { readonly pid: number };
  child.on('error', () => {}); // thrown below
  throw spawnError(file, options);
}

const signalNumber = (name: NodeJS.Signals | null): number => (name === null ? 0 : constants.signals[name]);

/** A child process that this program spawned. */
export class SpawnedChild {
  readonly args: Command;
  readonly child: ChildProcess & { readonly pid: number };
  readonly identity: Identity;
  /** Emitted when the child has exited and all its streams have closed. */
  readonly closed: OneShotEvent<void> = new OneShotEvent();

  constructor(command: unknown, options: PopenOptions | undefined) {
    this.args = checkCommand(command);
    checkOptions(options);
    this.child = start(this.args, options ?? {});
    // Node.js has not reaped the child yet: the process exists, possibly as a zombie.
    this.identity = Identity.find(this.child.pid, localHostOption);
    const exit: Exit = new OneShotEvent();
    this.child.once('exit', () => exit.emit(this.returncode as number));
    trackExit(this.identity, exit);
    this.child.once('close', () => this.closed.emit());
    this.child.on('error', () => {}); // Node.js failed to send a signal
  }

  /** Exit code, or the negative number of the signal that ended the child; null until it has exited. */
  get returncode(): number | null {
    const { exitCode, signalCode } = this.child;
    return exitCode ?? (signalCode === null ? null : -signalNumber(signalCode));
  }
}
