import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as psutil from '@psutil/psutil';
import { beforeAll, describe, expect, test } from 'vitest';
import { cacheDirectory, codeIn, read, type Table, tablesOf } from '../support/markdown.ts';
import { tool } from '../support/run.ts';

const exported = Object.keys(psutil);
const pythonPage = 'docs/migrating-from-python-psutil.md';
const systeminformationPage = 'docs/migrating-from-systeminformation.md';
const smallPackagesPage = 'docs/migrating-from-small-packages.md';
const shellPage = 'docs/shell-equivalents.md';

/** Returns the code of a column, by its heading, in all tables of a page. */
const columnOf = (tables: readonly Table[], heading: string): string[][] =>
  tables.flatMap((table) => {
    const column = table.heading.indexOf(heading);
    return column < 0 ? [] : table.rows.map((row) => codeIn(row[column] ?? ''));
  });

const wordsOf = (code: readonly string[]) => new Set(code.flatMap((each) => each.match(/\w+/g) ?? []));

/** The headings of columns with expressions in JavaScript. */
const nodeHeadings = ['Node.js', 'Python and Node.js'];
const nodeCodeOf = (page: string) => nodeHeadings.flatMap((heading) => columnOf(tablesOf(page), heading)).flat();

describe('Python psutil', () => {
  const tables = tablesOf(pythonPage);
  const rows = tables.flatMap((table) => table.rows.map((row) => row.join(' | ')));

  /** Matches the code of a name. The tables contain `p.name()` for `Process.name`. */
  const codeOf = (name: string): RegExp => {
    const owner = /^(Process|WindowsService)\./.exec(name)?.[1] === 'WindowsService' ? 's' : 'p';
    const member = name.replace(/^\w+\./, '');
    return name.includes('.')
      ? new RegExp(`\\b(?:${owner}|Process)\\.${member}\\b`)
      : new RegExp(`(?<!p\\.)\\b${name}\\b`);
  };

  test('every name of its documentation is in the tables, with its arguments and fields', () => {
    const missing: string[] = [];
    for (const line of read('test/fixtures/python-psutil-names.txt').trim().split('\n')) {
      const [name = '', ...members] = line.split(' ');
      const code = rows.filter((row) => codeOf(name).test(row)).map(codeIn);
      if (code.length === 0) missing.push(name);
      const words = wordsOf(code.flat());
      missing.push(...members.filter((member) => !words.has(member)).map((member) => `${name}: ${member}`));
    }
    expect(missing).toEqual([]);
  });

  test('every export of @psutil/psutil is in the tables', () => {
    const words = wordsOf(nodeCodeOf(pythonPage));
    expect(exported.filter((name) => !words.has(name))).toEqual([]);
  });
});

test('docs/shell-equivalents.md contains every tool that psutil replaces', () => {
  const tools = 'ps top lsof netstat ifconfig who df kill free nice ionice iostat iotop uptime pidof tty taskset pmap';
  const words = wordsOf(columnOf(tablesOf(shellPage), 'command').flat());
  expect(tools.split(' ').filter((name) => !words.has(name))).toEqual([]);
});

test.for(read('test/fixtures/npm-package-names.txt').trim().split('\n'))(
  'every name of the package is in the tables: %s',
  (line) => {
    const [name = '', ...members] = line.split(' ');
    const tables = [systeminformationPage, smallPackagesPage].flatMap(tablesOf);
    const words = wordsOf(columnOf(tables, name).flat());
    expect(members.filter((member) => !words.has(member))).toEqual([]);
  },
);

/** The variables in the tables. */
const variables = `
  const pid = 1, id = 'id', port = 3000, name = 'name', path = '/', f = () => {};
  const gone: psutil.EndedProcess<psutil.Process>[] = [];`;

/** Returns a module with expressions, each in a function that is never called. */
function moduleOf(code: readonly string[], specifier: string): string {
  const names = exported.filter((name) => code.some((each) => new RegExp(`(?<![.'])\\b${name}\\b`).test(each)));
  const functions = code.map((each, index) => {
    const statement = /^(const|for|if) /.test(each) ? `${each};` : `(${each});`;
    return `async function f${index}(p: Process, q: Popen, procs: Process[], sampler: Sampler) {\n${statement}\n}`;
  });
  return [
    `import type * as psutil from '${specifier}';`,
    `import { ${[...new Set([...names, 'Process', 'Popen'])].join(', ')} } from '${specifier}';`,
    'type Sampler = ReturnType<typeof psutil.createProcessSampler>;',
    variables,
    ...functions,
    '',
  ].join('\n');
}

/** Returns a module that names each field of a type of the page about Python. */
function fieldsModule(): string {
  const types = tablesOf(pythonPage).filter(({ heading }) => heading.at(-1) === 'Type in Node.js');
  const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  const lines = types.flatMap(({ rows }) =>
    rows.flatMap(([, fields = '', type = '']) => {
      const [name, specifier = '@psutil/psutil'] = codeIn(type);
      const names = codeIn(fields).map((field) => camelCase(field.replace(/^s\.|\(\)$/g, '')));
      return names.map((field) => `import('${specifier}').${name}['${field}'],`);
    }),
  );
  expect(lines.length).toBeGreaterThan(100);
  return `export type Fields = [\n${lines.join('\n')}\n];\n`;
}

describe('the code in the tables', () => {
  const directory = cacheDirectory();
  let output = '';

  beforeAll(() => {
    const code = [pythonPage, systeminformationPage, smallPackagesPage, shellPage].flatMap(nodeCodeOf);
    expect(code.length).toBeGreaterThan(200);
    const isPromise = (each: string) => /\bawait (?!waitProcs|killTree|\w+\.wait|\w+\.communicate)/.test(each);
    writeFileSync(
      join(directory(), 'sync.mts'),
      moduleOf(
        code.filter((each) => !isPromise(each)),
        '@psutil/psutil',
      ),
    );
    writeFileSync(join(directory(), 'async.mts'), moduleOf(code.filter(isPromise), '@psutil/psutil/promises'));
    writeFileSync(join(directory(), 'fields.mts'), fieldsModule());
    const options = '--ignoreConfig --module nodenext --target es2023 --strict --skipLibCheck --noEmit --types node';
    const files = ['sync', 'async', 'fields'].map((name) => join(directory(), `${name}.mts`));
    try {
      tool(process.execPath, 'node_modules/typescript/bin/tsc', ...options.split(' '), ...files);
    } catch (error) {
      output = (error as { stdout: string }).stdout;
    }
  });

  test('names only what the packages export, with arguments of the right types', () => {
    expect(output).toBe('');
  });
});
