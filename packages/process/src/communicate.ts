import type { Readable } from 'node:stream';
import { TimeoutExpired } from '@psutil/native';
import type { SpawnedChild } from './child.js';
import { checkWait, until, type WaitOptions } from './wait.js';

/** Options of `communicate`. */
export interface CommunicateOptions extends WaitOptions {
  /** Encoding of the output, or `buffer` for none. Default: UTF-8. */
  readonly encoding?: BufferEncoding | 'buffer' | undefined;
}

/** The output of a child; null for a stream that is no pipe. */
export interface CommunicateResult<T extends string | Buffer = string> {
  readonly stdout: T | null;
  readonly stderr: T | null;
}

/** Collects the data of a stream. */
function collected(stream: Readable | null): Buffer[] | null {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer | string) => chunks.push(Buffer.from(chunk as string)));
  return stream && chunks;
}

interface Talk {
  readonly stdout: Buffer[] | null;
  readonly stderr: Buffer[] | null;
}

const talks = new WeakMap<SpawnedChild, Talk>();

/** Writes the input and starts to collect the output, once: after a timeout, another call continues. */
function talkWith(spawned: SpawnedChild, input: string | Uint8Array | undefined): Talk {
  const { stdin, stdout, stderr } = spawned.child;
  const begun = talks.get(spawned);
  if (begun && input !== undefined) throw new TypeError('input has been written by the first call of communicate');
  if (input !== undefined && !stdin) throw new TypeError('input requires a child whose stdin is a pipe');
  const talk = begun ?? { stdout: collected(stdout), stderr: collected(stderr) };
  if (!begun) {
    talks.set(spawned, talk);
    stdin?.on('error', () => {}); // a child may exit without reading all of it
    stdin?.end(input);
  }
  return talk;
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

/** Writes the input to a child, closes its stdin and returns all of its output when it has exited. */
export async function communicate(
  child: SpawnedChild,
  input: string | Uint8Array | undefined,
  options: CommunicateOptions | undefined,
): Promise<CommunicateResult<string | Buffer>> {
  const deadline = checkWait(options);
  const encoding = checkEncoding(options?.encoding);
  const { stdout, stderr } = talkWith(child, checkInput(input));
  const expired = (seconds: number) => new TimeoutExpired(seconds, { pid: child.child.pid });
  await until<void>((done) => child.closed.subscribe(done), deadline, expired);
  const whole = (chunks: Buffer[] | null) => {
    const bytes = chunks && Buffer.concat(chunks);
    return encoding === 'buffer' ? bytes : (bytes?.toString(encoding) ?? null);
  };
  return { stdout: whole(stdout), stderr: whole(stderr) };
}
