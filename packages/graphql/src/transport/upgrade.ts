import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AccessChecks } from '../guard/access-control.js';
import { type HttpError, rawResponse } from '../guard/http-error.js';
import { RequestWithValidUrl } from '../guard/valid-url.js';
import type { WebSocketOptions, WebSockets } from './web-socket.js';

/** A listener for the `upgrade` event of a Node.js HTTP server. */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Whether a request with an `Upgrade` header is one for a WebSocket. */
export const isWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/** Rejects a request to open a WebSocket. */
export function refuseUpgrade(httpError: HttpError, socket: Duplex): void {
  socket.on('error', () => {}); // The client disconnected.
  socket.once('finish', () => socket.destroy());
  socket.end(rawResponse(httpError, STATUS_CODES[httpError.status] ?? ''));
}

const badRequest = (message: string): HttpError => ({ status: 400, code: 'BAD_REQUEST', message });

/** Checks requests to open a WebSocket. The code that serves them is loaded with the first one. */
export class Upgrades {
  readonly #checks: AccessChecks;
  readonly #options: WebSocketOptions;
  #webSockets: Promise<WebSockets> | undefined;
  /** Number of times that the server was closed. */
  #closings = 0;

  constructor(checks: AccessChecks, options: WebSocketOptions) {
    this.#checks = checks;
    this.#options = options;
  }

  #load(): Promise<WebSockets> {
    this.#webSockets ??= import('./web-socket.js').then((module) => new module.WebSockets(this.#options));
    return this.#webSockets;
  }

  #errorOf({ headers, url, socket }: IncomingMessage): HttpError | undefined {
    const { host = 'localhost', origin, authorization } = headers;
    const request = new RequestWithValidUrl(`http://${host}${url}`, {
      headers: { host, ...(origin !== undefined && { origin }) },
    });
    const httpError = this.#checks.checkTarget(request, socket.localAddress) ?? this.#checks.checkOrigin(request);
    // Without the header, the first message must contain the token.
    return httpError ?? (authorization === undefined ? undefined : this.#checks.checkToken?.(authorization));
  }

  /** Accepts or rejects a request to open a WebSocket. */
  readonly listener: UpgradeListener = (request, socket, head) => {
    socket.on('error', () => {}); // The client disconnected.
    const httpError = isWebSocket(request) ? this.#errorOf(request) : badRequest('The only upgrade is WebSocket.');
    if (httpError) return refuseUpgrade(httpError, socket);
    const closings = this.#closings;
    void this.#load().then((webSockets) => {
      if (closings === this.#closings) webSockets.handleUpgrade(request, socket, head);
      else socket.destroy();
    });
  };

  /** Closes all WebSockets. */
  close(): void {
    this.#closings += 1;
    void this.#webSockets?.then((webSockets) => webSockets.close());
  }

  /** Disconnects the clients of all WebSockets at once. */
  terminate(): void {
    void this.#webSockets?.then((webSockets) => webSockets.terminate());
  }
}
