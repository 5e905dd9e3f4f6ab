import type { NicAddress, NicStats } from '@psutil/net';
import { expect, test } from 'vitest';
import { amongOwnNics, withTunnel, works } from '../support/namespaces.ts';
import { needs, needsRoot, script } from '../support/run.ts';

test('interfaces of a network namespace of its own are told as they change', async (context) => {
  needsRoot(context);
  needs(context, 'ip', '-V');
  context.skip(!works(amongOwnNics), 'no network namespace can be made here');
  const [down, up] = await script<
    { stats: Record<string, NicStats>; addresses: Record<string, NicAddress[]>; io: string[] }[]
  >(
    `import { execFileSync } from 'node:child_process';
     import { netIfAddrs, netIfStats, netIoCounters } from '@psutil/net';
     const read = () => ({ stats: netIfStats(), addresses: netIfAddrs(), io: Object.keys(netIoCounters({ pernic: true })) });
     const ip = (...args) => execFileSync('ip', args);
     const before = read();
     ip('link', 'set', 'lo', 'mtu', '1300');
     ip('link', 'set', 'lo', 'up');
     ip('address', 'add', '10.1.2.3/8', 'dev', 'lo', 'label', 'lo:alias');
     print([before, read()]);`,
    { within: amongOwnNics },
  );
  expect(down?.stats['lo']).toMatchObject({ isup: false, flags: ['loopback'], speed: 0, duplex: 'unknown' });
  expect(down?.addresses).toEqual({
    lo: [expect.objectContaining({ family: 'AF_LINK', address: '00:00:00:00:00:00' })],
  });
  expect(down?.io).toEqual(['lo']);
  expect(up?.stats).toEqual({
    lo: expect.objectContaining({ isup: true, mtu: 1300, flags: ['up', 'loopback', 'running'] }),
  });
  const added = { family: 'AF_INET', address: '10.1.2.3', netmask: '255.0.0.0', broadcast: null, ptp: null };
  expect(up?.addresses['lo:alias']).toEqual([added]);
  expect(up?.addresses['lo']?.map(({ address }) => address)).toContain('127.0.0.1');
});

test('both ends of a link of two have their own address and the other one', async (context) => {
  needsRoot(context);
  needs(context, 'ip', '-V');
  context.skip(!works(withTunnel), 'no tunnel can be made here');
  const addresses = await script<Record<string, NicAddress[]>>(
    "import { netIfAddrs } from '@psutil/net'; print(netIfAddrs());",
    { within: withTunnel },
  );
  const [inet] = addresses['tun9'] ?? [];
  expect(inet).toMatchObject({ address: '10.0.0.1', netmask: '255.255.255.255', broadcast: null, ptp: '10.0.0.2' });
});
