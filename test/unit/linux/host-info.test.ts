import { hostInfo } from '@psutil/system';
import { hostInfo as hostInfoAsync } from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith, type Link } from '../../support/host-with.ts';
import { missing, thrownBy } from './thrown.ts';

const machine = {
  'proc/sys/kernel/hostname': 'ada\n',
  'proc/sys/kernel/osrelease': '6.12.48+deb13-amd64\n',
  'proc/sys/kernel/arch': 'x86_64\n',
  'proc/sys/kernel/random/boot_id': '8c0a3b1e-0000-4000-8000-000000000001\n',
  'etc/os-release':
    'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nNAME="Debian GNU/Linux"\nVERSION_ID=\'13\'\nID=debian\n',
  'etc/machine-id': '0123456789abcdef0123456789abcdef\n',
};
const expected = {
  hostname: 'ada',
  os: { id: 'debian', name: 'Debian GNU/Linux', version: '13' },
  kernel: '6.12.48+deb13-amd64',
  arch: 'x86_64',
  machineId: '0123456789abcdef0123456789abcdef',
  bootId: '8c0a3b1e-0000-4000-8000-000000000001',
  virtualization: null,
  container: null,
};

const infoWith = (files: Readonly<Record<string, string | Link>>) =>
  hostInfo({ host: hostWith({ ...machine, ...files }) });

test('hostInfo() returns the identification of the machine, sync and async', async () => {
  const host = hostWith(machine);
  expect(hostInfo({ host })).toEqual(expected);
  expect(await hostInfoAsync({ host })).toEqual(expected);
});

test('unknown values of hostInfo() are null', () => {
  const { 'proc/sys/kernel/hostname': hostname } = machine;
  expect(hostInfo({ host: hostWith({ 'proc/sys/kernel/hostname': hostname }) })).toEqual({
    ...{ hostname: 'ada', os: { id: null, name: null, version: null }, kernel: '', arch: null, machineId: null },
    ...{ bootId: null, virtualization: null, container: null },
  });
});

test('hostInfo() reads usr/lib/os-release, with shell quotes and without a version', () => {
  const { 'etc/os-release': _, ...rest } = machine;
  const host = hostWith({ ...rest, 'usr/lib/os-release': 'ID=arch\nNAME="Arch \\"Linux\\""\nBUILD_ID=rolling\n' });
  expect(hostInfo({ host }).os).toEqual({ id: 'arch', name: 'Arch "Linux"', version: null });
});

test('hostInfo() falls back to the machine ID of D-Bus', () => {
  expect(infoWith({ 'etc/machine-id': 'uninitialized\n' }).machineId).toBeNull();
  expect(infoWith({ 'etc/machine-id': '', 'var/lib/dbus/machine-id': 'abc\n' }).machineId).toBe('abc');
});

const dmi = (file: string, text: string) => ({ [`sys/class/dmi/id/${file}`]: `${text}\n` });

test.for<[string, Readonly<Record<string, string>>]>([
  ['kvm', dmi('product_name', 'KVM')],
  ['qemu', dmi('sys_vendor', 'QEMU')],
  ['vmware', dmi('sys_vendor', 'VMware, Inc.')],
  ['oracle', dmi('product_name', 'VirtualBox')],
  ['amazon', dmi('sys_vendor', 'Amazon EC2')],
  ['google', dmi('product_name', 'Google Compute Engine')],
  ['microsoft', { ...dmi('sys_vendor', 'Microsoft Corporation'), ...dmi('product_name', 'Virtual Machine') }],
  ['xen', { 'sys/hypervisor/type': 'xen\n' }],
  ['kvm', { 'proc/device-tree/hypervisor/compatible': 'linux,kvm\0' }],
  ['vm-other', { 'proc/cpuinfo': 'flags\t\t: fpu hypervisor lahf_lm\n' }],
  ['wsl', { 'proc/sys/kernel/osrelease': '5.15.90.1-microsoft-standard-WSL2\n' }],
])('hostInfo() detects the virtual machine %s: %j', ([kind, files]) => {
  expect(infoWith(files).virtualization).toBe(kind);
});

test('hostInfo() detects no virtual machine by the firmware of a physical machine', () => {
  const files = { ...dmi('sys_vendor', 'Microsoft Corporation'), ...dmi('product_name', 'Surface Laptop') };
  expect(infoWith({ ...files, 'proc/cpuinfo': 'flags\t\t: fpu\n' }).virtualization).toBeNull();
});

test.for<[string, Readonly<Record<string, string>>]>([
  ['docker', { '.dockerenv': '' }],
  ['podman', { 'run/.containerenv': '' }],
  ['systemd-nspawn', { 'run/systemd/container': 'systemd-nspawn\n' }],
  ['lxc', { 'proc/1/environ': 'PATH=/bin\0container=lxc\0TERM=x\0' }],
  ['kubernetes', { 'proc/1/cgroup': '5:memory:/kubepods/burstable/pod1\n' }],
  ['docker', { 'proc/1/cgroup': '0::/system.slice/docker-0123.scope\n' }],
  ['lxc', { 'proc/1/cgroup': '0::/lxc.payload.web/init.scope\n' }],
])('hostInfo() detects the container %s: %j', ([kind, files]) => {
  expect(infoWith(files).container).toBe(kind);
});

test('hostInfo() throws the system error if /proc is missing', () => {
  expect(thrownBy(() => hostInfo({ host: { proc: '/nowhere' } }))).toEqual(
    missing('open', '/nowhere/sys/kernel/hostname'),
  );
});
