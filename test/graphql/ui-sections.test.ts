import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { runQuery } from '../support/graph.ts';
import { openUi, slow } from '../support/ui.ts';
import { openLaptop } from '../support/ui-machine.ts';

const tabNames = (page: Page) => page.getByRole('tab').allTextContents();

/** The texts of the cells of a table, by row. */
const cellTexts = (page: Page, table: string) =>
  page
    .locator(`[data-table="${table}"] tbody tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));

test('temperatures, fans and batteries are in a section, and the most important ones in the header', async (context) => {
  const { page, violations } = await openLaptop(context);
  await page.getByRole('tab', { name: 'Sensors' }).click();
  const names = ['acpitz', 'Package id 0', 'Core 0'];
  await expect.poll(() => cellTexts(page, 'temperatures'), slow).toHaveLength(4);
  const temperatures = await cellTexts(page, 'temperatures');
  expect(temperatures.slice(0, 3).map(([name, value]) => `${name} ${value}`)).toEqual([
    `${names[0]} 48 °C`,
    `${names[1]} 91 °C`,
    `${names[2]} 64 °C`,
  ]);
  expect(temperatures[3]?.[0]).toMatch(/^Core\\u\{202e\}\\u\{7\} 1 x+$/);
  expect(await cellTexts(page, 'fans')).toEqual([
    ['cpu_fan', '2,780 RPM', 'thinkpad'],
    ['thinkpad', '0 RPM', 'thinkpad'],
  ]);
  expect(await cellTexts(page, 'batteries')).toEqual([['BAT0', '12.0 %', '36 min 0 s left']]);
  const meter = page.getByRole('meter', { name: 'Temperature Package id 0' });
  expect(await meter.getAttribute('aria-valuenow')).toBe('91');
  expect(await page.locator('.vitals button[data-warning=true]').allTextContents()).toEqual([
    'Package id 0 91 °C',
    'Battery 12 %',
  ]);
  expect(violations).toEqual([]);
});

test('sessions have a section, with a link to the login process', async (context) => {
  const { page, violations } = await openLaptop(context, { settings: 'view=list&section=sessions' });
  const rows = await cellTexts(page, 'sessions');
  expect(rows.map((cells) => cells.slice(0, 3).join(' ')).sort()).toEqual([
    '\\u{202e}ada tty1 –',
    'ada pts/0 192.0.2.7',
  ]);
  expect(rows[0]?.[3]).toMatch(/^2023-11-1\d \d+ d \d+ h ago$/);
  await page
    .getByRole('button', { name: String(process.pid) })
    .first()
    .click();
  await page.locator(`.panel[data-pid="${process.pid}"]`).waitFor();
  expect(violations).toEqual([]);
});

test('a section is absent if the machine has nothing to show in it', async (context) => {
  const { page } = await openUi(context);
  const { data } = await runQuery<{
    sensors: { temperatures: unknown[]; fans: unknown[]; battery: unknown };
    sessions: unknown[];
  }>('{ sensors { temperatures { name } fans { name } battery { percent } } sessions { username } }');
  const { temperatures = [], fans = [], battery = null } = data?.sensors ?? {};
  await page.locator('[data-chart=memory] data').first().waitFor();
  const hasSensors = temperatures.length > 0 || fans.length > 0 || battery !== null;
  await expect.poll(() => tabNames(page).then((names) => names.includes('Sensors')), slow).toBe(hasSensors);
  expect((await tabNames(page)).includes('Sessions')).toBe((data?.sessions ?? []).length > 0);
});

test('the arrow keys select a section, which is in the URL', async (context) => {
  const { page } = await openUi(context);
  await page.getByRole('tab', { name: 'Processes' }).press('ArrowRight');
  expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Memory');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Memory');
  expect(page.url()).toContain('section=memory');
  await page.getByRole('tab', { selected: true }).press('Home');
  expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Processes');
});

test('the memory section shows the parts of the memory', async (context) => {
  const { page, violations } = await openUi(context, { settings: 'view=list&section=memory' });
  const block = page.locator('[data-block=memory]');
  await block.waitFor();
  const { data } = await runQuery<{ memory: { total: number } }>('{ memory { total } }');
  expect(Number(await block.locator('.values data').first().getAttribute('value'))).toBe(data?.memory.total);
  const shares = (await block.locator('.breakdown .hint').allTextContents()).map((text) => Number.parseFloat(text));
  expect(shares.reduce((a, b) => a + b)).toBeCloseTo(100, 0);
  expect(violations).toEqual([]);
});

test('the sections of disks, network and limits show the values of the GraphQL API', async (context) => {
  const { page, violations } = await openUi(context, { settings: 'view=list&section=network' });
  const { data } = await runQuery<{
    net: { nics: { name: string }[] };
    disks: { partitions: { mountpoint: string }[]; disks: { name: string }[] };
    limits: { cgroup: string | null };
  }>('{ net { nics { name } } disks { partitions { mountpoint } disks { name } } limits { cgroup } }');
  await expect.poll(() => cellTexts(page, 'interfaces'), slow).not.toEqual([]);
  const nics = await cellTexts(page, 'interfaces');
  expect(nics.map(([name]) => name)).toEqual(data?.net.nics.map(({ name }) => name));
  await expect.poll(async () => (await cellTexts(page, 'interfaces'))[0]?.[2], slow).toMatch(/^\d.* .*B\/s$/);
  if (data?.disks.disks.length) {
    await page.getByRole('tab', { name: 'Disks' }).click();
    await expect.poll(() => cellTexts(page, 'disk i/o'), slow).not.toEqual([]);
    const mounts = (await cellTexts(page, 'filesystems')).map(([mountpoint]) => mountpoint);
    expect(mounts.sort()).toEqual(data.disks.partitions.map(({ mountpoint }) => mountpoint).sort());
  }
  if (data?.limits.cgroup) {
    await page.getByRole('tab', { name: 'Limits' }).click();
    expect(await page.locator('[data-block=limits] h2').textContent()).toContain(data.limits.cgroup);
  }
  expect(violations).toEqual([]);
});

test('listening sockets come first, with a link to their process', async (context) => {
  const server: Server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await expect.poll(() => server.listening).toBe(true);
  const { port } = server.address() as AddressInfo;
  const { page } = await openUi(context, { settings: 'view=list&section=sockets' });
  const row = page.locator('[data-table=listening] tr', { hasText: new RegExp(`^${port}tcp`) });
  await row.waitFor(slow);
  expect(await page.locator('.block h2').first().textContent()).toMatch(/^Listening /);
  await row.getByRole('button', { name: String(process.pid) }).click();
  await page.locator(`.panel[data-pid="${process.pid}"]`).waitFor();
});

test('sections are queried only while they are visible', async (context) => {
  const { page } = await openUi(context);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.postData() ?? ''));
  await page.reload();
  await page.locator('.table-body .row').first().waitFor();
  await page.locator('[data-chart=memory] data').first().waitFor();
  expect(requests.join()).not.toMatch(/query (Sockets|Network|Memory|Pressure)|subscription Rates/);
  await page.getByRole('tab', { name: 'Network' }).click();
  await expect.poll(() => requests.join(), slow).toMatch(/query Network/);
  expect(requests.join()).toContain('subscription Rates');
});
