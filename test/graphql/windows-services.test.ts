import { supports } from '@psutil/native';
import { winServiceIter } from '@psutil/system';
import { expect, test } from 'vitest';
import { needsSupport, runQuery } from '../support/graph.ts';

test('windowsServices returns the services with a status', async (context) => {
  needsSupport(context, 'winServiceIter');
  const query = '{ all: windowsServices { name status } running: windowsServices(status: RUNNING) { name status } }';
  const { data, errors } = await runQuery<Record<'all' | 'running', { name: string; status: string }[]>>(query);
  expect(errors).toBeUndefined();
  expect(data?.all.map(({ name }) => name).sort()).toEqual(
    winServiceIter()
      .map(({ name }) => name)
      .sort(),
  );
  expect(data?.running.length).toBeGreaterThan(0);
  expect(new Set(data?.running.map(({ status }) => status))).toEqual(new Set(['RUNNING']));
});

test('windowsService returns one service with its process, and null for an unknown name', async (context) => {
  needsSupport(context, 'winServiceIter');
  needsSupport(context, 'Process');
  const running = winServiceIter().find(({ status }) => status === 'running');
  const query = `query ($name: String!) {
    service: windowsService(name: $name) { name binpath username startType delayedStart description pid process { pid } }
    absent: windowsService(name: "no such service") { name }
  }`;
  const { data, errors } = await runQuery(query, { name: running?.name });
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    service: { name: running?.name, pid: running?.pid, process: { pid: running?.pid } },
    absent: null,
  });
});

test('windowsServices and windowsService are null with an error on a system without services', async (context) => {
  context.skip(supports('winServiceIter'), 'this system has services');
  const { data, errors } = await runQuery('{ windowsServices { name } windowsService(name: "Spooler") { name } }');
  expect(data).toEqual({ windowsServices: null, windowsService: null });
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['NOT_SUPPORTED', 'NOT_SUPPORTED']);
});
