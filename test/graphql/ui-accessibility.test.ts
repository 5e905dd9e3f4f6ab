import { expect, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { fakeProcesses, openPanel, openUi, slow } from '../support/ui.ts';
import { openLaptop } from '../support/ui-machine.ts';

/** Processes with every intensity of the background. */
const heated = Array.from({ length: 20 }, (_, index) => ({
  ...{ pid: index + 1, ppid: Math.min(1, index), cpuPercent: index * 6, memoryPercent: 100 - index * 5 },
  ...{ status: 'RUNNING', username: 'me', numThreads: 3, cmdline: ['a', 'b'], memoryInfo: { rss: index * 2 ** 20 } },
}));

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

test.for([
  ['light theme', { colorScheme: 'light' }],
  ['dark theme', { colorScheme: 'dark' }],
  ['phone', phone],
] as const)('axe-core finds nothing serious in the process table: %s', async ([, options], context) => {
  const { page } = await openUi(context, {
    ...options,
    settings: 'view=tree&columns=pid,user,cpu,memory,memory-percent,status,command',
  });
  await fakeProcesses(page, heated);
  await page.locator('[data-chart=memory] data').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.locator('.table-body .row').first().click();
  await page.locator('.panel').waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

test.for(['light', 'dark'] as const)(
  'axe-core finds nothing serious in panel, menus and dialogs: %s theme',
  async (colorScheme, context) => {
    const { page } = await openUi(context, { colorScheme });
    await openPanel(page, process.pid);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Columns' }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await axeFindings(page)).toEqual([]);
  },
);

test('axe-core finds nothing serious in the dialog of an action', async (context) => {
  const { page } = await openUi(context);
  await page.route('**/graphql', (route) => {
    const body = route.request().postData() ?? '';
    if (!body.includes('"mutation ')) return route.continue();
    const payload = { done: false, process: null, userErrors: [{ code: 'ACCESS_DENIED', message: 'no' }] };
    return route.fulfill({ json: { data: body.includes('__typename') ? { __typename: 'Mutation' } : { payload } } });
  });
  await page.reload();
  await (await openPanel(page, process.pid)).getByRole('button', { name: 'Kill …' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toBe('Not possible: no');
  expect(await axeFindings(page)).toEqual([]);
});

test('axe-core finds nothing serious in the sections', async (context) => {
  const { page } = await openLaptop(context, { colorScheme: 'dark' });
  await page.locator('[data-chart=memory] data').first().waitFor();
  await expect.poll(() => page.getByRole('tab').count(), slow).toBeGreaterThan(6);
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await page.locator('.table-body, .block').first().waitFor();
    expect(await axeFindings(page), (await tab.textContent()) ?? '').toEqual([]);
  }
});

test('nothing moves if the user prefers reduced motion', async (context) => {
  const { page } = await openUi(context, { reducedMotion: 'reduce' });
  const moving = await page.evaluate(`[...document.querySelectorAll('*')].filter((element) => {
    const { animationName, transitionDuration } = getComputedStyle(element);
    return animationName !== 'none' || transitionDuration !== '0s';
  }).length`);
  expect(moving).toBe(0);
});
