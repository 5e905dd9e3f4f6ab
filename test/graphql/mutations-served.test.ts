import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { WINDOWS } from '@psutil/native';
import { Process } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { idleName, spawnChild } from '../support/children.ts';
import { root } from '../support/run.ts';

const token = 'correct-horse-battery-staple';

/** Starts `psutil-graphql serve --allow-mutations`; returns its URL, its PID and the lines of its standard error. */
async function serveMutations() {
  const command = ['packages/graphql/dist/cli.js', 'serve', '--port', '0', '--allow-mutations'];
  const env = { ...process.env, PSUTIL_TOKEN: token };
  const server = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void server.kill('SIGKILL'));
  const lines: string[] = [];
  createInterface(server.stderr).on('line', (line) => lines.push(line));
  const [ready] = await once(createInterface(server.stdout), 'line');
  return { url: /http:\S+/.exec(String(ready))?.[0] ?? '', pid: server.pid as number, lines };
}

const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
const bodyOf = (selection: string, id: string) =>
  JSON.stringify({ query: `mutation ($id: ID!) { ${selection} }`, variables: { id } });

async function sendMutation(url: string, selection: string, id: string) {
  const response = await fetch(url, { method: 'POST', headers, body: bodyOf(selection, id) });
  return response.json();
}

test('a server with mutations kills a process for an authorized client and logs it', async () => {
  const { url, lines } = await serveMutations();
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  const exit = once(child, 'exit');
  expect(await sendMutation(url, 'kill(input: { id: $id }) { done pid }', id)).toEqual({
    data: { kill: { done: true, pid: child.pid } },
  });
  expect(await exit).toEqual(WINDOWS ? [expect.any(Number), null] : [null, 'SIGKILL']);
  await expect.poll(() => lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    new RegExp(`^\\d{4}-.*Z 127\\.0\\.0\\.1 kill of process \\d+ "${idleName}" \\(.*\\): done$`),
  );
});

test('a server with mutations refuses to stop itself or its ancestors', async () => {
  const { url, pid, lines } = await serveMutations();
  for (const name of ['kill', 'killTree', 'suspend']) {
    for (const id of [pid, process.pid]) {
      const selection = `${name}(input: { id: $id }) { done userErrors { code } }`;
      expect(await sendMutation(url, selection, new Process(id).id)).toEqual({
        data: { [name]: { done: false, userErrors: [{ code: 'PROTECTED_PROCESS' }] } },
      });
    }
  }
  await expect.poll(() => lines).toHaveLength(6);
});

test('a mutation without the token gets 401 and one by GET gets 405', async () => {
  const { url, lines } = await serveMutations();
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  const body = bodyOf('kill(input: { id: $id }) { done }', id);
  const { 'content-type': json, authorization } = headers;
  const unauthorized = await fetch(url, { method: 'POST', headers: { 'content-type': json }, body });
  expect(unauthorized.status).toBe(401);
  const { query, variables } = JSON.parse(body);
  const urlWithQuery = `${url}?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
  for (const accept of ['application/json', 'text/event-stream']) {
    const { status } = await fetch(urlWithQuery, { headers: { accept, authorization } });
    expect(status, accept).toBe(405);
  }
  expect(child.signalCode).toBeNull();
  expect(new Process(child.pid).id).toBe(id);
  expect(lines).toEqual([]);
});
