import { expect, test } from 'vitest';
import { script } from '../../support/run.ts';
import { needsStrace, traceScript } from '../../support/strace.ts';

/** Returns the files that the import of a module opens, without those that do not exist. */
async function filesOpenedBy(name: string): Promise<string[]> {
  const { calls } = await traceScript(`import ${JSON.stringify(name)};\nprint(null);`, 'openat');
  return calls
    .filter((call) => !call.includes('ENOENT'))
    .flatMap((call) => /^openat\([^"]*"(?<path>[^"]*)"/.exec(call)?.groups?.['path'] ?? []);
}

const isModule = (path: string) => /\/packages\/\w+\/dist\/.*\.js$/.test(path);
// malloc(3) of glibc reads /proc/sys/vm/overcommit_memory when it returns memory.
const isPseudoFile = (path: string) => /^\/(proc(?!\/sys\/vm)|sys|run)\//.test(path);

/** The first calls of cpuPercent() and cpuTimesPercent() compare with the times of the import. */
test.for([
  ['@psutil/memory', 3, []],
  ['@psutil/psutil', 18, ['/proc/stat']],
] as const)('import of %s loads at most %i modules and reads %j', async ([name, modules, pseudoFiles], context) => {
  needsStrace(context);
  const opened = await filesOpenedBy(name);
  const withoutImport = await filesOpenedBy('node:fs');
  expect(new Set(opened.filter(isModule)).size).toBeLessThanOrEqual(modules);
  const added = opened.filter(isPseudoFile).filter((path) => !withoutImport.includes(path));
  expect(added).toEqual(pseudoFiles);
});

/** Compiled by Node.js only when a program imports them. */
const lazyBuiltins = ['child_process', 'timers/promises', 'net', 'stream'];

test('import of @psutil/psutil loads no module of Node.js that only some functions need', async () => {
  const code = (name: string) => `await import(${JSON.stringify(name)});\nprint(process.moduleLoadList);`;
  const loaded = await script<string[]>(code('@psutil/psutil'));
  const before = await script<string[]>(code('node:fs'));
  const added = loaded.filter((each) => !before.includes(each));
  for (const name of lazyBuiltins) expect(added).not.toContain(`NativeModule ${name}`);
  expect(await script<string[]>(code('node:child_process'))).toContain('NativeModule child_process');
});
