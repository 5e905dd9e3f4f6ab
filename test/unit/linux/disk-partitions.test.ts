import { diskPartitions } from '@psutil/disk';
import { diskPartitions as diskPartitionsAsync } from '@psutil/disk/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

const filesystems = 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tzfs\n\text4\n\tvfat\n\txfs\n';
const mounts = `sysfs /sys sysfs rw,nosuid 0 0
/dev/sda2 / ext4 rw,relatime,errors=remount-ro 0 0
/dev/sda1 /boot/efi vfat ro 0 0
tank/home /home zfs rw,xattr 0 0
tmpfs /run tmpfs rw 0 0
/dev/sda2 /var/bind ext4 rw,relatime 0 0
`;

test('diskPartitions() returns the filesystems that need a device, and zfs, sync and async', async () => {
  const host = hostWith({ 'proc/filesystems': filesystems, 'proc/self/mounts': mounts });
  const expected = [
    { device: '/dev/sda2', mountpoint: '/', fstype: 'ext4', opts: 'rw,relatime,errors=remount-ro' },
    { device: '/dev/sda1', mountpoint: '/boot/efi', fstype: 'vfat', opts: 'ro' },
    { device: 'tank/home', mountpoint: '/home', fstype: 'zfs', opts: 'rw,xattr' },
    { device: '/dev/sda2', mountpoint: '/var/bind', fstype: 'ext4', opts: 'rw,relatime' },
  ];
  expect(diskPartitions({ host })).toEqual(expected);
  expect(await diskPartitionsAsync({ host })).toEqual(expected);
});

test('diskPartitions({ all: true }) returns every mount', () => {
  const host = hostWith({ 'proc/self/mounts': mounts });
  expect(diskPartitions({ host, all: true }).map(({ mountpoint }) => mountpoint)).toEqual([
    ...['/sys', '/', '/boot/efi', '/home', '/run', '/var/bind'],
  ]);
});

test('diskPartitions() of another host reads the mounts of its process 1', () => {
  const host = hostWith({ 'proc/1/mounts': mounts, 'proc/self/mounts': '', 'proc/filesystems': filesystems });
  expect(diskPartitions({ host })).toHaveLength(4);
});

test.for([
  ['a space', '/a\\040b', '/a b'],
  ['a newline', '/a\\012b', '/a\nb'],
  ['a tab', '/a\\011b', '/a\tb'],
  ['a number sign', '/a\\043b', '/a#b'],
  ['a backslash', '/a\\134b', '/a\\b'],
  ['text like an escape sequence', '/a\\134040b', '/a\\040b'],
  ['a single backslash', '/a\\', '/a\\'],
  ['a truncated escape sequence', '/a\\04', '/a\\04'],
  ['digits that are not octal', '/a\\089', '/a\\089'],
  ['an escape sequence larger than a byte', '/a\\777', '/a\\777'],
  ['non-ASCII characters', '/ä€😀', '/ä€😀'],
] as const)('diskPartitions() decodes a mount point with %s', ([, written, mountpoint]) => {
  const host = hostWith({ 'proc/self/mounts': `none ${written} tmpfs rw 0 0\n` });
  expect(diskPartitions({ host, all: true })).toEqual([{ device: '', mountpoint, fstype: 'tmpfs', opts: 'rw' }]);
});

test('diskPartitions() replaces invalid UTF-8 with U+FFFD', () => {
  const line = Buffer.from('/dev/sdb /mnt/\xff ext4 rw 0 0\n', 'latin1');
  const host = hostWith({ 'proc/self/mounts': line });
  expect(diskPartitions({ host, all: true })[0]?.mountpoint).toBe('/mnt/\ufffd');
});

test('diskPartitions() accepts an empty device', () => {
  const host = hostWith({ 'proc/self/mounts': ' /mnt tmpfs rw 0 0\n' });
  expect(diskPartitions({ host, all: true })).toEqual([
    { device: '', mountpoint: '/mnt', fstype: 'tmpfs', opts: 'rw' },
  ]);
  expect(diskPartitions({ host })).toEqual([]);
});

const rootMount = { 'proc/self/mounts': '/dev/root / ext4 rw 0 0\n', 'proc/filesystems': filesystems };
const mountinfo = { 'proc/self/mountinfo': '1 0 179:2 / / rw - ext4 /dev/root rw\n' };

test.for([
  ['/sys', { ...mountinfo, 'sys/dev/block/179:2/uevent': 'MAJOR=179\nMINOR=2\nDEVNAME=mmcblk0p2\n' }],
  ['/proc/partitions', { ...mountinfo, 'proc/partitions': 'major minor  #blocks  name\n\n 179  2  99 mmcblk0p2\n' }],
] as const)('diskPartitions() replaces /dev/root with the device in %s', ([, files]) => {
  expect(diskPartitions({ host: hostWith({ ...rootMount, ...files }) })[0]?.device).toBe('/dev/mmcblk0p2');
});

test('diskPartitions() keeps /dev/root if its device is unknown', () => {
  expect(diskPartitions({ host: hostWith({ ...rootMount, ...mountinfo }) })[0]?.device).toBe('/dev/root');
});

test('diskPartitions() returns the mounts that have a device if /proc/filesystems is missing', () => {
  const host = hostWith({
    'proc/self/mounts': `${mounts}/dev/sdc /pool btrfs rw 0 0\n`,
    'proc/self/mountinfo':
      '1 0 0:20 / /sys rw - sysfs sysfs rw\n2 0 8:2 / / rw - ext4 /dev/sda2 rw\n3 2 8:1 / /boot/efi rw - vfat /dev/sda1 rw\n' +
      '5 2 0:31 / /pool rw - btrfs /dev/sdc rw\n',
  });
  expect(diskPartitions({ host }).map(({ mountpoint }) => mountpoint)).toEqual(['/', '/boot/efi', '/home', '/pool']);
});

test('diskPartitions() of an empty table is an empty array', () => {
  expect(diskPartitions({ host: hostWith({ 'proc/self/mounts': '', 'proc/filesystems': '' }) })).toEqual([]);
});

test.for(['/dev/sda1\n', '/dev/sda1 /\n', '/dev/sda1 / ext4', '\n'])(
  'diskPartitions() throws ERR_MALFORMED_FILE for the truncated line %j',
  async (line) => {
    const host = hostWith({ 'proc/self/mounts': `${mounts}${line}`, 'proc/filesystems': filesystems });
    const error = malformed(`${host.proc}/self/mounts`, 7);
    expect(thrownBy(() => diskPartitions({ host }))).toEqual(error);
    expect(await rejectedBy(diskPartitionsAsync({ host, all: true }))).toEqual(error);
  },
);

test('diskPartitions() throws the system error if /proc is missing', () => {
  expect(thrownBy(() => diskPartitions({ host: { proc: '/nowhere' } }))).toEqual(
    missing('open', '/nowhere/self/mounts'),
  );
});
