import type { Readable, Writable } from 'node:stream';
import type { Mode, Result } from '@psutil/native/internal/execution';
import { type Command, type PopenOptions, SpawnedChild } from './child.js';
import { type CommunicateOptions, type CommunicateResult, communicate } from './communicate.js';
import { Process } from './process.js';

/** What a child that this program started has beside what every process has. */
export interface Child<M extends Mode> {
  /** The program and its arguments. */
  readonly args: Command;
  /** What it reads, where that is a pipe. */
  readonly stdin: Writable | null;
  /** What it writes, where that is a pipe. */
  readonly stdout: Readable | null;
  /** What it complains, where that is a pipe. */
  readonly stderr: Readable | null;
  /** Its exit code, or the number of the signal that ended it as a negative number; null until Node knows it. */
  readonly returncode: number | null;
  /** The `returncode`. It changes between two turns of the event loop, never within one. */
  poll(): Result<M, number | null>;
  /**
   * Writes `input` to its stdin, closes that, and gives all that it wrote to stdout and stderr when it has ended. After
   * a timeout it can be called again without input, and nothing is lost.
   *
   * @throws {TimeoutExpired} When it has not ended after `timeout` seconds: it is left as it is.
   */
  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult>;
  communicate(
    input: string | Uint8Array | undefined,
    options: CommunicateOptions & { readonly encoding: 'buffer' },
  ): Promise<CommunicateResult<Buffer>>;
}

/**
 * A child of this program, with all that a `Process` has. It is started by Node's `spawn`, never by a shell, and Node
 * asks for its exit code, which `wait` gives.
 */
export class Popen extends Process implements Child<'sync'> {
  readonly #child: SpawnedChild;

  /**
   * Starts a program. Options are those of Node's `spawn`; streams are pipes unless `stdio` says otherwise.
   *
   * @throws The system's error, such as `ENOENT` or `EACCES`, when it cannot be started.
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
