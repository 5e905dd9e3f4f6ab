import { sensorsFans, sensorsTemperatures } from '@psutil/system';
import {
  sensorsFans as sensorsFansAsync,
  sensorsTemperatures as sensorsTemperaturesAsync,
} from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';

const files = (directory: string, entries: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(entries).map(([name, text]) => [`sys/class/${directory}/${name}`, `${text}\n`]));

const laptop = {
  ...files('hwmon/hwmon0', { name: 'acpitz', temp1_input: '27800', temp1_crit: '119000' }),
  ...files('hwmon/hwmon2', {
    name: 'coretemp',
    ...{ temp1_input: '45000', temp1_label: 'Package id 0', temp1_max: '84000', temp1_crit: '100000' },
    ...{ temp2_input: '44000', temp2_label: 'Core 0', temp2_max: '84000' },
    ...{ temp10_input: '43000', temp10_label: 'Core 8' },
  }),
  ...files('hwmon/hwmon10', { name: 'thinkpad', fan1_input: '2780', fan2_input: '0', fan1_label: 'cpu_fan' }),
};

test('sensorsTemperatures() reads the sensors of a laptop, sync and async', async () => {
  const host = hostWith(laptop);
  const expected = {
    acpitz: [{ label: '', current: 27.8, high: 119, critical: 119 }],
    coretemp: [
      { label: 'Package id 0', current: 45, high: 84, critical: 100 },
      { label: 'Core 0', current: 44, high: 84, critical: 84 },
      { label: 'Core 8', current: 43, high: null, critical: null },
    ],
  };
  expect(sensorsTemperatures({ host })).toEqual(expected);
  expect(await sensorsTemperaturesAsync({ host })).toEqual(expected);
});

test('sensorsTemperatures({ fahrenheit: true }) returns degrees Fahrenheit, sync and async', async () => {
  const host = hostWith(laptop);
  const expected = [{ label: '', current: 82.04, high: 246.2, critical: 246.2 }];
  const [acpitz] = sensorsTemperatures({ host, fahrenheit: true })['acpitz'] ?? [];
  expect(acpitz?.current).toBeCloseTo(82.04, 9);
  expect(acpitz).toMatchObject({ high: expect.closeTo(246.2, 9), critical: expect.closeTo(246.2, 9) });
  expect((await sensorsTemperaturesAsync({ host, fahrenheit: true }))['acpitz']).toHaveLength(expected.length);
  expect(sensorsTemperatures({ host, fahrenheit: true })['coretemp']?.[2]).toMatchObject({
    high: null,
    critical: null,
  });
});

test('sensorsFans() returns the speeds of the fans, sync and async', async () => {
  const host = hostWith(laptop);
  const expected = {
    thinkpad: [
      { label: 'cpu_fan', current: 2780 },
      { label: '', current: 0 },
    ],
  };
  expect(sensorsFans({ host })).toEqual(expected);
  expect(await sensorsFansAsync({ host })).toEqual(expected);
});

test('sensorsTemperatures() groups the sensors of chips with the same name', () => {
  const chips = Array.from({ length: 12 }, (_, index) =>
    files(`hwmon/hwmon${index}`, { name: index < 8 ? 'nvme' : 'jc42', temp1_input: `${(30 + index) * 1000}` }),
  );
  const found = sensorsTemperatures({ host: hostWith(Object.assign({}, ...chips)) });
  expect(found['nvme']?.map(({ current }) => current)).toEqual([30, 31, 32, 33, 34, 35, 36, 37]);
  expect(found['jc42']?.map(({ current }) => current)).toEqual([38, 39, 40, 41]);
});

test('sensorsTemperatures() reads the device directory of old drivers', () => {
  const host = hostWith(
    files('hwmon/hwmon0/device', { name: 'w83627', temp1_input: '30000', temp1_max: '60000', fan1_input: '900' }),
  );
  expect(sensorsTemperatures({ host })).toEqual({ w83627: [{ label: '', current: 30, high: 60, critical: 60 }] });
  expect(sensorsFans({ host })).toEqual({ w83627: [{ label: '', current: 900 }] });
});

