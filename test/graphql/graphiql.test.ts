import { expect, test } from 'vitest';
import { openTab } from '../support/browser.ts';
import { serve } from '../support/graph.ts';
import { needs, tool } from '../support/run.ts';

test('GraphiQL runs its example query and sends no request to another host', async (context) => {
  needs(context, 'free');
  const { url } = await serve();
  const { page, violations } = await openTab(context, url);
  expect(await page.title()).toContain('psutil');
  await page.getByText('query Machine').first().waitFor();
  const pending = page.waitForResponse((response) => response.request().postData()?.includes('query Machine') ?? false);
  await page.locator('.graphiql-execute-button').click();
  const { data } = await (await pending).json();
  const total = Number(tool('free', '-b').split('\n')[1]?.split(/\s+/)[1]);
  expect(data.memory.total).toBe(total);
  expect(data.processes.edges).toHaveLength(5);
  await expect.poll(() => page.locator('.graphiql-response').textContent()).toContain(String(total));
  // Without workers, the editor would parse on the thread of the page.
  const workers = () => page.workers().map((worker) => new URL(worker.url()).search);
  await expect.poll(() => workers().sort()).toEqual(expect.arrayContaining(['?file=graphql.worker.js']));
  expect(violations).toEqual([]);
});
