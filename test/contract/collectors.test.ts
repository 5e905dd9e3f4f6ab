import { asyncExecutor, type CollectorName, syncExecutor } from '@psutil/native/internal/execution';
import { describe as declarations, processFields } from '@psutil/native/internal/records';
import { supports } from '@psutil/native/internal/supports';
import { expect, test } from 'vitest';
import { absentPid, collectorArguments, repeatableCollectors } from '../support/arguments.ts';
import { lackedByWine } from '../support/run.ts';
import { shapeOf, typeProblems } from '../support/shape.ts';

const declared = declarations();
const supported = repeatableCollectors();

type Collect = (name: CollectorName, ...args: unknown[]) => unknown;
const executors: readonly (readonly [name: string, collect: Collect])[] = [
  ['syncExecutor', syncExecutor.collect as Collect],
  ['asyncExecutor', asyncExecutor.collect as Collect],
];

const calls = supported.flatMap((name) =>
  executors.map(([executor, collect]) => [name as CollectorName, executor, collect] as const),
);

test.for(calls)('%s returns fields of the declared types through %s', async ([name, _executor, collect], context) => {
  context.skip(lackedByWine.includes(name), 'Wine lacks it');
  const returns = declared.collectors[name]?.returns;
  if (!returns) throw new Error(`${name} is not declared`);
  for (const args of collectorArguments(name))
    expect(typeProblems(await collect(name, ...args), returns, declared)).toEqual([]);
});

/** Reduces a table of processes to the row of this process, because other processes start and exit. */
const withoutOthers = (result: unknown) =>
  Array.isArray(result) && result.some((row) => row?.pid === process.pid)
    ? result.filter((row) => row.pid === process.pid)
    : result;

test.for(supported)('%s returns the same shape through both executors', async (name, context) => {
  context.skip(lackedByWine.includes(name), 'Wine lacks it');
  const collector = name as CollectorName;
  for (const args of collectorArguments(name)) {
    const shapes = await Promise.all(
      executors.map(async ([, collect]) => shapeOf(withoutOthers(await collect(collector, ...args)))),
    );
    expect(shapes[0]).toEqual(shapes[1]);
  }
});

test('processes returns a failure and no attributes for an absent process', () => {
  const bits = processFields.bits(processFields.names);
  const [row] = syncExecutor.collect('processes', undefined, bits, [absentPid, Number.NaN]);
  expect(row).toMatchObject({ pid: absentPid, info: {}, errors: [], failure: { kind: 'gone', pid: absentPid } });
});

test('processes returns exactly the requested attributes that the system supports', () => {
  const isSound = (name: string) => !lackedByWine.includes(`Process.${name}`);
  const read = (names: typeof processFields.names) => {
    const [row] = syncExecutor.collect('processes', undefined, processFields.bits(names), [process.pid, Number.NaN]);
    return Object.keys(row?.info ?? {}).filter(isSound);
  };
  const supportedNames = processFields.names.filter((name) => supports(`Process.${name}`)).filter(isSound);
  expect(supportedNames.length).toBeGreaterThan(0);
  expect(read(processFields.names)).toEqual(supportedNames);
  for (const name of supportedNames) expect(read([name])).toEqual([name]);
});

test('every record, enumeration, field and collector has a description that ends with a period', () => {
  const undocumented = (entries: object, path: string): string[] =>
    Object.entries(entries).flatMap(([name, { doc }]) => (doc?.endsWith('.') ? [] : [`${path}.${name}`]));
  const { records, enums, collectors } = declared;
  const fields = Object.entries(records).flatMap(([name, record]) => undocumented(record.fields, name));
  expect(Object.keys(collectors).length).toBeGreaterThan(0);
  expect([
    ...undocumented(records, ''),
    ...undocumented(enums, ''),
    ...undocumented(collectors, ''),
    ...fields,
  ]).toEqual([]);
});
