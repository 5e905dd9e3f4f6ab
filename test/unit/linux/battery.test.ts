import { POWER_TIME_UNKNOWN, POWER_TIME_UNLIMITED, sensorsBattery } from '@psutil/system';
import { sensorsBattery as sensorsBatteryAsync } from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';

type Files = Readonly<Record<string, string>>;

/** A machine with these supplies of power. */
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

test('sensorsBattery of a laptop that is on its way, in both forms', async () => {
  const host = powered({ AC: mains('0'), BAT0: battery });
  const expected = { percent: 60, secsleft: 10_800, powerPlugged: false };
  const status = { ...expected, batteries: [{ name: 'BAT0', ...expected }] };
  expect(sensorsBattery({ host })).toEqual(status);
  expect(await sensorsBatteryAsync({ host })).toEqual(status);
});

test('a battery lasts without end while power comes from outside', () => {
  for (const supply of [mains('1'), { type: 'USB', online: '1' }]) {
    const host = powered({ ADP1: supply, BAT0: battery });
    expect(sensorsBattery({ host })).toMatchObject({ secsleft: POWER_TIME_UNLIMITED, powerPlugged: true });
  }
});

test('several batteries are taken together, and told one by one', () => {
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
  ['a rate that is negative', { ...battery, power_now: '-10000000' }, { secsleft: 10_800 }],
  ['a rate of 0', { ...battery, power_now: '0' }, { secsleft: POWER_TIME_UNKNOWN }],
  ['a percentage alone', { status: 'Discharging', capacity: '42' }, { percent: 42, secsleft: POWER_TIME_UNKNOWN }],
  [
    'a time of its own',
    { status: 'Discharging', capacity: '42', time_to_empty_now: '600' },
    { percent: 42, secsleft: 600 },
  ],
  ['more than it can hold', { ...battery, energy_now: '60000000' }, { percent: 100 }],
  ['a state of charging', { ...battery, status: 'Charging' }, { powerPlugged: true, secsleft: POWER_TIME_UNLIMITED }],
  ['a state of being full', { ...battery, status: 'Full' }, { powerPlugged: true }],
  ['a state that is not known', { ...battery, status: 'Unknown' }, { powerPlugged: null, secsleft: 10_800 }],
])('a battery with %s', ([, files, expected]) => {
  expect(sensorsBattery({ host: powered({ BAT0: { type: 'Battery', ...files } }) })).toMatchObject(expected);
});

test.for<[string, Readonly<Record<string, Files>>]>([
  ['no supplies', {}],
  ['mains alone', { AC: mains('1') }],
  ['the battery of a mouse', { hidpp_battery_0: { type: 'Battery', scope: 'Device', capacity: '90' } }],
  ['a battery that is not inserted', { BAT0: { type: 'Battery', present: '0', capacity: '0' } }],
  ['a battery that says nothing', { BAT0: { type: 'Battery', capacity: '-1', energy_full: '0' } }],
])('sensorsBattery of a machine with %s is null', ([, supplies]) => {
  expect(sensorsBattery({ host: powered(supplies) })).toBeNull();
});

test('a battery is known by its name where it does not say what it is', () => {
  for (const name of ['BAT1', 'macsmc-battery']) {
    expect(sensorsBattery({ host: powered({ [name]: { capacity: '7' } }) })?.batteries[0]).toMatchObject({
      name,
      percent: 7,
    });
  }
});

test('the constants of time are not times', () => {
  expect([POWER_TIME_UNKNOWN, POWER_TIME_UNLIMITED]).toEqual([-1, -2]);
});
