import { cpuCount } from '@psutil/cpu';
import { Process } from '@psutil/process';
import { hostInfo, pressure } from '@psutil/system';
import { expect, test } from 'vitest';
import { browse } from '../support/browser.ts';
import { killAndWait, spawnChild } from '../support/children.ts';
import { copyIdleProgram, startIdleProgram, temporaryDirectory } from '../support/executable.ts';
import { runQuery, serve } from '../support/graph.ts';
import { cellsOf, lineOf, machinePage, panelOf, valueIn } from '../support/ui-page.ts';

/** For what takes a moment on a machine that is busy. */
const slow = { timeout: 30_000 };

test('the charts tell what the graph does, and are drawn', async (context) => {
  const { page, faults } = await machinePage(context);
  const { data } = await runQuery<{ memory: { total: number } }>('{ memory { total } }');
  expect(await valueIn(page.locator('[data-chart=memory] data:last-of-type'))).toBe(data?.memory.total);
  const cores = page.locator('[data-chart=cores] [data-cores] data');
  if (cpuCount() === 1) expect(await cores.count()).toBe(0);
  else await expect.poll(() => cores.count(), slow).toBe(cpuCount());
  for (const chart of ['cpu', 'disk', 'network']) {
    const value = await valueIn(page.locator(`[data-chart=${chart}] data`));
    expect(value, chart).toBeGreaterThanOrEqual(0);
  }
  expect(await page.locator('[data-chart=pressure]').count()).toBe(pressure().cpu === null ? 0 : 1);
  await expect.poll(() => page.locator('.machine').textContent(), slow).toContain(hostInfo().hostname);
  const drawn = () =>
    page.locator('[data-chart=cpu] canvas').evaluate((element) => {
      const canvas = element as unknown as { width: number; height: number; toDataURL(): string };
      return canvas.width > 100 && canvas.height > 50 ? canvas.toDataURL() : '';
    });
  const before = await drawn();
  expect(before).not.toBe('');
  await expect.poll(drawn, slow).not.toBe(before);
  expect(faults).toEqual([]);
});

test('a process appears with what the graph tells of it, and is gone when it has ended', async (context) => {
  const { page, faults } = await machinePage(context);
  const child = await spawnChild();
  const line = await lineOf(page, child.pid);
  const { pid, name, username, numThreads, status } = new Process(child.pid).asDict({
    attrs: ['name', 'username', 'numThreads', 'status'],
  }) as Record<string, unknown>;
  expect(pid ?? child.pid).toBe(child.pid);
  const texts = await line.locator('.text').allTextContents();
  expect(texts).toEqual([
    name,
    String(child.pid),
    username,
    expect.stringMatching(/^\d*\.?\d*$/),
    expect.stringMatching(/^\d+(\.\d+)? (B|KiB|MiB)$/),
    String(numThreads),
    status,
    'sleep 1000',
  ]);
  await killAndWait(child);
  await line.waitFor({ state: 'detached', timeout: 20_000 });
  expect(faults).toEqual([]);
});

const listener = `
  const { createServer, connect } = require('node:net');
  require('node:fs').openSync(process.argv[1], 'r');
  const server = createServer(() => {}).listen(0, '127.0.0.1', () => connect(server.address().port, '127.0.0.1'));
`;

test("the panel has a process's parents, connections and open files, as the graph has them", async (context) => {
  const { page, faults } = await machinePage(context);
  const { pid } = await spawnChild(process.execPath, '-e', listener, '/etc/hostname');
  await expect.poll(() => new Process(pid).connections({ kind: 'tcp' }).length, slow).toBe(3);
  const panel = await panelOf(page, pid);
  const { data } = await runQuery<{
    process: {
      parents: { pid: number }[];
      openFiles: { path: string; fd: number }[];
      connections: { laddr: { port: number } | null; raddr: { port: number } | null }[];
    };
  }>(
    `{ process(pid: ${pid}) { parents { pid } openFiles { path fd } connections { laddr { port } raddr { port } } } }`,
  );
  const { parents, openFiles, connections } = data?.process ?? { parents: [], openFiles: [], connections: [] };
  expect(await panel.locator('.parents .pid').allTextContents()).toEqual(
    parents.map((parent) => String(parent.pid)).toReversed(),
  );
  const files = panel.locator('[data-section="open files"] li');
  expect(await files.locator('.path').allTextContents()).toEqual(openFiles.map(({ path }) => path));
  expect(await files.locator('.what').allTextContents()).toEqual(openFiles.map(({ fd }) => String(fd)));
  expect(openFiles.map(({ path }) => path)).toContain('/etc/hostname');
  const ends = await panel.locator('[data-section=connections] li').allTextContents();
  const shown = ends.filter((text) => text.startsWith('tcp')).map((text) => text.match(/(?<=\.1:)\d+?(?= |$|[a-z])/g));
  expect(shown.sort()).toEqual(
    connections.map(({ laddr, raddr }) => [laddr, raddr].flatMap((each) => (each ? [String(each.port)] : []))).sort(),
  );
  expect(faults).toEqual([]);
});

