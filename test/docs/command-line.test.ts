import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { needsShell, root } from '../support/run.ts';

const page = readFileSync(join(root, 'docs/graphql.md'), 'utf8');
const blocksOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => String(code));

test('docs/graphql.md: the commands of "Command line" print responses and schemas', (context) => {
  needsShell(context);
  const directory = temporaryDirectory();
  const [examples = '', section = ''] = page.split('## Command line\n');
  writeFileSync(join(directory, 'top.graphql'), blocksOf(examples, 'graphql')[0] ?? '');
  const cli = join(root, 'packages/graphql/dist/cli.js');
  writeFileSync(join(directory, 'npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${cli}' "$@"\n`, {
    mode: 0o755,
  });
  const env = { ...process.env, PATH: [directory, process.env['PATH']].join(delimiter) };
  const run = (commands: string) => execFileSync('sh', ['-ec', commands], { cwd: directory, env, encoding: 'utf8' });
  const [queries = '', subscription = '', schemas = ''] = blocksOf(section, 'sh');
  const fields = queries
    .trim()
    .split('\n')
    .map((command) => Object.keys(JSON.parse(run(command)).data));
  expect(fields).toEqual([['processes'], ['process'], ['cpu']]);
  const events = run(subscription)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events).toEqual(Array(2).fill({ data: { memory: { percent: expect.any(Number) } } }));
  run(schemas);
  const read = (name: string) => readFileSync(join(directory, name), 'utf8');
  expect(read('schema.graphql')).toBe(readFileSync(join(root, 'packages/graphql/schema.graphql'), 'utf8'));
  expect(read('readonly.graphql')).not.toMatch(/mutation/i);
});
