import type { Readable, Writable } from 'node:stream';
import type { Mode, Result } from '@psutil/native/internal/execution';
import { type Command, type PopenOptions, SpawnedChild } from './child.js';
import { type CommunicateOptions, type CommunicateResult, communicate } from './communicate.js';
import { Process } from './process.js';

/** The members of `Popen` that `Process` does not have. */
export interface Child<M extends Mode> {
  /** The program and its arguments. */
  readonly args: Command;
  /** Standard input; null if it is not a pipe. */
  readonly stdin: Writable | null;
  /** Standard output; null if it is not a pipe. */
  readonly stdout: Readable | null;
  /** Standard error; null if it is not a pipe. */
  readonly stderr: Readable | null;
  /** Exit code, or the negated number of the signal that terminated the child; null while it is running. */
  readonly returncode: number | null;
  /** Returns `returncode`, which changes only between iterations of the event loop, never during synchronous code. */
  poll(): Result<M, number | null>;
  /**
   * Writes `input` to stdin, closes stdin, and returns the output after the child has exited.
   *
   * @throws {TimeoutExpired} If the child has not exited after `timeout` seconds. The child is not terminated; call
   *   `communicate` again, without input, to continue. No output is lost.
   */
  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult>;
  communicate(
    input: string | Uint8Array | undefined,
    options: CommunicateOptions & { readonly encoding: 'buffer' },
  ): Promise<CommunicateResult<Buffer>>;
}

/**
 * A child process, with all methods of `Process`. It is spawned by `child_process.spawn()`, without a shell, which on
 * Windows a batch file requires. `wait()` returns its exit code.
 */
export class Popen extends Process implements Child<'sync'> {
  readonly #child: SpawnedChild;

  /**
   * Spawns a program. The standard streams are pipes unless the option `stdio` specifies otherwise.
   *
   * @throws The system error, such as `ENOENT` or `EACCES`, if the program cannot be spawned.
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