test('a parent in the panel leads to it, and a child back', async (context) => {
  const { page } = await machinePage(context);
  const { pid } = await spawnChild();
  const panel = await panelOf(page, pid);
  await panel.locator('.parents button').last().click();
  const parent = page.locator(`.panel[data-pid="${process.pid}"]`);
  await parent.locator('.children .pid', { hasText: new RegExp(`^${pid}$`) }).click();
  await panel.locator('.facts').waitFor();
});

test('what the graph refuses is told in the panel, in words', async (context) => {
  const { page } = await machinePage(context);
  const { pid } = await spawnChild();
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('openFiles')) return route.continue();
    const response = await route.fetch();
    const answer = await response.json();
    answer.data.process.openFiles = null;
    answer.errors = [{ message: 'no', path: ['process', 'openFiles'], extensions: { code: 'ACCESS_DENIED' } }];
    return route.fulfill({ response, json: answer });
  });
  const panel = await panelOf(page, pid);
  expect(await panel.locator('[data-section="open files"] .refused').textContent()).toBe('not permitted');
  expect(await panel.locator('.fact', { hasText: 'Program' }).locator('dd').textContent()).toContain('sleep');
});

test('a process that ends stays in the panel, which says so', async (context) => {
  const { page } = await machinePage(context);
  const child = await spawnChild();
  const panel = await panelOf(page, child.pid);
  await killAndWait(child);
  await panel.getByText('it has ended').waitFor({ timeout: 20_000 });
  expect(await panel.locator('.facts').textContent()).toContain('sleep 1000');
});

test('a name that is markup, or that would turn the text around, is only shown', async (context) => {
  const { page, faults } = await machinePage(context);
  const name = '<b>\u202e\u0007&x';
  const pid = await startIdleProgram(copyIdleProgram(`${temporaryDirectory()}/${name}`));
  const shown = '<b>\\u{202e}\\u{7}&x';
  expect(await (await lineOf(page, pid)).locator('.name .text').textContent()).toBe(shown);
  const panel = await panelOf(page, pid);
  expect(await panel.getByRole('heading', { level: 2 }).locator('bdi').textContent()).toBe(shown);
  expect(await panel.innerHTML()).not.toContain('\u202e');
  expect(await page.locator('main b').count()).toBe(0);
  expect(faults).toEqual([]);
});

test('the list is sorted by a column, either way, and the tree is there again', async (context) => {
  const { page } = await machinePage(context);
  await page.getByRole('button', { name: 'List' }).click();
  const pids = async () => (await cellsOf(page, 'pid')).map(Number);
  const ascending = await pids();
  expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
  await page.getByRole('columnheader', { name: 'PID' }).getByRole('button').click();
  const descending = await pids();
  expect(descending).toEqual(descending.toSorted((a, b) => b - a));
  await page.getByRole('columnheader', { name: 'Threads' }).getByRole('button').click();
  const threads = (await cellsOf(page, 'threads')).map((text) => Number(text.replaceAll(',', '')));
  expect(threads).toEqual(threads.toSorted((a, b) => b - a));
  expect(await page.getByRole('columnheader', { name: 'Threads' }).getAttribute('aria-sort')).toBe('descending');
  await page.getByRole('button', { name: 'Tree' }).click();
  const levels = page.locator('.lines .line[aria-level]');
  await expect.poll(() => levels.count(), slow).toBeGreaterThan(0);
});

test('a server that ends is told, and found again when it is back', async (context) => {
  const { url, server } = await serve();
  const { page } = await machinePage(context, {}, { url, server });
  const state = page.locator('.state');
  await expect.poll(() => state.textContent(), slow).toBe('Live');
  server.kill('SIGKILL');
  await expect.poll(() => state.getAttribute('data-state'), slow).toBe('lost');
  await serve('--port', new URL(url).port);
  await expect.poll(() => state.textContent(), slow).toBe('Live');
});

test('streams are open only while the page is looked at', async (context) => {
  const served = await serve();
  const { page } = await machinePage(context, {}, served);
  const open = () =>
    new Process(served.server.pid as number)
      .connections({ kind: 'tcp' })
      .filter(({ status }) => status === 'ESTABLISHED').length;
  expect(open()).toBeGreaterThan(0);
  const look = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));`);
  await look(true);
  await expect.poll(() => page.locator('.state').textContent(), slow).toBe('Paused');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.postData() ?? ''));
  await expect.poll(open, slow).toBe(0);
  expect(asked).toEqual([]);
  await look(false);
  await expect.poll(() => page.locator('.state').textContent(), slow).toBe('Live');
  expect(asked.join()).toContain('subscription');
  await page.close();
  await expect.poll(open, slow).toBe(0);
});

const token = 'a secret of sixteen or more'.replaceAll(' ', '-');

test('the page asks for a token where the server wants one, and sends it', async (context) => {
  const { url } = await serve('--token', token);
  const { page, faults } = await browse(context, new URL('/', url).href);
  const field = page.getByLabel('Token of this server');
  await field.fill('wrong');
  await field.press('Enter');
  await page.getByRole('alert').waitFor();
  await field.fill(token);
  await field.press('Enter');
  await page.locator('.lines .line').first().waitFor();
  expect(await page.evaluate('Object.values(localStorage).join()')).not.toContain(token);
  expect(page.url()).not.toContain(token);
  expect(faults).toEqual([]);
});
