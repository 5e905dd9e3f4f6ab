import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../support/graph.ts';
import { tool } from '../support/run.ts';

const browser = '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

test('GraphiQL asks its example of this machine, and nothing of any other', async (context) => {
  context.skip(!existsSync(browser), 'chromium is not installed');
  const { url } = await serve();
  const instance = await chromium.launch({ executablePath: browser, args: quiet });
  onTestFinished(() => instance.close());
  const page = await instance.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) foreign.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));

  await page.goto(url.replace(/graphql$/, ''));
  expect(page.url()).toBe(url);
  expect(await page.title()).toContain('psutil');
  await page.getByText('query Machine').first().waitFor();
  const answered = page.waitForResponse(
    (response) => response.request().postData()?.includes('query Machine') ?? false,
  );
  await page.locator('.graphiql-execute-button').click();
  const { data } = await (await answered).json();
  const total = Number(tool('free', '-b').split('\n')[1]?.split(/\s+/)[1]);
  expect(data.memory.total).toBe(total);
  expect(data.processes.edges).toHaveLength(5);
  await expect.poll(() => page.locator('.graphiql-response').textContent()).toContain(String(total));

  expect(errors).toEqual([]);
  expect(foreign).toEqual([]);
});
