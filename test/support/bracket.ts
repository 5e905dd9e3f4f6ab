import { expect } from 'vitest';

/** Expects a counter to lie between two readings of a reference, one before and one after. */
export function expectBracketed(reference: () => number, ours: () => number, slack = 0): void {
  const before = reference();
  const value = ours();
  const after = reference();
  expect(value).toBeGreaterThanOrEqual(before - slack);
  expect(value).toBeLessThanOrEqual(after + slack);
}

/** Expects a gauge to be near a reference: within a share of it, and a floor below which nothing is compared. */
export async function expectNear(
  reference: () => number,
  ours: () => number,
  { share, floor }: { readonly share: number; readonly floor: number },
): Promise<void> {
  await expect
    .poll(() => Math.abs(ours() - reference()) - Math.max(floor, share * reference()), { timeout: 20_000 })
    .toBeLessThanOrEqual(0);
}
