import { type AttributeName, attributeNames, Process, processIter } from '@psutil/process';
import { Process as AsyncProcess, processIter as processIterAsync } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { booted, hostOf } from './process-files.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

const prog = {
  comm: 'prog',
  ppid: 6,
  utime: 100,
  threads: 2,
  status: 'Uid:\t1000\t0\t0\t0\n',
  statm: '5 4 3 2 0 1 0\n',
  cmdline: 'prog\0-x\0',
  exe: { to: '/usr/bin/prog' },
};

const everything = {
  pid: 7,
  createTime: booted + 5,
  ppid: 6,
  name: 'prog',
  exe: '/usr/bin/prog',
  cmdline: ['prog', '-x'],
  status: 'sleeping',
  username: '1000',
  cpuTimes: { user: 1, system: 0, childrenUser: 0, childrenSystem: 0, iowait: 0 },
  memoryInfo: { rss: 16_384, vms: 20_480, shared: 12_288, text: 8192, data: 4096 },
  numThreads: 2,
};

test('asDict without names has every attribute, in both forms', async () => {
  const host = hostOf({ 7: prog });
  expect(new Process(7, { host }).asDict()).toEqual(everything);
  expect(await new AsyncProcess(7, { host }).asDict()).toEqual(everything);
  expect(Object.keys(everything)).toEqual(attributeNames);
});

test('asDict has the attributes that were asked, in that order, each once', () => {
  const process = new Process(7, { host: hostOf({ 7: prog }) });
  const some = process.asDict({ attrs: ['status', 'pid', 'name', 'status'] });
  expect(Object.entries(some)).toEqual([
    ['status', 'sleeping'],
    ['pid', 7],
    ['name', 'prog'],
  ]);
  expect(process.asDict({ attrs: [] })).toEqual({});
});

test.for(attributeNames)('%s alone is what asDict and the method of that name say', (name) => {
  const process = new Process(7, { host: hostOf({ 7: prog }) });
  expect(process.asDict({ attrs: [name] })).toEqual({ [name]: everything[name] });
  const method: unknown = process[name];
  expect(typeof method === 'function' ? method.call(process) : method).toEqual(everything[name]);
});

test('a file is read only for an attribute that needs it', () => {
  const host = hostOf({ 7: {} });
  const attrs = ['pid', 'ppid', 'name', 'status', 'cpuTimes', 'numThreads', 'createTime'] as const;
  expect(new Process(7, { host }).asDict({ attrs })).toMatchObject({ name: 'prog' });
  expect(() => new Process(7, { host }).asDict({ attrs: ['name', 'username'] })).toThrow(`${host.proc}/7/status`);
});

test('asDict lets out what is no refusal', async () => {
  const host = hostOf({ 7: { ...prog, statm: 'x' }, 8: { status: 'Uid:\t1\n' } });
  const process = new Process(7, { host });
  expect(thrownBy(() => process.asDict())).toMatchObject({ code: 'ERR_MALFORMED_FILE', pid: 7 });
  const error = { ...missing('open', `${host.proc}/8/statm`), pid: 8 };
  expect(await rejectedBy(new AsyncProcess(8, { host }).asDict({ attrs: ['memoryInfo'] }))).toEqual(error);
});

const machine = () =>
  hostOf({ 10: { comm: 'ten' }, 2: { comm: 'two' }, 9: { comm: 'nine' }, 100: { comm: 'hundred' } });

test('processIter goes through the processes by pid, in both forms', async () => {
  const host = machine();
  expect([...processIter({ host })].map(({ pid }) => pid)).toEqual([2, 9, 10, 100]);
  const found: [number, string][] = [];
  for await (const process of processIter({ host })) found.push([process.pid, process.name()]);
  for await (const process of processIterAsync({ host })) found.push([process.pid, await process.name()]);
  const all = [
    [2, 'two'],
    [9, 'nine'],
    [10, 'ten'],
    [100, 'hundred'],
  ];
  expect(found).toEqual([...all, ...all]);
});

test('processIter with attributes reads them in one pass', () => {
  const listed = [...processIter({ host: machine(), attrs: ['name', 'pid'] })];
  expect(listed.map(({ info }) => info)).toEqual([
    { name: 'two', pid: 2 },
    { name: 'nine', pid: 9 },
    { name: 'ten', pid: 10 },
    { name: 'hundred', pid: 100 },
  ]);
  expect(listed[0]?.name()).toBe('two');
});

test('processIter leaves out a process that ends during the pass, and what is no process', () => {
  const host = hostOf({ 7: {} }, { 'proc/8/status': '', 'proc/9x/stat': '', 'proc/self/stat': '', 'proc/-1/stat': '' });
  expect([...processIter({ host, attrs: ['name'] })].map(({ pid }) => pid)).toEqual([7]);
});

test('processIter lets out what is not the end of a process', () => {
  const host = hostOf({ 7: {}, 8: { stat: '8 (broken) S x\n' } });
  expect(thrownBy(() => [...processIter({ host })])).toEqual(malformed(`${host.proc}/8/stat`, 1, 8));
});

test.for([
  ['nope', 'a process has no attribute "nope"'],
  ['__proto__', 'a process has no attribute "__proto__"'],
  ['constructor', 'a process has no attribute "constructor"'],
  ['children', 'a process has no attribute "children"'],
  ['', 'a process has no attribute ""'],
  [7, 'attrs must be names of attributes, not of type number'],
  [7n, 'attrs must be names of attributes, not of type bigint'],
  [Symbol.iterator, 'attrs must be names of attributes, not of type symbol'],
  [null, 'attrs must be names of attributes, not of type object'],
  [undefined, 'attrs must be names of attributes, not of type undefined'],
] as const)('%o is no attribute', async ([name, message]) => {
  const attrs = ['name', name] as unknown as AttributeName[];
  const host = hostOf({ 7: prog });
  const error = { name: 'TypeError', message };
  expect(thrownBy(() => new Process(7, { host }).asDict({ attrs }))).toEqual(error);
  expect(await rejectedBy(new AsyncProcess(7, { host }).asDict({ attrs }))).toEqual(error);
  expect(thrownBy(() => processIter({ host, attrs }))).toEqual(error);
  expect(thrownBy(() => processIterAsync({ host, attrs }))).toEqual(error);
});

test.for(['name', { 0: 'name', length: 1 }, 7, true, new Set(['name'])])('%o is no list of attributes', (attrs) => {
  const options = { attrs: attrs as unknown as AttributeName[], host: hostOf({ 7: prog }) };
  const error = { name: 'TypeError', message: 'attrs must be an array of names of attributes' };
  expect(thrownBy(() => new Process(7, options).asDict(options))).toEqual(error);
  expect(thrownBy(() => processIter(options))).toEqual(error);
});
