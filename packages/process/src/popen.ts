import type { Readable, Writable } from 'node:stream';
import type { Mode, Result } from '@psutil/native/internal/execution';
import { type Command, type PopenOptions, SpawnedChild } from './child.js';
import { type CommunicateOptions, type CommunicateResult, communicate } from './communicate.js';
import { Process } from './process.js';

/** The members of a child process beyond those of `Process`. */
export interface Child<M extends Mode> {
  /** The program and its arguments. */
  readonly args: Command;
  /** Standard input, if it is a pipe. */
  readonly stdin: Writable | null;
  /** Standard output, if it is a pipe. */
  readonly stdout: Readable | null;
  /** Standard error, if it is a pipe. */
  readonly stderr: Readable | null;
  /** Exit code, or the negative number of the signal that ended the child; null until it has exited. */
  readonly returncode: number | null;
  /** Returns `returncode`. It only changes between two iterations of the event loop. */
  poll(): Result<M, number | null>;
  /**
   * Writes `input` to stdin, closes it, and returns all output when the child has exited. After a timeout it can be called
   * again without input, and no output is lost.
   *
   * @throws {TimeoutExpired} If the child has not exited after `timeout` seconds; it keeps running.
   */
  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult>;
  communicate(
    input: string | Uint8Array | undefined,
    options: CommunicateOptions & { readonly encoding: 'buffer' },
  ): Promise<CommunicateResult<Buffer>>;
}

/**
 * A child process of this program with all methods of `Process`. It is spawned without a shell by Node.js, which reads its
 * exit code for `wait()`.
 */
export class Popen extends Process implements Child<'sync'> {
  readonly #child: SpawnedChild;

  /**
   * Spawns a program. Options are those of `child_process.spawn()`; streams are pipes unless `stdio` changes them.
   *
   * @throws The system error, such as `ENOENT` or `EACCES`, if it cannot be spawned.
   */
  constructor(command: Command, options?: PopenOptions) {
    const child = new SpawnedChild(command, options);
    super(child.identity);
    this.#child = child;
  }

  get args(): Command {
    return this.#child.args;
  }

  get stdin(): Writable | null {
    return this.#child.child.stdin;
  }

  get stdout(): Readable | null {
    return this.#child.child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.child.stderr;
  }

  get returncode(): number | null {
    return this.#child.returncode;
  }

  poll(): number | null {
    return this.returncode;
  }

  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult>;
  communicate(
    input: string | Uint8Array | undefined,
    options: CommunicateOptions & { readonly encoding: 'buffer' },
  ): Promise<CommunicateResult<Buffer>>;
  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult<never>> {
    return communicate(this.#child, input, options) as Promise<CommunicateResult<never>>;
  }
}
