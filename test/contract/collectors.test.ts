import {
  asyncExecutor,
  type CollectorName,
  describe as declarations,
  processFields,
  syncExecutor,
} from '@psutil/native/collect';
import { expect, test } from 'vitest';
import { absentPid, argumentsOf, endsProcess } from '../support/arguments.ts';
import { shapeOf, typeProblems } from '../support/shape.ts';

const declared = declarations();
const supported = Object.keys(declared.collectors).filter(
  (name) => declared.collectors[name]?.supported && !endsProcess.includes(name),
);

type Call = (name: CollectorName, ...args: unknown[]) => unknown;
const ways: readonly (readonly [string, Call])[] = [
  ['at once', syncExecutor.collect as Call],
  ['on the thread pool', asyncExecutor.collect as Call],
];

const calls = supported.flatMap((name) => ways.map(([way, call]) => [name as CollectorName, way, call] as const));

test.each(calls)('every field of what %s answers %s is of its declared type', async (name, _way, call) => {
  const returns = declared.collectors[name]?.returns;
  if (!returns) throw new Error(`${name} is not declared`);
  for (const args of argumentsOf(name)) expect(typeProblems(await call(name, ...args), returns, declared)).toEqual([]);
});

/** Of a table of processes, this one's row, as others come and go. */
const settled = (answer: unknown) =>
  Array.isArray(answer) && answer.some((row) => row?.pid === process.pid)
    ? answer.filter((row) => row.pid === process.pid)
    : answer;

test.each(supported)('%s answers with the same shape at once and on the thread pool', async (name) => {
  const collector = name as CollectorName;
  for (const args of argumentsOf(name)) {
    const shapes = await Promise.all(ways.map(async ([, call]) => shapeOf(settled(await call(collector, ...args)))));
    expect(shapes[0]).toEqual(shapes[1]);
  }
});

test('the row of an absent process says why and has nothing else', () => {
  const bits = processFields.bits(processFields.names);
  const [row] = syncExecutor.collect('processes', undefined, bits, [absentPid, Number.NaN]);
  expect(row).toMatchObject({ pid: absentPid, info: {}, errors: [], failure: { kind: 'gone', pid: absentPid } });
});

test('the row of this process has every attribute that was asked and none else', () => {
  const supportedNames = processFields.names.filter((name) => supports(name));
  const ask = (names: typeof processFields.names) =>
    Object.keys(
      syncExecutor.collect('processes', undefined, processFields.bits(names), [process.pid, Number.NaN])[0]?.info ?? {},
    );
  expect(ask(processFields.names)).toEqual(processFields.names);
  for (const name of processFields.names) expect(ask([name])).toEqual([name]);
});

test('every record, enumeration, field and collector has a documentation', () => {
  const documented = (entries: object, path: string): string[] =>
    Object.entries(entries).flatMap(([name, { doc }]) => (doc?.endsWith('.') ? [] : [`${path}.${name}`]));
  const { records, enums, collectors } = declared;
  const fields = Object.entries(records).flatMap(([name, record]) => documented(record.fields, name));
  expect(Object.keys(collectors).length).toBeGreaterThan(0);
  expect([...documented(records, ''), ...documented(enums, ''), ...documented(collectors, ''), ...fields]).toEqual([]);
});
