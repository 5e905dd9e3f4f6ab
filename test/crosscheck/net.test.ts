import { spawnSync } from 'node:child_process';
import { type NetIoCounters, netIfAddrs, netIfStats, netIoCounters } from '@psutil/net';
import { expect, test } from 'vitest';
import { expectBracketed } from '../support/bracket.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

interface Link {
  readonly ifname: string;
  readonly flags: readonly string[];
  readonly mtu: number;
  readonly address?: string;
  readonly addr_info: readonly { readonly local: string; readonly scope: string; readonly prefixlen: number }[];
}

const links = () => JSON.parse(tool('ip', '-json', 'address')) as Link[];
const pythonName = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test('netIfStats() has the interfaces, the MTU and the flags of ip', (context) => {
  needs(context, 'ip', '-V');
  const stats = netIfStats();
  expect(Object.keys(stats)).toEqual(links().map(({ ifname }) => ifname));
  for (const { ifname, mtu, flags } of links()) {
    expect(stats[ifname]?.mtu).toBe(mtu);
    const upper = stats[ifname]?.flags?.filter((flag) => flag !== 'running').map((flag) => flag.toUpperCase());
    // `ip` has additional flags for the carrier.
    expect(upper?.sort()).toEqual(flags.filter((flag) => !['LOWER_UP', 'NO-CARRIER'].includes(flag)).sort());
  }
});

test('netIfAddrs() has the addresses of ip', (context) => {
  needs(context, 'ip', '-V');
  const theirs = links().flatMap(({ ifname, address, addr_info }) => [
    ...addr_info.map(
      ({ local, scope }) => `${ifname} ${local}${scope === 'link' && local.includes(':') ? `%${ifname}` : ''}`,
    ),
    ...(address === undefined ? [] : [`${ifname} ${address}`]),
  ]);
  const ours = Object.entries(netIfAddrs()).flatMap(([name, all]) => all.map(({ address }) => `${name} ${address}`));
  expect(ours.sort()).toEqual(theirs.sort());
});

test('netIfAddrs() equals psutil', (context) => {
  needsPsutil(context);
  const theirs = psutil<object>(
    '{n: [dict(a._asdict(), family="AF_LINK" if a.family == 17 else a.family.name) for a in all] for n, all in psutil.net_if_addrs().items()}',
  );
  expect(netIfAddrs()).toEqual(theirs);
});

test('netIfStats() equals psutil', (context) => {
  needsPsutil(context);
  const theirs = psutil<object>(
    '{n: dict(s._asdict(), duplex=s.duplex.name.split("_")[-1].lower(), flags=s.flags.split(",")) for n, s in psutil.net_if_stats().items()}',
  );
  expect(netIfStats()).toEqual(theirs);
});

const fields: readonly (keyof NetIoCounters)[] = [
  ...(['bytesSent', 'bytesRecv', 'packetsSent', 'packetsRecv', 'errin', 'errout', 'dropin', 'dropout'] as const),
];

test.for(fields)('netIoCounters().%s agrees with psutil', (field, context) => {
  needsPsutil(context);
  for (const name of Object.keys(netIoCounters({ pernic: true }))) {
    const theirs = () =>
      psutil<number>(`psutil.net_io_counters(pernic=True)[${JSON.stringify(name)}].${pythonName(field)}`);
    expectBracketed(theirs, () => netIoCounters({ pernic: true })[name]?.[field] ?? Number.NaN);
  }
  expectBracketed(
    () => psutil<number>(`psutil.net_io_counters().${pythonName(field)}`),
    () => netIoCounters()?.[field] ?? Number.NaN,
  );
});

test('netIfStats() has the speed and the duplex mode of ethtool', (context) => {
  needs(context, 'ethtool');
  for (const [name, { speed, duplex }] of Object.entries(netIfStats())) {
    const { stdout } = spawnSync('ethtool', [name], { encoding: 'utf8' }); // fails for virtual interfaces
    expect(speed).toBe(Number(/Speed: (\d+)Mb/.exec(stdout)?.[1] ?? 0));
    expect(duplex).toBe(/Duplex: (Full|Half)/.exec(stdout)?.[1]?.toLowerCase() ?? 'unknown');
  }
});
