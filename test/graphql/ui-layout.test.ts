import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { fakeProcesses, openPanel, openUi } from '../support/ui.ts';

/** Returns the elements whose content is wider than they are. */
const horizontalOverflow = (page: Page) =>
  page.evaluate(`[document.documentElement, ...document.querySelectorAll('.table, .panel, .panel-body, .chart, .header')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.className + ' ' + element.scrollWidth + ' > ' + element.clientWidth)`);

const viewports = [
  [360, 740],
  [768, 1024],
  [1024, 600],
  [1440, 900],
  [2560, 1440],
] as const;

test.for(viewports)(
  'nothing overflows horizontally at %d × %d pixels, with or without the panel',
  async ([width, height], context) => {
    const { page } = await openUi(context, { viewport: { width, height }, hasTouch: width < 500 });
    await page.locator('[data-chart=memory] data').first().waitFor();
    expect(await horizontalOverflow(page)).toEqual([]);
    await openPanel(page, process.pid);
    expect(await horizontalOverflow(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await page.locator('.panel').count()).toBe(0);
  },
);

test.for([
  [390, 844],
  [1280, 800],
] as const)('hostile text does not break the layout at %d × %d pixels', async ([width, height], context) => {
  const { page, violations } = await openUi(context, {
    viewport: { width, height },
    settings: 'view=tree&columns=pid,user,cpu,command',
  });
  const hostile = `\u202e\u0007\n<img src=x onerror=alert(1)>${'x'.repeat(5000)}`;
  const text = { name: hostile, username: hostile, cmdline: [hostile], container: hostile };
  await fakeProcesses(page, [
    { pid: 1, ppid: 0, cpuPercent: 1, ...text },
    { pid: 2, ppid: 1, cpuPercent: 1e9, ...text },
  ]);
  const rowHeights = () =>
    page.locator('.table-body .row').evaluateAll((rows) => rows.map((row) => Math.round(row.clientHeight)));
  const [rowHeight] = await rowHeights();
  for (const view of ['User', 'Program', 'List', 'Tree']) {
    await page.locator('.view-switch').getByRole('button', { name: view }).click();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    expect(new Set(await rowHeights())).toEqual(new Set([rowHeight]));
    const cells = await page
      .locator('.table-body .cell')
      .evaluateAll((all) =>
        all.filter((cell) => cell.scrollHeight > cell.clientHeight + 1).map(({ className }) => className),
      );
    expect(cells).toEqual([]);
  }
  expect(await page.locator('main img').count()).toBe(0);
  expect(await page.locator('.table').innerHTML()).not.toContain('\u202e');
  expect(violations).toEqual([]);
});

test('the panel covers the page and takes the focus on a phone', async (context) => {
  const { page } = await openUi(context, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const panel = await openPanel(page, process.pid);
  expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  await expect.poll(() => page.evaluate('document.activeElement.id'), { timeout: 20_000 }).toBe('panel-title');
});

/** A function that returns the contrast ratio of two colors: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
const contrastRatio = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const probe = document.body.appendChild(document.createElement('i'));
  const luminanceOf = (name) => {
    probe.style.color = 'var(--' + name + ')';
    return luminance(getComputedStyle(probe).color);
  };
  return (a, b) => {
    const [low, high] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
})()`;

test.for(['light', 'dark'] as const)(
  'the %s theme meets the contrast ratios of WCAG 2',
  async (colorScheme, context) => {
    const { page } = await openUi(context, { colorScheme });
    const pairs = ['text', 'muted', 'warning'].flatMap((color) =>
      ['background', 'surface', 'hover', 'selected'].map((background) => [color, background]),
    );
    const ratios = (await page.evaluate(
      `(() => { const ratio = ${contrastRatio}; return ${JSON.stringify(pairs)}.map(([a, b]) => [a, b, ratio(a, b)]); })()`,
    )) as [string, string, number][];
    expect(ratios.filter(([, , ratio]) => !(ratio >= 4.5))).toEqual([]);
    const seriesRatios = (await page.evaluate(
      `(() => { const ratio = ${contrastRatio}; return ['blue', 'teal', 'orange'].map((a) => ratio(a, 'surface')); })()`,
    )) as number[];
    expect(Math.min(...seriesRatios)).toBeGreaterThanOrEqual(3);
  },
);

test('the theme button switches between light and dark, and the choice survives a reload', async (context) => {
  const { page } = await openUi(context, { colorScheme: 'light' });
  const background = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
  const light = await background();
  const button = page.locator('[data-action=theme]');
  await button.click();
  await button.click();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await background()).toBe(dark);
  await button.click();
  expect(await background()).toBe(light);
});
