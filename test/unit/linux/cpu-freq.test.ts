import { cpuFreq } from '@psutil/cpu';
import { cpuFreq as cpuFreqAsync } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';

const all = 'sys/devices/system/cpu';

/** The files of a cpufreq policy that CPUs share. Frequencies are in kHz. */
const policy = (name: string, cpus: string, current: string, min = '400000\n', max = '4000000\n') => ({
  [`${all}/cpufreq/${name}/affected_cpus`]: cpus,
  [`${all}/cpufreq/${name}/scaling_cur_freq`]: current,
  [`${all}/cpufreq/${name}/scaling_min_freq`]: min,
  [`${all}/cpufreq/${name}/scaling_max_freq`]: max,
});

test('cpuFreq({ percpu: true }) returns the frequency of the policy of each online CPU, in ascending order', async () => {
  const host = hostWith({
    [`${all}/online`]: '0-2,10\n',
    ...policy('policy0', '0 2\n', '1000000\n'),
    ...policy('policy10', '10\n', '3000000\n'),
    ...policy('policy1', '1\n', '2000500\n', '800000\n'),
    ...policy('policy11', '\n', '999\n'), // its CPUs are offline
  });
  const clocks = [
    { current: 1000, min: 400, max: 4000 },
    { current: 2000.5, min: 800, max: 4000 },
    { current: 1000, min: 400, max: 4000 },
    { current: 3000, min: 400, max: 4000 },
  ];
  expect(cpuFreq({ host, percpu: true })).toEqual(clocks);
  expect(await cpuFreqAsync({ host, percpu: true })).toEqual(clocks);
  expect(cpuFreq({ host })).toEqual({ current: 1750.125, min: 500, max: 4000 });
  expect(await cpuFreqAsync({ host })).toEqual({ current: 1750.125, min: 500, max: 4000 });
});

test('cpuFreq() reads the cpufreq directory of each CPU on older kernels', () => {
  const host = hostWith({
    [`${all}/online`]: '1\n',
    [`${all}/cpu1/cpufreq/scaling_cur_freq`]: '1200000\n',
    [`${all}/cpu1/cpufreq/scaling_max_freq`]: '1500000\n',
  });
  expect(cpuFreq({ host, percpu: true })).toEqual([{ current: 1200, min: null, max: 1500 }]);
});

test('cpuFreq() falls back to the frequency that the hardware reports', () => {
  const host = hostWith({
    [`${all}/online`]: '0\n',
    ...policy('policy0', '0\n', '<unknown>\n'),
    [`${all}/cpufreq/policy0/cpuinfo_cur_freq`]: '1800000\n',
  });
  expect(cpuFreq({ host })).toEqual({ current: 1800, min: 400, max: 4000 });
});

test('cpuFreq() omits a CPU whose files are empty or have no frequency', () => {
  const host = hostWith({
    [`${all}/online`]: '0-2\n',
    ...policy('policy0', '0\n', ''),
    ...policy('policy1', '1\n', '0\n'),
    ...policy('policy2', '2\n', '100000\n', 'x\n', ''),
  });
  expect(cpuFreq({ host, percpu: true })).toEqual([{ current: 100, min: null, max: null }]);
});

test.for([
  ['x86', 'processor\t: 0\ncpu MHz\t\t: 2199.998\n\nprocessor\t: 1\ncpu MHz\t\t: 800.000\n', [2199.998, 800]],
  ['POWER', 'processor\t: 0\ncpu\t\t: POWER9\nclock\t\t: 3425.000000MHz\n', [3425]],
  [
    's390x',
    'processor 0: version = FF\n\ncpu number      : 0\ncpu MHz dynamic : 5200\ncpu MHz static  : 5000\n',
    [5200],
  ],
  ['ARM', 'processor\t: 0\nBogoMIPS\t: 50.00\n', []],
  ['an offline CPU', 'processor\t: 7\ncpu MHz\t\t: 2199.998\n', []],
  ['no frequency', 'processor\t: 0\ncpu MHz\t\t: 0.000\n', []],
  ['a frequency that is not a number', 'processor\t: 0\ncpu MHz\t\t: fast\n', []],
] as const)('cpuFreq() reads the frequencies in cpuinfo: %s', ([, cpuinfo, clocks]) => {
  const host = hostWith({ 'proc/cpuinfo': cpuinfo, [`${all}/online`]: '0-1\n' });
  expect(cpuFreq({ host, percpu: true })).toEqual(clocks.map((current) => ({ current, min: null, max: null })));
});

test('cpuFreq() is null, or an empty array, if no CPU reports its frequency', async () => {
  for (const host of [hostWith({ 'proc/cpuinfo': '' }), { proc: '/nowhere', sys: '/nowhere' }]) {
    expect(cpuFreq({ host })).toBeNull();
    expect(await cpuFreqAsync({ host, percpu: true })).toEqual([]);
  }
});

test('cpuFreq() ignores CPU numbers that exceed 31 bits', () => {
  const host = hostWith({
    'proc/cpuinfo': 'processor: 4294967299\ncpu MHz: 900\n',
    ...policy('policy0', '4294967296\n', '100000\n'),
  });
  expect(cpuFreq({ host, percpu: true })).toEqual([]);
});

test('cpuFreq() reads all CPUs if the online list is missing', () => {
  const host = hostWith({
    'proc/cpuinfo': 'processor: 3\ncpu MHz: 900\n',
    ...policy('policy0', '0 12\n', '100000\n'),
  });
  expect(cpuFreq({ host, percpu: true }).map(({ current }) => current)).toEqual([100, 900, 100]);
});
