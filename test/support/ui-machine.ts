import type { Host } from '@psutil/native';
import { vi } from 'vitest';
import type { Tab } from './browser.ts';
import { serve } from './graph.ts';
import { hostWith } from './host-with.ts';
import { openUi } from './ui.ts';

const files = (directory: string, entries: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(entries).map(([name, text]) => [`sys/class/${directory}/${name}`, `${text}\n`]));

/** A session file of logind; its login process is this process. */
const session = (lines: Readonly<Record<string, string>>) =>
  Object.entries({ UID: '1000', CLASS: 'user', REALTIME: '1700000000250000', LEADER: String(process.pid), ...lines })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');

/** A laptop with temperature sensors, fans, a battery and two sessions; its processes, disks and networks are those of this machine. */
const laptopHost = (): Host =>
  hostWith({
    ...files('hwmon/hwmon0', { name: 'acpitz', temp1_input: '47800', temp1_crit: '119000' }),
    ...files('hwmon/hwmon1', {
      name: 'coretemp',
      ...{ temp1_input: '91000', temp1_label: 'Package id 0', temp1_max: '84000', temp1_crit: '100000' },
      ...{ temp2_input: '64000', temp2_label: 'Core 0', temp2_max: '84000', temp2_crit: '100000' },
      ...{ temp3_input: '43000', temp3_label: 'Core\u202e\u0007 1 '.padEnd(300, 'x') },
    }),
    ...files('hwmon/hwmon2', { name: 'thinkpad', fan1_input: '2780', fan1_label: 'cpu_fan', fan2_input: '0' }),
    ...files('power_supply/AC', { type: 'Mains', online: '0' }),
    ...files('power_supply/BAT0', {
      type: 'Battery',
      status: 'Discharging',
      energy_now: '6000000',
      energy_full: '50000000',
      power_now: '10000000',
    }),
    'run/systemd/sessions/1': session({ USER: 'ada', TTY: 'pts/0', REMOTE_HOST: '192.0.2.7' }),
    'run/systemd/sessions/2': session({ USER: '\u202eada', TTY: 'tty1' }),
    'sys/block': { to: '/sys/block' },
    'sys/class/block': { to: '/sys/class/block' },
    'sys/class/net': { to: '/sys/class/net' },
    'sys/devices': { to: '/sys/devices' },
    'sys/fs': { to: '/sys/fs' },
  });

/** Opens the web UI of a laptop with sensors, fans, a battery and sessions. */
export async function openLaptop(...[context, options]: Parameters<typeof openUi>): Promise<Tab> {
  const { sys, run } = laptopHost();
  vi.stubEnv('HOST_SYS', sys);
  vi.stubEnv('HOST_RUN', run);
  const served = await serve();
  vi.unstubAllEnvs();
  return openUi(context, options, served);
}
