import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { consumers, needsConsumers } from '../support/consumers.ts';
import { root } from '../support/run.ts';

/** The findings of the linter that are not followed, with their reasons. */
const explained = [
  // The process group of POSIX, getpgid(2).
  ['@graphql-eslint/no-typename-prefix', 'Field "processGroup" starts with the name of the parent type "Process"'],
  // The list of the disks, as `nics` of `Net` is that of the network interfaces.
  ['@graphql-eslint/no-typename-prefix', 'Field "disks" starts with the name of the parent type "Disks"'],
];

/** Returns the findings of graphql-eslint in a schema. */
function lint(edit?: (schema: string) => string): [string, string][] {
  const project = mkdtempSync(join(consumers, 'eslint-'));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  cpSync(join(root, 'test/package/consumers/eslint.config.mjs'), join(project, 'eslint.config.mjs'));
  const schema = readFileSync(join(root, 'packages/graphql/schema.graphql'), 'utf8');
  writeFileSync(join(project, 'schema.graphql'), edit?.(schema) ?? schema);
  const params = [join(consumers, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', 'schema.graphql'];
  const { stdout, stderr } = spawnSync(process.execPath, params, { cwd: project, encoding: 'utf8' });
  expect(stderr).toBe('');
  const [{ messages }] = JSON.parse(stdout);
  return messages.map((finding: { ruleId: string; message: string }) => [finding.ruleId, finding.message]);
}

test('graphql-eslint finds nothing in the schema, except the explained findings', (context) => {
  needsConsumers(context);
  expect(lint()).toEqual(explained);
});

test('graphql-eslint finds an object with an ID that is not an ID', (context) => {
  needsConsumers(context);
  const findings = lint((schema) => schema.replace(/(?<=^type User[^}]*?) id: ID!$/ms, ' id: Int!'));
  expect(findings).toContainEqual(['@graphql-eslint/strict-id-in-types', expect.stringContaining('"User"')]);
});
