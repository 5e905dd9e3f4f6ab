import type { NicAddress, NicStats } from '@psutil/net';
import { expect, test } from 'vitest';
import { canLaunch, inNetworkNamespace, withTunnel } from '../../support/namespaces.ts';
import { needs, needsRoot, script } from '../../support/run.ts';

interface Interfaces {
  readonly stats: Record<string, NicStats>;
  readonly addresses: Record<string, NicAddress[]>;
  readonly io: string[];
}

test('interfaces of a network namespace are read again after changes', async (context) => {
  needsRoot(context);
  needs(context, 'ip', '-V');
  context.skip(!canLaunch(inNetworkNamespace), 'unshare(1) cannot create a network namespace');
  const [down, up] = await script<Interfaces[]>(
    `import { execFileSync } from 'node:child_process';
     import { netIfAddrs, netIfStats, netIoCounters } from '@psutil/net';
     const read = () => ({ stats: netIfStats(), addresses: netIfAddrs(), io: Object.keys(netIoCounters({ pernic: true })) });
     const ip = (...args) => execFileSync('ip', args);
     const before = read();
     ip('link', 'set', 'lo', 'mtu', '1300');
     ip('link', 'set', 'lo', 'up');
     ip('address', 'add', '10.1.2.3/8', 'dev', 'lo', 'label', 'lo:alias');
     print([before, read()]);`,
    { within: inNetworkNamespace },
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

test('netIfAddrs() returns the address and the peer address of a point-to-point interface', async (context) => {
  needsRoot(context);
  needs(context, 'ip', '-V');
  context.skip(!canLaunch(withTunnel), 'ip(8) cannot create a tunnel');
  const addresses = await script<Record<string, NicAddress[]>>(
    "import { netIfAddrs } from '@psutil/net'; print(netIfAddrs());",
    { within: withTunnel },
  );
  const [inet] = addresses['tun9'] ?? [];
  expect(inet).toMatchObject({ address: '10.0.0.1', netmask: '255.255.255.255', broadcast: null, ptp: '10.0.0.2' });
});
