import { cpuCount } from '@psutil/cpu';
import { Process } from '@psutil/process';
import { hostInfo, pressure } from '@psutil/system';
import { expect, test } from 'vitest';
import { openTab } from '../support/browser.ts';
import { killAndWait, spawnChild } from '../support/children.ts';
import { copyIdleProgram, startIdleProgram, temporaryDirectory } from '../support/executable.ts';
import { runQuery, serve } from '../support/graph.ts';
import { columnTexts, dataValue, fakeProcesses, findRow, openPanel, openUi, slow } from '../support/ui.ts';

test('the charts show the values of the GraphQL API and are redrawn', async (context) => {
  const { page, violations } = await openUi(context);
  const { data } = await runQuery<{ memory: { total: number } }>('{ memory { total } }');
  expect(await dataValue(page.locator('[data-chart=memory] .legend-entry:nth-of-type(2) data'))).toBe(
    data?.memory.total,
  );
  const cpus = page.locator('[data-chart=per-cpu] .visually-hidden data');
  if (cpuCount() === 1) expect(await cpus.count()).toBe(0);
  else await expect.poll(() => cpus.count(), slow).toBe(cpuCount());
  for (const chart of ['cpu', 'disk', 'network']) {
    const value = await dataValue(page.locator(`[data-chart=${chart}] data`));
    expect(value, chart).toBeGreaterThanOrEqual(0);
  }
  expect(await page.locator('[data-chart=pressure]').count()).toBe(pressure().cpu === null ? 0 : 1);
  await expect.poll(() => page.locator('.host').textContent(), slow).toContain(hostInfo().hostname);
  await expect.poll(() => page.title(), slow).toContain(`${hostInfo().hostname} · CPU`);
  const image = () =>
    page.locator('[data-chart=cpu] canvas').evaluate((element) => {
      const canvas = element as unknown as { width: number; height: number; toDataURL(): string };
      return canvas.width > 100 && canvas.height > 50 ? canvas.toDataURL() : '';
    });
  const before = await image();
  expect(before).not.toBe('');
  await expect.poll(image, slow).not.toBe(before);
  expect(violations).toEqual([]);
});

test('a new process gets a row with its attributes, which is removed when it exits', async (context) => {
  const { page, violations } = await openUi(context);
  const child = await spawnChild();
  const row = await findRow(page, child.pid);
  const { pid, name, username, numThreads, status } = new Process(child.pid).asDict({
    attrs: ['name', 'username', 'numThreads', 'status'],
  }) as Record<string, unknown>;
  expect(pid ?? child.pid).toBe(child.pid);
  const texts = await row.locator('.text').allTextContents();
  expect(texts).toEqual([
    name,
    String(child.pid),
    username,
    expect.stringMatching(/^\d*\.?\d*$/),
    expect.stringMatching(/^0:00\.\d\d$/),
    expect.stringMatching(/^\d+(\.\d+)? (B|KiB|MiB)$/),
    String(numThreads),
    status,
    'sleep 1000',
  ]);
  await killAndWait(child);
  await row.waitFor({ state: 'detached', timeout: 20_000 });
  expect(violations).toEqual([]);
});

const openFile = import.meta.filename;

const listener = `
  const { createServer, connect } = require('node:net');
  require('node:fs').openSync(process.argv[1], 'r');
  const server = createServer(() => {}).listen(0, '127.0.0.1', () => connect(server.address().port, '127.0.0.1'));
`;

test('the panel shows the parents, sockets and open files of the GraphQL API', async (context) => {
  const { page, violations } = await openUi(context);
  const { pid } = await spawnChild(process.execPath, '-e', listener, openFile);
  await expect.poll(() => new Process(pid).connections({ kind: 'tcp' }).length, slow).toBe(3);
  const panel = await openPanel(page, pid);
  const { data } = await runQuery<{
    process: {
      parents: { pid: number }[];
      openFiles: { edges: { node: { path: string; fd: number } }[] };
      sockets: { edges: { node: { laddr: { port: number } | null; raddr: { port: number } | null } }[] };
    };
  }>(
    `{ process(pid: ${pid}) { parents { pid } openFiles { edges { node { path fd } } } sockets { edges { node { laddr { port } raddr { port } } } } } }`,
  );
  const parents = data?.process.parents ?? [];
  const openFiles = data?.process.openFiles.edges.map(({ node }) => node) ?? [];
  const connections = data?.process.sockets.edges.map(({ node }) => node) ?? [];
  expect(await panel.locator('.parents .pid').allTextContents()).toEqual(
    parents.map((parent) => String(parent.pid)).toReversed(),
  );
  const files = panel.locator('[data-section="open files"] li');
  expect(await files.locator('.path').allTextContents()).toEqual(openFiles.map(({ path }) => path));
  expect(await files.locator('.label').allTextContents()).toEqual(openFiles.map(({ fd }) => String(fd)));
  expect(openFiles.map(({ path }) => path)).toContain(openFile);
  const sockets = await panel.locator('[data-section=connections] li').allTextContents();
  const ports = sockets
    .filter((text) => text.startsWith('tcp'))
    .map((text) => text.match(/(?<=\.1:)\d+?(?= |$|[a-z])/g));
  expect(ports.sort()).toEqual(
    connections
      .map(({ laddr, raddr }) => [laddr, raddr].flatMap((address) => (address ? [String(address.port)] : [])))
      .sort(),
  );
  expect(violations).toEqual([]);
});

test('the parents and children in the panel are links to their panels', async (context) => {
  const { page } = await openUi(context);
  const { pid } = await spawnChild();
  const panel = await openPanel(page, pid);
  await panel.locator('.parents button').last().click();
  const parent = page.locator(`.panel[data-pid="${process.pid}"]`);
  await parent.locator('.children .pid', { hasText: new RegExp(`^${pid}$`) }).click();
  await panel.locator('.properties').waitFor();
});

