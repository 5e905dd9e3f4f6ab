import { bootTime, users } from '@psutil/system';
import { expect, test } from 'vitest';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

// The kernel computes the boot time from the current time, so it may change by a second.
const tolerance = 1;

test('bootTime() agrees with uptime', (context) => {
  needs(context, 'uptime', '-s');
  const theirs = Date.parse(tool('env', 'TZ=UTC', 'uptime', '-s').trim().replace(' ', 'T').concat('Z')) / 1000;
  expect(Math.abs(bootTime() - theirs)).toBeLessThanOrEqual(tolerance);
});

test('bootTime() agrees with psutil', (context) => {
  needsPsutil(context);
  expect(Math.abs(bootTime() - psutil<number>('psutil.boot_time()'))).toBeLessThanOrEqual(tolerance);
});

test('users() equals psutil', (context) => {
  needsPsutil(context);
  const theirs = psutil<{ name: string; terminal: string | null; host: string | null; started: number; pid: number }[]>(
    '[u._asdict() for u in psutil.users()]',
  );
  const expected = theirs.map(({ host, ...rest }) => ({ ...rest, host: host || null }));
  expect(users()).toEqual(expected);
});

test('users() equals who', (context) => {
  needs(context, 'who');
  const theirs = tool('who')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/).slice(0, 2));
  expect(users().map(({ name, terminal }) => [name, terminal])).toEqual(theirs);
});
