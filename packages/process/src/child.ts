import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants as access, accessSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { defaultHost } from '@psutil/native';
import { checkOptions } from '@psutil/native/internal/validation';
import { type Exit, trackExit } from './child-exits.js';
import { Identity } from './identity.js';
import { OneShotEvent } from './one-shot-event.js';

/** Options of `Popen`: those of Node's `spawn`, without a shell. */
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

type ExecError = 'EACCES' | 'ENOENT';

/** What keeps a file from being started as a program, if anything does. */
function execErrorOf(path: string): ExecError | undefined {
  try {
    accessSync(path, access.X_OK);
    return statSync(path).isFile() ? undefined : 'EACCES';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'EACCES' : 'ENOENT';
  }
}

function execError(file: string, { cwd = process.cwd(), env = process.env }: PopenOptions): ExecError | 'EAGAIN' {
  const folder = cwd.toString();
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return 'ENOENT';
  const path = env['PATH'] ?? '';
  const places = file.includes('/') ? [resolve(folder, file)] : path.split(delimiter).map((each) => join(each, file));
  const errors = places.map(execErrorOf);
  if (errors.includes(undefined)) return 'EAGAIN';
  return errors.includes('EACCES') ? 'EACCES' : 'ENOENT';
}

/** Why a program did not start. Node says so later, by an event; a constructor must say it at once. */
function spawnError(file: string, options: PopenOptions): Error {
  const code = execError(file, options);
  const syscall = `spawn ${file}`;
  return Object.assign(new Error(`${syscall} ${code}`), { code, errno: -constants.errno[code], syscall, path: file });
}

function start([file, ...args]: Command, options: PopenOptions): ChildProcess & { readonly pid: number } {
  if ('shell' in options && options.shell) throw new TypeError('Popen never starts a shell');
  const child = spawn(file, args, { ...options });
  if (child.pid !== undefined) return child as ChildProcess & { readonly pid: number };
  child.on('error', () => {}); // it is thrown here
  throw spawnError(file, options);
}

/** Pids of children are those of this program's own system, whichever is measured. */
const own = defaultHost.proc === '/proc' ? {} : { host: { proc: '/proc' } };

const signalNumber = (name: NodeJS.Signals | null): number => (name === null ? 0 : constants.signals[name]);

/** A child that this program started. */
export class SpawnedChild {
  readonly args: Command;
  readonly child: ChildProcess & { readonly pid: number };
  readonly identity: Identity;
  /** Happens when it and all its streams have ended. */
  readonly closed: OneShotEvent<void> = new OneShotEvent();

  constructor(command: unknown, options: PopenOptions | undefined) {
    this.args = checkCommand(command);
    checkOptions(options);
    this.child = start(this.args, options ?? {});
    // Node asks for its exit code later than now: it is there, be it as a zombie.
    this.identity = Identity.find(this.child.pid, own);
    const exit: Exit = new OneShotEvent();
    this.child.once('exit', () => exit.emit(this.returncode as number));
    trackExit(this.identity, exit);
    this.child.once('close', () => this.closed.emit());
    this.child.on('error', () => {}); // of a signal that Node could not send: ours are not sent by it
  }

  /** Its exit code, or the number of the signal that ended it as a negative number; null until it has ended. */
  get returncode(): number | null {
    const { exitCode, signalCode } = this.child;
    return exitCode ?? (signalCode === null ? null : -signalNumber(signalCode));
  }
}
