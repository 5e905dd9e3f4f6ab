import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, onTestFinished, type TestContext } from 'vitest';

const executablePath = '/usr/bin/chromium';

/** Flags for a headless run without a sandbox or background requests. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Promise<Browser> | undefined;

/** A browser tab. */
export interface Tab {
  readonly page: Page;
  /** Requests to other origins, uncaught errors and violations of the Content Security Policy. */
  readonly violations: readonly string[];
}

/** Opens a URL in a tab until the test has finished; skips the test without Chromium. The tests of a file share the browser. */
export async function openTab(context: TestContext, url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  context.skip(!existsSync(executablePath), 'chromium is not installed');
  browser ??= chromium.launch({ executablePath, args: chromiumFlags });
  const browserContext = await (await browser).newContext({ viewport: { width: 1440, height: 900 }, ...options });
  onTestFinished(() => browserContext.close());
  const page = await browserContext.newPage();
  const violations: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) violations.push(`request: ${request.url()}`);
  });
  page.on('pageerror', (error) => violations.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await page.goto(url);
  return { page, violations };
}

afterAll(async () => (await browser)?.close());
