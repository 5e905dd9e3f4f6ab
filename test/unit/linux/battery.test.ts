import { POWER_TIME_UNKNOWN, POWER_TIME_UNLIMITED, sensorsBattery } from '@psutil/system';
import { sensorsBattery as sensorsBatteryAsync } from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';

type Files = Readonly<Record<string, string>>;

/** A host with these power supplies. */
const powered = (supplies: Readonly<Record<string, Files>>) =>
  hostWith(
    Object.fromEntries(
      Object.entries(supplies).flatMap(([name, files]) =>
        Object.entries(files).map(([file, text]) => [`sys/class/power_supply/${name}/${file}`, `${text}\n`]),
      ),
    ),
  );

const battery = {
  type: 'Battery',
  status: 'Discharging',
  energy_now: '30000000',
  energy_full: '50000000',
  power_now: '10000000',
};
const mains = (online: string) => ({ type: 'Mains', online });

test('sensorsBattery() returns the status of a discharging battery, sync and async', async () => {
  const host = powered({ AC: mains('0'), BAT0: battery });
  const expected = { percent: 60, secsleft: 10_800, powerPlugged: false };
  const status = { ...expected, batteries: [{ name: 'BAT0', ...expected }] };
  expect(sensorsBattery({ host })).toEqual(status);
  expect(await sensorsBatteryAsync({ host })).toEqual(status);
});

test('secsleft of a battery is POWER_TIME_UNLIMITED while the power supply is connected', () => {
  for (const supply of [mains('1'), { type: 'USB', online: '1' }]) {
    const host = powered({ ADP1: supply, BAT0: battery });
    expect(sensorsBattery({ host })).toMatchObject({ secsleft: POWER_TIME_UNLIMITED, powerPlugged: true });
  }
});

test('sensorsBattery() returns the status of several batteries together and of each of them', () => {
  const other = { ...battery, energy_now: '10000000', energy_full: '30000000', power_now: '2000000' };
  const status = sensorsBattery({ host: powered({ BAT1: other, BAT0: battery, AC: mains('0') }) });
  expect(status).toMatchObject({ percent: 50, secsleft: 12_000, powerPlugged: false });
  expect(status?.batteries).toEqual([
    { name: 'BAT0', percent: 60, secsleft: 10_800, powerPlugged: false },
    { name: 'BAT1', percent: expect.closeTo(100 / 3, 9), secsleft: 18_000, powerPlugged: false },
  ]);
});

test.for<[string, Files, object]>([
  [
    'charge instead of energy',
    { status: 'Discharging', charge_now: '2', charge_full: '4', current_now: '1' },
    { percent: 50, secsleft: 7200 },
  ],
  ['a negative rate', { ...battery, power_now: '-10000000' }, { secsleft: 10_800 }],
  ['a rate of 0', { ...battery, power_now: '0' }, { secsleft: POWER_TIME_UNKNOWN }],
  ['only a percentage', { status: 'Discharging', capacity: '42' }, { percent: 42, secsleft: POWER_TIME_UNKNOWN }],
  [
    'a remaining time',
    { status: 'Discharging', capacity: '42', time_to_empty_now: '600' },
    { percent: 42, secsleft: 600 },
  ],
  ['more energy than its capacity', { ...battery, energy_now: '60000000' }, { percent: 100 }],
  ['the status Charging', { ...battery, status: 'Charging' }, { powerPlugged: true, secsleft: POWER_TIME_UNLIMITED }],
  ['the status Full', { ...battery, status: 'Full' }, { powerPlugged: true }],
  ['an unknown status', { ...battery, status: 'Unknown' }, { powerPlugged: null, secsleft: 10_800 }],
])('sensorsBattery() reads a battery with %s', ([, files, expected]) => {
  expect(sensorsBattery({ host: powered({ BAT0: { type: 'Battery', ...files } }) })).toMatchObject(expected);
});

test.for<[string, Readonly<Record<string, Files>>]>([
  ['no power supplies', {}],
  ['only mains', { AC: mains('1') }],
  ['only the battery of a mouse', { hidpp_battery_0: { type: 'Battery', scope: 'Device', capacity: '90' } }],
  ['a battery that is not present', { BAT0: { type: 'Battery', present: '0', capacity: '0' } }],
  ['a battery that reports no charge level', { BAT0: { type: 'Battery', capacity: '-1', energy_full: '0' } }],
])('sensorsBattery() is null for a host with %s', ([, supplies]) => {
  expect(sensorsBattery({ host: powered(supplies) })).toBeNull();
});

test('sensorsBattery() recognizes a battery without a type by its name', () => {
  for (const name of ['BAT1', 'macsmc-battery']) {
    expect(sensorsBattery({ host: powered({ [name]: { capacity: '7' } }) })?.batteries[0]).toMatchObject({
      name,
      percent: 7,
    });
  }
});

test('POWER_TIME_UNKNOWN and POWER_TIME_UNLIMITED are negative', () => {
  expect([POWER_TIME_UNKNOWN, POWER_TIME_UNLIMITED]).toEqual([-1, -2]);
});
