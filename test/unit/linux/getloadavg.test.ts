import { getloadavg } from '@psutil/cpu';
import { getloadavg as getloadavgAsync } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

test('getloadavg() returns the averages of 1, 5 and 15 minutes, sync and async', async () => {
  const host = hostWith({ 'proc/loadavg': '0.47 12.05 3.00 2/345 6789\n' });
  expect(getloadavg({ host })).toEqual([0.47, 12.05, 3]);
  expect(await getloadavgAsync({ host })).toEqual([0.47, 12.05, 3]);
});

test.for([
  ['0.1 0.29 1234.57', [0.1, 0.29, 1234.57]],
  ['7 8 9', [7, 8, 9]],
  ['0.123456789123 9007199254740992.5 1.', [0.123456789, 9007199254740992, 1]],
] as const)('getloadavg() parses the decimals of %j exactly', ([text, averages]) => {
  expect(getloadavg({ host: hostWith({ 'proc/loadavg': text }) })).toEqual(averages);
});

test.for([
  '',
  '\n',
  '0.47 0.39\n',
  '0.47 x 0.23\n',
  '-0.1 0 0\n',
  '.5 0 0',
  '0.1e3 0 0',
  '0.1.2 0 0',
  '0.1234567891x 0 0',
])('getloadavg() throws ERR_MALFORMED_FILE for a loadavg of %j', async (text) => {
  const host = hostWith({ 'proc/loadavg': text });
  const error = malformed(`${host.proc}/loadavg`, 1);
  expect(thrownBy(() => getloadavg({ host }))).toEqual(error);
  expect(await rejectedBy(getloadavgAsync({ host }))).toEqual(error);
});

test('getloadavg() throws the system error if loadavg is missing', () => {
  expect(thrownBy(() => getloadavg({ host: { proc: '/nowhere' } }))).toEqual(missing('open', '/nowhere/loadavg'));
});
