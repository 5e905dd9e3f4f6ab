import { expect, test } from 'vitest';
import { tool } from '../support/run.ts';

test('the types allow what they should and refuse what they should not', () => {
  expect(tool(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'test')).toBe('');
});
