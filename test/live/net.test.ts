import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type InetConnection, netConnections, netIfAddrs, netIfStats, netIoCounters } from '@psutil/net';
import { expect, onTestFinished, test } from 'vitest';
import { needsSupport, WINE } from '../support/run.ts';

const families = ['AF_INET', 'AF_INET6', 'AF_LINK'];

test('netIfAddrs() has the addresses and netmasks of os.networkInterfaces(), sorted by family', (context) => {
  needsSupport(context, 'netIfAddrs');
  const all = netIfAddrs();
  for (const [name, expected = []] of Object.entries(networkInterfaces())) {
    const addresses = all[name]?.map(({ address, ...rest }) => ({ ...rest, address: address.replace(/%.*/, '') }));
    for (const { family, address, netmask } of expected) {
      expect(addresses).toContainEqual(
        expect.objectContaining({ family: family === 'IPv4' ? 'AF_INET' : 'AF_INET6', address, netmask }),
      );
    }
    const mac = expected[0]?.mac;
    const link = all[name]?.find(({ family }) => family === 'AF_LINK')?.address;
    expect(link ?? '00:00:00:00:00:00').toBe(mac);
  }
  for (const addresses of Object.values(all)) {
    const order = addresses.map(({ family }) => families.indexOf(family));
    expect(order).toEqual(order.toSorted());
  }
});

test('netIfStats() and netIoCounters() have the interfaces of netIfAddrs()', (context) => {
  needsSupport(context, 'netIfAddrs', 'netIfStats', 'netIoCounters');
  const names = Object.keys(netIfAddrs());
  const [stats, counters] = [netIfStats(), netIoCounters({ pernic: true })];
  expect(Object.keys(stats)).toEqual(expect.arrayContaining(names));
  expect(Object.keys(counters)).toEqual(expect.arrayContaining(names));
  for (const name of Object.keys(networkInterfaces())) expect(stats[name]).toMatchObject({ isup: true });
});

test('netConnections() returns the sockets of this process', async (context) => {
  needsSupport(context, 'netConnections');
  const server = createServer();
  const udp = createSocket('udp4');
  await Promise.all([once(server.listen(0, '127.0.0.1'), 'listening'), once(udp.bind(0, '127.0.0.1'), 'listening')]);
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  const [[accepted]] = await Promise.all([once(server, 'connection'), once(client, 'connect')]);
  onTestFinished(() => {
    client.destroy();
    accepted.destroy();
    server.close();
    udp.close();
  });
  const local = (each: number | undefined) => ({ ip: '127.0.0.1', port: each });
  const from = (...ports: readonly (number | undefined)[]) =>
    (netConnections() as InetConnection[]).filter(({ laddr }) => ports.includes(laddr.port));
  // Wine knows the owners of some TCP sockets only.
  const pid = WINE ? expect.toBeOneOf([process.pid, null]) : process.pid;
  const fd = expect.toBeOneOf([expect.any(Number), null]);
  const tcp = { fd, family: 'AF_INET', type: 'SOCK_STREAM', pid };
  const rows = from(port, client.localPort, udp.address().port);
  expect(rows).toHaveLength(4);
  for (const row of [
    { ...tcp, laddr: local(port), raddr: null, status: 'LISTEN' },
    { ...tcp, laddr: local(port), raddr: local(client.localPort), status: 'ESTABLISHED' },
    { ...tcp, laddr: local(client.localPort), raddr: local(port), status: 'ESTABLISHED' },
    { ...tcp, type: 'SOCK_DGRAM', laddr: local(udp.address().port), raddr: null, status: 'NONE', pid: process.pid },
  ]) {
    expect(rows).toContainEqual(row);
  }
});