test('the panel shows the error of a field in words', async (context) => {
  const { page } = await openUi(context);
  const { pid } = await spawnChild();
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('openFiles')) return route.continue();
    const response = await route.fetch();
    const result = await response.json();
    result.data.process.openFiles = null;
    result.errors = [{ message: 'no', path: ['process', 'openFiles'], extensions: { code: 'ACCESS_DENIED' } }];
    return route.fulfill({ response, json: result });
  });
  const panel = await openPanel(page, pid);
  expect(await panel.locator('[data-section="open files"] .error').textContent()).toBe('permission denied');
  expect(await panel.locator('.property', { hasText: 'Executable' }).locator('dd').textContent()).toContain('sleep');
});

test('the panel keeps the last values of a process that exits', async (context) => {
  const { page } = await openUi(context);
  const child = await spawnChild();
  const panel = await openPanel(page, child.pid);
  await killAndWait(child);
  await panel.getByText('process no longer exists').waitFor({ timeout: 20_000 });
  expect(await panel.locator('.properties').textContent()).toContain('sleep 1000');
});

test('markup and invisible characters in a process name are displayed as text', async (context) => {
  const { page, violations } = await openUi(context);
  const name = '<b>\u202e\u0007&x';
  const pid = await startIdleProgram(copyIdleProgram(`${temporaryDirectory()}/${name}`));
  const escaped = '<b>\\u{202e}\\u{7}&x';
  expect(await (await findRow(page, pid)).locator('.name .text').textContent()).toBe(escaped);
  const panel = await openPanel(page, pid);
  expect(await panel.getByRole('heading', { level: 2 }).locator('bdi').textContent()).toBe(escaped);
  expect(await panel.innerHTML()).not.toContain('\u202e');
  expect(await page.locator('main b').count()).toBe(0);
  expect(violations).toEqual([]);
});

test('the kernel threads are collapsed at first', async (context) => {
  const { page } = await openUi(context, { settings: 'view=tree&sort=pid' });
  const kernel = { isKernelProcess: true };
  await fakeProcesses(page, [
    { pid: 1, ppid: 0 },
    { pid: 2, ppid: 0, ...kernel },
    { pid: 3, ppid: 2, ...kernel },
  ]);
  const row = page.locator('.table-body .row[data-pid="2"]');
  expect(await row.getAttribute('aria-expanded')).toBe('false');
  await row.locator('.expander').click();
  await page.locator('.table-body .row[data-pid="3"]').waitFor();
});

test('a click on a column header sorts the list, a second click reverses the order', async (context) => {
  const { page } = await openUi(context, { settings: 'view=list&sort=pid' });
  const pids = async () => (await columnTexts(page, 'pid')).map(Number);
  const ascending = await pids();
  expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
  await page.getByRole('columnheader', { name: 'PID' }).getByRole('button').click();
  const descending = await pids();
  expect(descending).toEqual(descending.toSorted((a, b) => b - a));
  await page.getByRole('columnheader', { name: 'Threads' }).getByRole('button').click();
  const threads = (await columnTexts(page, 'threads')).map((text) => Number(text.replaceAll(',', '')));
  expect(threads).toEqual(threads.toSorted((a, b) => b - a));
  expect(await page.getByRole('columnheader', { name: 'Threads' }).getAttribute('aria-sort')).toBe('descending');
  await page.getByRole('button', { name: 'Tree' }).click();
  const levels = page.locator('.table-body .row[aria-level]');
  await expect.poll(() => levels.count(), slow).toBeGreaterThan(0);
});

test('the web UI shows a lost connection, and reconnects when the server restarts', async (context) => {
  const { url, server } = await serve();
  const { page } = await openUi(context, {}, { url, server });
  const connection = page.locator('.connection');
  await expect.poll(() => connection.textContent(), slow).toBe('Live');
  server.kill('SIGKILL');
  await expect.poll(() => connection.getAttribute('data-state'), slow).toBe('disconnected');
  await serve('--port', new URL(url).port);
  await expect.poll(() => connection.textContent(), slow).toBe('Live');
});

test('the streams are closed while the tab is hidden', async (context) => {
  const served = await serve();
  const { page } = await openUi(context, {}, served);
  const connectionCount = () =>
    new Process(served.server.pid as number)
      .connections({ kind: 'tcp' })
      .filter(({ status }) => status === 'ESTABLISHED').length;
  expect(connectionCount()).toBeGreaterThan(0);
  const setHidden = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));`);
  await setHidden(true);
  await expect.poll(() => page.locator('.connection').textContent(), slow).toBe('Paused');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.postData() ?? ''));
  await expect.poll(connectionCount, slow).toBe(0);
  expect(requests).toEqual([]);
  await setHidden(false);
  await expect.poll(() => page.locator('.connection').textContent(), slow).toBe('Live');
  expect(requests.join()).toContain('subscription');
  await page.close();
  await expect.poll(connectionCount, slow).toBe(0);
});

const token = 'test-token-of-16-or-more-characters';

test('the web UI requests a token if the server requires one, and sends it', async (context) => {
  const { url } = await serve('--token', token);
  const { page, violations } = await openTab(context, new URL('/', url).href);
  const field = page.getByLabel('Access token');
  await field.fill('wrong');
  await field.press('Enter');
  await page.getByRole('alert').waitFor();
  await field.fill(token);
  await field.press('Enter');
  await page.locator('.table-body .row').first().waitFor();
  expect(await page.evaluate('Object.values(localStorage).join()')).not.toContain(token);
  expect(page.url()).not.toContain(token);
  expect(violations).toEqual([]);
});
