import { bootTime, users } from '@psutil/system';
import { expect, test } from 'vitest';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

// The kernel takes the boot time from the clock each time, so that it may move by a second.
const second = 1;

test('bootTime is what uptime says', (context) => {
  needs(context, 'uptime', '-s');
  const said = Date.parse(tool('env', 'TZ=UTC', 'uptime', '-s').trim().replace(' ', 'T').concat('Z')) / 1000;
  expect(Math.abs(bootTime() - said)).toBeLessThanOrEqual(second);
});

test('bootTime is that of psutil', (context) => {
  needsPsutil(context);
  expect(Math.abs(bootTime() - psutil<number>('psutil.boot_time()'))).toBeLessThanOrEqual(second);
});

test('users are those of psutil', (context) => {
  needsPsutil(context);
  const theirs = psutil<{ name: string; terminal: string | null; host: string | null; started: number; pid: number }[]>(
    '[u._asdict() for u in psutil.users()]',
  );
  const alike = theirs.map(({ host, ...rest }) => ({ ...rest, host: host || null }));
  expect(users()).toEqual(alike);
});

test('users are those of who', (context) => {
  needs(context, 'who');
  const theirs = tool('who')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/).slice(0, 2));
  expect(users().map(({ name, terminal }) => [name, terminal])).toEqual(theirs);
});
