import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { machinePage, panelOf } from '../support/ui-page.ts';

const overflow = (page: Page) =>
  page.evaluate(`[document.documentElement, ...document.querySelectorAll('.grid, .panel, .scrolls, .chart, .top')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.className + ' ' + element.scrollWidth + ' > ' + element.clientWidth)`);

const sizes = [
  [360, 740],
  [768, 1024],
  [1024, 600],
  [1440, 900],
  [2560, 1440],
] as const;

test.for(sizes)(
  'nothing is wider than its place on %d × %d pixels, with the panel or without',
  async ([width, height], context) => {
    const { page } = await machinePage(context, { viewport: { width, height }, hasTouch: width < 500 });
    await page.locator('[data-chart=memory] data').first().waitFor();
    expect(await overflow(page)).toEqual([]);
    await panelOf(page, process.pid);
    expect(await overflow(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await page.locator('.panel').count()).toBe(0);
  },
);

test('on a phone the panel covers the page and takes the focus', async (context) => {
  const { page } = await machinePage(context, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const panel = await panelOf(page, process.pid);
  expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  await expect.poll(() => page.evaluate('document.activeElement.id'), { timeout: 20_000 }).toBe('panel-title');
});

/** The contrast of two colours, as WCAG 2 counts it. */
const contrast = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const probe = document.body.appendChild(document.createElement('i'));
  const of = (name) => {
    probe.style.color = 'var(--' + name + ')';
    return luminance(getComputedStyle(probe).color);
  };
  return (a, b) => (Math.max(of(a), of(b)) + 0.05) / (Math.min(of(a), of(b)) + 0.05);
})()`;

test.for(['light', 'dark'] as const)('what is written can be read in %s', async (colorScheme, context) => {
  const { page } = await machinePage(context, { colorScheme });
  const pairs = ['text', 'muted', 'warning'].flatMap((colour) =>
    ['ground', 'surface', 'hover', 'chosen'].map((ground) => [colour, ground]),
  );
  const contrasts = (await page.evaluate(
    `(() => { const contrast = ${contrast}; return ${JSON.stringify(pairs)}.map(([a, b]) => [a, b, contrast(a, b)]); })()`,
  )) as [string, string, number][];
  expect(contrasts.filter(([, , value]) => !(value >= 4.5))).toEqual([]);
  const lines = (await page.evaluate(
    `(() => { const contrast = ${contrast}; return ['blue', 'teal', 'orange'].map((a) => contrast(a, 'surface')); })()`,
  )) as number[];
  expect(Math.min(...lines)).toBeGreaterThanOrEqual(3);
});

test('light and dark can be chosen, and are kept', async (context) => {
  const { page } = await machinePage(context, { colorScheme: 'light' });
  const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
  const light = await ground();
  const button = page.locator('[data-action=theme]');
  await button.click();
  await button.click();
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await ground()).toBe(dark);
  await button.click();
  expect(await ground()).toBe(light);
});
