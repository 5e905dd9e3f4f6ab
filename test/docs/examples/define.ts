import { LINUX } from '@psutil/psutil';
import { test } from 'vitest';
import type { Checks } from '../../support/examples.ts';

/** Defines the tests of examples. */
export function defineTests(examples: Readonly<Record<string, Checks>>): void {
  for (const [name, checks] of Object.entries(examples)) {
    for (const [expectation, check] of Object.entries(checks)) {
      test(`${name} ${expectation}`, (context) => {
        context.skip(!LINUX, 'the examples are compared with the tools and pseudo files of Linux');
        return check(context);
      });
    }
  }
}
