import type { Readable } from 'node:stream';
import { TimeoutExpired } from '@psutil/native';
import type { SpawnedChild } from './child.js';
import { checkWait, until, type WaitOptions } from './wait.js';

/** Options of `communicate`. */
export interface CommunicateOptions extends WaitOptions {
  /** Character encoding of the output, or `buffer` to return `Buffer` objects. Default: `utf8`. */
  readonly encoding?: BufferEncoding | 'buffer' | undefined;
}

/** The output of a child process. */
export interface CommunicateResult<T extends string | Buffer = string> {
  /** Standard output; null if it is not a pipe. */
  readonly stdout: T | null;
  /** Standard error; null if it is not a pipe. */
  readonly stderr: T | null;
}

/** Starts to read a stream. Returns the array to which its data is added. */
function collectChunks(stream: Readable | null): Buffer[] | null {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer | string) => chunks.push(Buffer.from(chunk as string)));
  return stream && chunks;
}

interface OutputChunks {
  readonly stdout: Buffer[] | null;
  readonly stderr: Buffer[] | null;
}

const outputs = new WeakMap<SpawnedChild, OutputChunks>();

/** Writes the input and starts to read the output. Later calls, such as after a timeout, return the same output. */
function exchange(spawned: SpawnedChild, input: string | Uint8Array | undefined): OutputChunks {
  const { stdin, stdout, stderr } = spawned.child;
  const existing = outputs.get(spawned);
  if (existing && input !== undefined) throw new TypeError('input must be passed to the first call of communicate');
  if (input !== undefined && !stdin) throw new TypeError('input requires a child whose stdin is a pipe');
  if (existing) return existing;
  const output = { stdout: collectChunks(stdout), stderr: collectChunks(stderr) };
  outputs.set(spawned, output);
  stdin?.on('error', () => {}); // EPIPE: the child may exit before it has read all input
  stdin?.end(input);
  return output;
}

function checkInput(input: unknown): string | Uint8Array | undefined {
  if (input === undefined || typeof input === 'string' || input instanceof Uint8Array) return input;
  throw new TypeError('input must be a string or a Uint8Array');
}

function checkEncoding(encoding: unknown = 'utf8'): BufferEncoding | 'buffer' {
  if (typeof encoding !== 'string') throw new TypeError(`encoding must be a string, not ${typeof encoding}`);
  if (encoding === 'buffer' || Buffer.isEncoding(encoding)) return encoding;
  throw new RangeError(`unknown encoding: ${JSON.stringify(encoding)}`);
}

/** Writes the input to a child process, closes its stdin, and returns its output after it has exited. */
export async function communicate(
  spawned: SpawnedChild,
  input: string | Uint8Array | undefined,
  options: CommunicateOptions | undefined,
): Promise<CommunicateResult<string | Buffer>> {
  const deadline = checkWait(options, ['encoding']);
  const encoding = checkEncoding(options?.encoding);
  const { stdout, stderr } = exchange(spawned, checkInput(input));
  const createTimeoutError = (seconds: number) => new TimeoutExpired(seconds, { pid: spawned.child.pid });
  await until<void>((resolve) => spawned.closed.subscribe(resolve), deadline, createTimeoutError);
  const decode = (chunks: Buffer[] | null) => {
    const bytes = chunks && Buffer.concat(chunks);
    return encoding === 'buffer' ? bytes : (bytes?.toString(encoding) ?? null);
  };
  return { stdout: decode(stdout), stderr: decode(stderr) };
}