test('sensorsTemperatures() lists a sensor once that is in both directories', () => {
  const host = hostWith({
    ...files('hwmon/hwmon0', { name: 'x', temp1_input: '30000' }),
    ...files('hwmon/hwmon0/device', { name: 'x', temp1_input: '30000' }),
  });
  expect(sensorsTemperatures({ host })['x']).toHaveLength(1);
});

test.for([
  ['empty', ''],
  ['not a number', 'N/A'],
  ['the value of a missing probe', '-128000'],
  ['too large', '99999999999999999999'],
] as const)('sensorsTemperatures() omits only the sensor whose value is %s', ([, text]) => {
  const host = hostWith(
    files('hwmon/hwmon0', { name: 'x', temp1_input: text, temp2_input: '-5500', fan1_input: text }),
  );
  expect(sensorsTemperatures({ host })).toEqual({ x: [{ label: '', current: -5.5, high: null, critical: null }] });
  expect(sensorsFans({ host })).toEqual({});
});

test('sensorsTemperatures() omits only the sensor that cannot be read', () => {
  const host = hostWith({
    ...files('hwmon/hwmon0', { name: 'x', temp2_input: '20000' }),
    'sys/class/hwmon/hwmon0/temp1_input/folder': '',
  });
  expect(sensorsTemperatures({ host })['x']).toHaveLength(1);
});

test('sensorsTemperatures() ignores thresholds that are 0 or not a number', () => {
  const host = hostWith(files('hwmon/hwmon0', { name: 'x', temp1_input: '1000', temp1_max: '0', temp1_crit: 'x' }));
  expect(sensorsTemperatures({ host })).toEqual({ x: [{ label: '', current: 1, high: null, critical: null }] });
});

test('sensorsTemperatures() uses the directory name of a chip without a name, and accepts any name', () => {
  const host = hostWith({
    ...files('hwmon/hwmon0', { temp1_input: '1000' }),
    ...files('hwmon/hwmon1', { name: '__proto__', temp1_input: '2000', fan1_input: '7' }),
  });
  expect(Object.keys(sensorsTemperatures({ host }))).toEqual(['hwmon0', '__proto__']);
  expect(Object.keys(sensorsFans({ host }))).toEqual(['__proto__']);
});

test('sensorsTemperatures() falls back to the thermal zones', () => {
  const host = hostWith({
    ...files('thermal/thermal_zone0', {
      ...{ type: 'cpu-thermal', temp: '48312', trip_point_0_type: 'passive', trip_point_0_temp: '70000' },
      ...{
        trip_point_1_type: 'hot',
        trip_point_1_temp: '80000',
        trip_point_2_type: 'critical',
        trip_point_2_temp: '90000',
      },
    }),
    ...files('thermal/thermal_zone1', {
      type: 'gpu-thermal',
      temp: '50000',
      trip_point_0_type: 'critical',
      trip_point_0_temp: '95000',
    }),
    ...files('thermal/thermal_zone2', { type: 'broken', temp: '' }),
    ...files('thermal/cooling_device0', { type: 'Fan', temp: '1' }),
  });
  expect(sensorsTemperatures({ host })).toEqual({
    'cpu-thermal': [{ label: '', current: 48.312, high: 80, critical: 90 }],
    'gpu-thermal': [{ label: '', current: 50, high: 95, critical: 95 }],
  });
});

test('sensorsTemperatures() and sensorsFans() are empty on a host without sensors', () => {
  for (const host of [hostWith({}), { sys: '/nowhere' }]) {
    expect(sensorsTemperatures({ host })).toEqual({});
    expect(sensorsFans({ host })).toEqual({});
  }
});
