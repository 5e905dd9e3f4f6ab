import { readdirSync } from 'node:fs';
import { LINUX } from '@psutil/psutil';
import { expect, test } from 'vitest';
import { examplesDirectory } from '../support/examples.ts';
import { tool } from '../support/run.ts';
import { control } from './examples/control.ts';
import { devices } from './examples/devices.ts';
import { embed } from './examples/embed.ts';
import { machine } from './examples/machine.ts';
import { opened } from './examples/opened.ts';
import { processes } from './examples/processes.ts';

const examples = readdirSync(examplesDirectory).filter((name) => name.endsWith('.js'));
const checks = { ...machine, ...devices, ...processes, ...opened, ...control, ...embed };

test('every example has a test', () => {
  expect(Object.keys(checks).sort()).toEqual(examples.sort());
});

test('the examples pass the type check', () => {
  expect(() => tool(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'docs/examples')).not.toThrow();
});

for (const name of examples) {
  for (const [expectation, check] of Object.entries(checks[name] ?? {})) {
    test(`${name} ${expectation}`, (context) => {
      context.skip(!LINUX, 'the examples are compared with the tools and pseudo files of Linux');
      return check(context);
    });
  }
}
