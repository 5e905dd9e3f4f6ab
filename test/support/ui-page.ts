import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, type TestContext } from 'vitest';
import { browse, type Tab } from './browser.ts';
import { type CliServer, serveUntil } from './graph.ts';

const ends: (() => void)[] = [];
let shared: Promise<CliServer> | undefined;

/** The page that shows this machine, with its processes in it: of a server that was started, or that the tests of a file share. */
export async function machinePage(
  context: TestContext,
  options?: Parameters<typeof browse>[2],
  served?: CliServer,
): Promise<Tab> {
  shared ??= served ? undefined : serveUntil((end) => ends.push(end));
  const { url } = (served ?? (await shared)) as CliServer;
  const tab = await browse(context, new URL('/', url).href, options);
  await tab.page.locator('.lines .line').first().waitFor();
  return tab;
}

afterAll(() => {
  for (const end of ends) end();
});

/** The line of a process, found by the search field. */
export async function lineOf(page: Page, pid: number): Promise<Locator> {
  await page.getByLabel('Search processes').fill(String(pid));
  const line = page.locator(`.lines .line[data-pid="${pid}"]`);
  await line.waitFor({ timeout: 20_000 });
  return line;
}

/** Opens a process in the panel, and gives that with what it has loaded. */
export async function panelOf(page: Page, pid: number): Promise<Locator> {
  await (await lineOf(page, pid)).click();
  const panel = page.locator(`.panel[data-pid="${pid}"]`);
  await panel.locator('.facts').waitFor();
  return panel;
}

/** The text of a cell of each line that is drawn, from top to bottom. */
export async function cellsOf(page: Page, column: string): Promise<string[]> {
  const lines = await page.locator('.lines .line').evaluateAll(
    (elements, name) =>
      elements.map((element) => ({
        index: Number(element.getAttribute('aria-rowindex')),
        text: element.querySelector(`.cell.${name} .text`)?.textContent ?? '',
      })),
    column,
  );
  return lines.sort((a, b) => a.index - b.index).map(({ text }) => text);
}

/** The number in a `data` element. */
export async function valueIn(locator: Locator): Promise<number> {
  await expect.poll(() => locator.count()).toBeGreaterThan(0);
  return Number(await locator.first().getAttribute('value'));
}
