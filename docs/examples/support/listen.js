// @ts-check
import { once } from 'node:events';
import { parseCommand, parseNumber } from './command.js';

/**
 * Listens on 127.0.0.1, on the port given as the first argument or else on any free port, and prints the URL. SIGINT and
 * SIGTERM close the server and all open connections.
 *
 * @param {import('node:http').Server} server
 */
export async function listen(server) {
  const { operands } = parseCommand({}, '[PORT]');
  server.listen(parseNumber(operands[0] ?? '0', 'port'), '127.0.0.1');
  await once(server, 'listening');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`http://127.0.0.1:${address.port}/graphql`);
}
