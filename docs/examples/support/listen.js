// @ts-check
import { once } from 'node:events';

/**
 * Has a server listen on this machine alone, at the port that this program was given or else any that is free, and
 * prints its address. SIGINT and SIGTERM end it, and with it every answer that is under way.
 *
 * @param {import('node:http').Server} server
 */
export async function listen(server) {
  server.listen(Number(process.argv[2] ?? 0), '127.0.0.1');
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
