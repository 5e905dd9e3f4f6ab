import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';

const { needsParsers, parseBytes } = parsersOf('sunos');

const mnttab = [
  'rpool/ROOT/omnios\t/\tzfs\tdev=4410002\t0',
  '/devices\t/devices\tdevfs\tdev=8740000\t1700000000',
  'swap\t/tmp\ttmpfs\txattr,dev=8900002\t1700000000',
  '/dev/dsk/c1t0d0s0\t/a b\tufs\trw,dev=1540000\t1700000000',
  'broken line',
  '-hosts\t/net\tautofs\tnosuid\t1700000000',
].join('\n');

test('partitions are the filesystems with files of a device', (context) => {
  needsParsers(context);
  expect(parseBytes('mnttab', Buffer.from(mnttab))).toEqual([
    { device: 'rpool/ROOT/omnios', mountpoint: '/', fstype: 'zfs', opts: 'dev=4410002' },
    { device: '/dev/dsk/c1t0d0s0', mountpoint: '/a b', fstype: 'ufs', opts: 'rw,dev=1540000' },
  ]);
  expect(parseBytes('mnttab-all', Buffer.from(`${mnttab}\n`))).toHaveLength(5);
});

test('the system is named by os-release, or by the first line of release', (context) => {
  needsParsers(context);
  const text = 'NAME="OmniOS"\nID=omnios\nVERSION_ID=r151050\nHOME_URL="https://example.org/"';
  expect(parseBytes('os-release', Buffer.from(text))).toEqual({ id: 'omnios', name: 'OmniOS', version: 'r151050' });
  const release = Buffer.from('                 Oracle Solaris 11.4 X86 \r\nCopyright\n');
  expect(parseBytes('release', release)).toEqual({ id: null, name: 'Oracle Solaris 11.4 X86', version: null });
  expect(parseBytes('release', Buffer.from(''))).toEqual({ id: null, name: null, version: null });
});

test('an interface is up if it is configured up and running', (context) => {
  needsParsers(context);
  const flags = (hexadecimal: string) => parseBytes('nic-flags', Buffer.from(hexadecimal));
  expect(flags('2001000849')).toEqual([true, ['up', 'loopback', 'running', 'multicast', 'ipv4']]);
  expect(flags('1000803')).toEqual([false, ['up', 'broadcast', 'multicast', 'ipv4']]);
});

test('the poller reports each source that hangs up once, and none that was disarmed', (context) => {
  needsParsers(context);
  expect(parseBytes('exit-poller', Buffer.from(''))).toEqual([2, 3]);
});
