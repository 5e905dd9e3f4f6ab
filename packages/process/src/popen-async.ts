import type { Readable, Writable } from 'node:stream';
import { type Command, type PopenOptions, SpawnedChild } from './child.js';
import { type CommunicateOptions, type CommunicateResult, communicate } from './communicate.js';
import type { Child } from './popen.js';
import { Process } from './process-async.js';

/**
 * A child process, with all methods of `Process`. It is spawned by `child_process.spawn()`, without a shell, which on
 * Windows a batch file requires. `wait()` returns its exit code.
 */
export class Popen extends Process implements Child<'async'> {
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

  async poll(): Promise<number | null> {
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
