import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, onTestFinished, type TestContext } from 'vitest';

const executablePath = '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Promise<Browser> | undefined;

/** A tab of a browser, until the test that opened it is over. */
export interface Tab {
  readonly page: Page;
  /** What a page must not do: requests to other hosts, errors that nothing caught, what its policy refused. */
  readonly faults: readonly string[];
}

/** Opens a page in a headless browser, which the tests of a file share; skips the test where there is none. */
export async function browse(context: TestContext, url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  context.skip(!existsSync(executablePath), 'chromium is not installed');
  browser ??= chromium.launch({ executablePath, args: quiet });
  const session = await (await browser).newContext({ viewport: { width: 1440, height: 900 }, ...options });
  onTestFinished(() => session.close());
  const page = await session.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) faults.push(`asked ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults };
}

afterAll(async () => (await browser)?.close());
