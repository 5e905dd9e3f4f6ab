import { pidExists } from '@psutil/process';
import * as sync from '@psutil/system';
import * as promises from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { failure } from '../support/outcome.ts';
import { needsSupport } from '../support/run.ts';

const forms = [
  ['synchronous', sync],
  ['promises', promises],
] as const;

test.for(forms)('%s: winServiceIter() returns each service as winServiceGet() does', async ([_, entry], context) => {
  needsSupport(context, 'winServiceIter');
  const services = await entry.winServiceIter();
  expect(services.length).toBeGreaterThan(0);
  expect(new Set(services.map(({ name }) => name)).size).toBe(services.length);
  // Other fields may change meanwhile, or be denied to this user.
  const readable = services.filter(({ binpath }) => binpath !== null);
  expect(readable.length).toBeGreaterThan(0);
  for (const { status: _status, pid: _pid, ...service } of readable)
    expect(await entry.winServiceGet(service.name)).toMatchObject(service);
});

test.for(forms)('%s: winServiceIter() returns the PIDs of running services only', async ([_, entry], context) => {
  needsSupport(context, 'winServiceIter');
  const services = await entry.winServiceIter();
  const running = services.filter(({ status }) => status === 'running');
  expect(running.length).toBeGreaterThan(0);
  expect(running.every(({ pid }) => pid !== null && pid > 0)).toBe(true);
  expect(services.filter(({ status, pid }) => status === 'stopped' && pid !== null)).toEqual([]);
});

test.for(forms)('%s: the process of a running service exists', async ([_, entry], context) => {
  needsSupport(context, 'winServiceIter');
  needsSupport(context, 'pidExists');
  const running = (await entry.winServiceIter()).filter(({ pid }) => pid !== null);
  expect(running.some(({ pid }) => pidExists(pid as number))).toBe(true);
});

test.for(forms)('%s: winServiceGet() throws ERR_NO_SUCH_SERVICE for an unknown name', async ([_, entry], context) => {
  needsSupport(context, 'winServiceGet');
  expect(await failure(() => entry.winServiceGet('no such "service"'))).toMatchObject({
    name: 'PsutilError',
    code: 'ERR_NO_SUCH_SERVICE',
    message: String.raw`no such service: "no such \"service\""`,
  });
  expect(await failure(() => entry.winServiceGet(''))).toMatchObject({ code: 'ERR_NO_SUCH_SERVICE' });
});

test.for(forms)('%s: winServiceGet() checks the name', async ([_, entry]) => {
  const call = entry.winServiceGet as (name?: unknown) => unknown;
  expect(await failure(() => call())).toMatchObject({
    name: 'TypeError',
    message: 'name must be a string, not undefined',
  });
  expect(await failure(() => call('a\0b'))).toMatchObject({ name: 'RangeError' });
});
