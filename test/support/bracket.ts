import { expect } from 'vitest';

/** Checks that a counter lies between two reads of a reference, one before and one after it. */
export function expectBracketed(reference: () => number, actual: () => number, slack = 0): void {
  const before = reference();
  const value = actual();
  const after = reference();
  expect(value).toBeGreaterThanOrEqual(before - slack);
  expect(value).toBeLessThanOrEqual(after + slack);
}

/** Checks that a gauge is near a reference: within a share of it, or within an absolute tolerance, `floor`. */
export async function expectNear(
  reference: () => number,
  actual: () => number,
  { share, floor }: { readonly share: number; readonly floor: number },
): Promise<void> {
  await expect
    .poll(() => Math.abs(actual() - reference()) - Math.max(floor, share * reference()), { timeout: 20_000 })
    .toBeLessThanOrEqual(0);
}
