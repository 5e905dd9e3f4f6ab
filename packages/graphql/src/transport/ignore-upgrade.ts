import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Headers, and values of the header `Connection`, that only the refused upgrade needs. */
const upgradeNames = ['upgrade', 'http2-settings'];

const withoutUpgrade = (connection: string): string =>
  connection
    .split(',')
    .filter((name) => !upgradeNames.includes(name.trim().toLowerCase()))
    .join();

/**
 * Handles a request with an `Upgrade` header that the server does not support as one without it, as a server without
 * WebSockets does. Some clients request HTTP/2 with every first request.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  let text = `${method} ${url} HTTP/${httpVersion}\r\n`;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (upgradeNames.includes(name.toLowerCase())) continue;
    text += `${name}: ${name.toLowerCase() === 'connection' ? withoutUpgrade(value) : value}\r\n`;
  }
  socket.unshift(Buffer.concat([Buffer.from(`${text}\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
