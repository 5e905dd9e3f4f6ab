import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A response to a request for a file. */
interface FileResponse {
  readonly status: 200 | 304 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

/** Whether a client accepts gzip, according to its header Accept-Encoding. */
function acceptsGzip(header: string): boolean {
  const codings = header.split(',').map((each) =>
    each
      .toLowerCase()
      .split(';')
      .map((part) => part.trim()),
  );
  const [, quality = 'q=1'] = codings.find(([name]) => name === 'gzip') ??
    codings.find(([name]) => name === '*') ?? ['', 'q=0'];
  return !/^q=0(\.0*)?$/.test(quality);
}

/**
 * A file of a page that contains no data. It is read when it is requested for the first time. Browsers cache it, and
 * revalidate it with each use.
 */
export class StaticFile {
  readonly #name: string;
  readonly #headers: Readonly<Record<string, string>>;
  #gzipped: Uint8Array<ArrayBuffer> | undefined;
  #plain: Uint8Array<ArrayBuffer> | undefined;
  #etag = '';

  constructor(name: string, type: string, policy?: string) {
    this.#name = name;
    this.#headers = {
      'cache-control': 'no-cache',
      'content-type': `${type}; charset=utf-8`,
      vary: 'accept-encoding',
      ...(policy !== undefined && {
        'content-security-policy': policy,
        'cross-origin-opener-policy': 'same-origin',
      }),
    };
  }

  /** Returns the response to a request with this method and these headers. */
  respond(method: string, header: (name: string) => string | null | undefined): FileResponse {
    if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' } };
    const gzipped = this.#read();
    const headers = { ...this.#headers, etag: `W/${this.#etag}` };
    const known = header('if-none-match') ?? '';
    if (known.includes(this.#etag) || known === '*') return { status: 304, headers };
    const isCompressed = acceptsGzip(header('accept-encoding') ?? '');
    const body = isCompressed ? gzipped : this.#decompress(gzipped);
    return {
      status: 200,
      headers: {
        ...headers,
        ...(isCompressed && { 'content-encoding': 'gzip' }),
        'content-length': String(body.length),
      },
      ...(method === 'GET' && { body }),
    };
  }

  #read(): Uint8Array<ArrayBuffer> {
    if (this.#gzipped) return this.#gzipped;
    this.#gzipped = readFileSync(new URL(`./ui/${this.#name}.gz`, import.meta.url));
    this.#etag = `"${createHash('sha256').update(this.#gzipped).digest('base64url')}"`;
    return this.#gzipped;
  }

  /** Decompresses the file for a client that does not accept gzip, once. */
  #decompress(gzipped: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    this.#plain ??= gunzipSync(gzipped);
    return this.#plain;
  }
}
