import { expect, test } from 'vitest';
import { tool } from '../support/run.ts';

test('the types of the packages accept valid uses and reject invalid ones', () => {
  expect(tool(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'test')).toBe('');
});
