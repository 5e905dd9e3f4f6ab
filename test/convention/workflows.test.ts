import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/run.ts';

const directory = join(root, '.github/workflows');
const workflows = readdirSync(directory);
const read = (name: string) => readFileSync(join(directory, name), 'utf8');

/** Returns the text of each job of a workflow. */
function jobsOf(workflow: string): Record<string, string> {
  const [, jobs = ''] = read(workflow).split(/^jobs:\n/m);
  const parts = jobs.split(/^ {2}([\w-]+):\n/m).slice(1);
  return Object.fromEntries(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : [])));
}

const jobs = workflows.flatMap((workflow) =>
  Object.entries(jobsOf(workflow)).map(([name, text]) => ({ id: `${workflow}: ${name}`, text })),
);

test('actionlint finds no defect in the workflows', (context) => {
  const actionlint = join(root, '.cache/bin/actionlint');
  context.skip(!existsSync(actionlint), 'actionlint is not in .cache/bin, into which .ci/run installs it');
  expect(execFileSync(actionlint, ['-no-color'], { cwd: root, encoding: 'utf8' })).toBe('');
});

test.for(workflows)('%s uses no secret, and only published versions of actions', (workflow) => {
  const text = read(workflow);
  expect(text).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
  expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
  for (const [, action = ''] of text.matchAll(/uses: (\S+)/g)) {
    expect(action).toMatch(/^(\.\/\.github\/workflows\/\w+\.yml|[\w-]+\/[\w-]+@v\d+)$/);
  }
});

test('only the jobs that publish have an ID token, and they install and restore nothing', () => {
  const withToken = jobs.filter(({ text }) => text.includes('id-token: write'));
  expect(withToken.map(({ id }) => id)).toEqual(['docs.yml: deploy', 'release.yml: publish']);
  for (const { text } of withToken) expect(text).not.toMatch(/npm (ci|install|run)|cache: npm|actions\/cache/);
});

test('every job has a time limit', () => {
  const withoutLimit = jobs.filter(({ text }) => !/^ {4}(timeout-minutes|uses): /m.test(text));
  expect(withoutLimit).toEqual([]);
  expect(jobs.length).toBeGreaterThan(5);
});
