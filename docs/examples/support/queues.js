// @ts-check
import { readFileSync } from 'node:fs';
import { SocketAddress } from 'node:net';
import { defaultHost } from '@psutil/psutil';

/** @typedef {{ received: number, sent: number }} Queues bytes that wait in a socket */

/** @param {string} hex an address and a port of /proc/net: words in the byte order of the machine, here the usual one */
function parseAddress(hex) {
  const [words = '', port = ''] = hex.split(':');
  const bytes = (words.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4)
    return `${bytes.map((byte) => Number.parseInt(byte, 16)).join('.')}:${Number.parseInt(port, 16)}`;
  const address = bytes.join('').match(/.{4}/g)?.join(':') ?? '::';
  return `${new SocketAddress({ address, family: 'ipv6' }).address}:${Number.parseInt(port, 16)}`;
}

/** @param {string} protocol `tcp`, `tcp6`, `udp` or `udp6` */
function readTable(protocol) {
  try {
    return readFileSync(`${defaultHost.proc}/net/${protocol}`, 'utf8').trimEnd().split('\n').slice(1);
  } catch {
    return []; // without IPv6, and on other systems than Linux
  }
}

/**
 * @param {string} protocol
 * @returns {[key: string, queues: Queues][]}
 */
const readQueues = (protocol) =>
  readTable(protocol).map((line) => {
    const [, local = '', remote = '', , queues = ''] = line.trim().split(/\s+/);
    const [sent = 0, received = 0] = queues.split(':').map((hex) => Number.parseInt(hex, 16));
    return [`${protocol} ${parseAddress(local)} ${parseAddress(remote)}`, { received, sent }];
  });

/**
 * Returns the queues of the TCP and UDP sockets on Linux, which the library does not read, by protocol and addresses.
 *
 * @returns {Map<string, Queues>}
 */
export const readAllQueues = () => new Map(['tcp', 'tcp6', 'udp', 'udp6'].flatMap(readQueues));
