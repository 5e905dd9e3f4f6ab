import { NIC_DUPLEX_FULL, NIC_DUPLEX_HALF, NIC_DUPLEX_UNKNOWN, netIfAddrs, netIfStats } from '@psutil/net';
import { netIfAddrs as netIfAddrsAsync, netIfStats as netIfStatsAsync } from '@psutil/net/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { rejectedBy, thrownBy } from './thrown.ts';

const nic = (name: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`sys/class/net/${name}/${file}`, `${text}\n`]));

test('netIfStats() of another host reads /sys, sync and async', async () => {
  const host = hostWith({
    ...nic('eth0', { flags: '0x1003', mtu: '1500', speed: '10000', duplex: 'full', operstate: 'up' }),
    ...nic('eth1', { flags: '0x1003', mtu: '1500', speed: '100', duplex: 'half', operstate: 'down' }),
    ...nic('lo', { flags: '0x9', mtu: '65536', operstate: 'unknown' }),
    'sys/class/net/bonding_masters': 'bond0\n',
  });
  const expected = {
    eth0: {
      isup: true,
      duplex: NIC_DUPLEX_FULL,
      speed: 10_000,
      mtu: 1500,
      flags: ['up', 'broadcast', 'running', 'multicast'],
    },
    eth1: { isup: false, duplex: NIC_DUPLEX_HALF, speed: 100, mtu: 1500, flags: ['up', 'broadcast', 'multicast'] },
    lo: { isup: true, duplex: NIC_DUPLEX_UNKNOWN, speed: 0, mtu: 65_536, flags: ['up', 'loopback', 'running'] },
  };
  expect(netIfStats({ host })).toEqual(expected);
  expect(await netIfStatsAsync({ host })).toEqual(expected);
});

test.for(['-1', '4294967295', '65535', '', 'x'])('netIfStats() returns speed 0 for the value %j', (speed) => {
  const host = hostWith(nic('eth0', { flags: '0x1003', mtu: '1500', speed, duplex: 'unknown', operstate: 'up' }));
  expect(netIfStats({ host })['eth0']).toMatchObject({ speed: 0, duplex: NIC_DUPLEX_UNKNOWN });
});

test('netIfStats() returns defaults for missing files', () => {
  const host = hostWith(nic('__proto__', { flags: '' }));
  const stats = netIfStats({ host });
  expect(Object.keys(stats)).toEqual(['__proto__']);
  const none = { isup: false, duplex: NIC_DUPLEX_UNKNOWN, speed: 0, mtu: 0, flags: [] };
  expect(Object.values(stats)).toEqual([none]);
});

test('netIfAddrs() of another host throws NotSupported', async () => {
  const host = hostWith({});
  const error = { name: 'NotSupported', code: 'ERR_NOT_SUPPORTED' };
  expect(thrownBy(() => netIfAddrs({ host }))).toMatchObject(error);
  expect(await rejectedBy(netIfAddrsAsync({ host }))).toMatchObject(error);
});
