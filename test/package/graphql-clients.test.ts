import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consumers, needsConsumers } from '../support/consumers.ts';
import { json, listen, post, startServer } from '../support/http.ts';
import { root } from '../support/run.ts';

const page = readFileSync(join(root, 'docs/graphql-clients.md'), 'utf8');

/** The files of the page, by the name that the paragraph before each one begins with. */
const files = new Map(
  [...page.matchAll(/^`(?<name>[\w./-]+)`[^\n]*\n\n```\w+\n(?<text>.*?)^```$/gms)].map(({ groups }) => [
    groups?.['name'] ?? '',
    groups?.['text'] ?? '',
  ]),
);
/** The output of a program: the block that follows it. */
const documentedOutput = (name: string) =>
  /^```text\n(?<output>.*?)^```$/ms.exec(page.slice(page.indexOf(files.get(name) ?? '')))?.groups?.['output'];

let project: string;

/** Creates a project in the directory of the clients, so that they are found, with the files of the page. */
beforeAll(() => {
  if (!existsSync(join(consumers, 'package.json'))) return;
  project = mkdtempSync(join(consumers, 'clients-'));
  mkdirSync(join(project, 'node_modules/@psutil'), { recursive: true });
  symlinkSync(join(root, 'packages/graphql'), join(project, 'node_modules/@psutil/graphql'), 'dir');
  writeFileSync(join(project, 'package.json'), '{}');
  writeFiles([]);
});

afterAll(() => {
  if (project) rmSync(project, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
}

/** Runs a program that an npm package of the clients contains. */
const run = (script: string, ...args: readonly string[]) =>
  execFileSync(process.execPath, [join(consumers, 'node_modules', script), ...args], {
    cwd: project,
    encoding: 'utf8',
  });

/** Writes the files of the page, with the URLs of servers of the test instead of those of the ports 4000 to 4003. */
function writeFiles(urls: readonly string[]): void {
  const urlOf = (_: string, digit: string) => urls[Math.max(Number(digit) - 1, 0)] ?? '';
  for (const [name, text] of files) write(name, text.replaceAll(/http:\/\/127\.0\.0\.1:400(\d)\/graphql/g, urlOf));
}

/** Runs a program of the page with servers; returns its output and its warnings. */
async function outputOf(name: string, urls?: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  writeFiles(urls ?? [await startServer()]);
  return promisify(execFile)(process.execPath, [name], { cwd: project });
}

test.for(['apollo.mjs', 'urql.mjs'])('%s merges the fields of two queries without a warning', async (name, context) => {
  needsConsumers(context);
  expect(await outputOf(name)).toEqual({ stdout: documentedOutput(name), stderr: '' });
});

test('request.mjs sends a query with variables', async (context) => {
  needsConsumers(context);
  expect(await outputOf('request.mjs')).toEqual({ stdout: documentedOutput('request.mjs'), stderr: '' });
});

test('without the constants, Graphcache prints warnings', async (context) => {
  needsConsumers(context);
  const name = 'urql-without-keys.mjs';
  files.set(name, (files.get('urql.mjs') ?? '').replace('{ schema, keys }', '{ schema }'));
  expect((await outputOf(name)).stderr).toContain('no key could be generated');
});

/** The beginning of a program. `execute` executes an operation with the schema of machines.mjs. */
const gatewaySchema = `
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { resolvers, typeDefs } from './machines.mjs';

const schema = makeExecutableSchema({ typeDefs, resolvers });
const execute = async (source, variableValues) => {
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue: {} });
  if (errors) throw errors[0];
  return data;
};`;

const threeServers = () => Promise.all([startServer(), startServer(), startServer()]);

test('gateway.mjs reads three machines through one schema', async (context) => {
  needsConsumers(context);
  expect(await outputOf('gateway.mjs', await threeServers())).toEqual({
    stdout: documentedOutput('gateway.mjs'),
    stderr: '',
  });
});

/** Starts a server in front of another one that replaces the key of its machine in the IDs, as if it were another machine. */
async function otherMachine(url: string, key: string, otherKey: string): Promise<string> {
  const server = createServer(async (request, response) => {
    const query = (await text(request)).replaceAll(key, 'unknown').replaceAll(otherKey, key);
    const reply = await fetch(url, { method: 'POST', headers: json, body: query });
    response.writeHead(reply.status, json).end((await reply.text()).replaceAll(key, otherKey));
  });
  return listen(server);
}

const readMachines = `${gatewaySchema}
const { machines } = await execute('{ machines { id user(uid: 0) { id } } }');
const nodes = [];
for (const { user } of machines) nodes.push(await execute('query ($id: ID!) { node(id: $id) { id } }', { id: user.id }));
console.log(JSON.stringify([machines, nodes]));`;

test('machines.mjs reads each machine, and node() finds a user that only one machine has', async (context) => {
  needsConsumers(context);
  const url = await startServer();
  const { data } = JSON.parse((await post(url, { query: '{ machine { id } }' })).body);
  const key = data.machine.id.slice('Machine:'.length);
  const keys = ['first', 'second', 'third'];
  write('users.mjs', readMachines);
  const { stdout } = await outputOf('users.mjs', await Promise.all(keys.map((each) => otherMachine(url, key, each))));
  const [machines, nodes] = JSON.parse(stdout);
  expect(machines).toEqual(keys.map((each) => ({ id: `Machine:${each}`, user: { id: `User:${each}:0` } })));
  expect(nodes).toEqual(keys.map((each) => ({ node: { id: `User:${each}:0` } })));
});

test('gateway.mjs returns null and an error for a machine that cannot be reached', async (context) => {
  needsConsumers(context);
  const urls = [await startServer(), await startServer(), 'http://127.0.0.1:1/graphql'];
  const { stdout } = await outputOf('gateway.mjs', urls);
  expect(stdout).toContain('[ true, true, false ]');
  expect(stdout).toContain('ECONNREFUSED');
});

/** A program that prints the node of the process 1, and a node of which no machine knows the ID. */
const findNodes = `${gatewaySchema}
const query = 'query ($id: ID!) { node(id: $id) { __typename ... on Process { pid } } }';
const [machine] = (await execute('{ machines { process(pid: 1) { id } } }')).machines;
console.log(JSON.stringify([await execute(query, { id: machine.process.id }), await execute(query, { id: 'Machine:none' })]));`;

test('node() of machines.mjs finds an object of a machine', async (context) => {
  needsConsumers(context);
  write('nodes.mjs', findNodes);
  const { stdout } = await outputOf('nodes.mjs', await threeServers());
  expect(JSON.parse(stdout)).toEqual([{ node: { __typename: 'Process', pid: 1 } }, { node: null }]);
});

// Hive Gateway itself is run by hand, because its installation has 500 MB.
test('the configurations of Hive Gateway contain valid schemas', async (context) => {
  needsConsumers(context);
  const program = `
    import { readFileSync } from 'node:fs';
    import { buildSchema } from 'graphql';
    import { gatewayConfig as machines } from './gateway.config.mjs';
    import { gatewayConfig as proxy } from './proxy.config.mjs';
    const schemas = [machines.subgraph, readFileSync(proxy.schema, 'utf8')].map((sdl) => buildSchema(sdl));
    console.log(schemas.map((schema) => Object.keys(schema.getQueryType().getFields()).length > 1));
    console.log(Object.keys(machines.additionalResolvers.Query));`;
  write('hive.mjs', program);
  expect((await outputOf('hive.mjs')).stdout).toBe("[ true, true ]\n[ 'machines', 'node' ]\n");
});

test('codegen.mjs generates types that TypeScript checks', async (context) => {
  needsConsumers(context);
  write(
    'src/memory.graphql',
    'query Memory { machine { memory { total } system { bootTime } process(pid: 1) { status } } }',
  );
  run('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.mjs');
  // The directives of the last lines fail if a type is `any`.
  write(
    'src/app.ts',
    `import type { MemoryQuery } from './operations';
    import type { VirtualMemory } from './schema';
    export function check({ machine }: MemoryQuery): void {
      machine.memory?.total satisfies number | undefined;
      machine.system?.bootTime satisfies string | null | undefined;
      machine.process?.status satisfies string | null | undefined;
      // @ts-expect-error
      machine.memory?.total satisfies string | undefined;
      // @ts-expect-error
      machine.memory.total;
    }
    export const used = ({ total, available }: VirtualMemory): number => total - available;`,
  );
  run(
    'typescript/bin/tsc',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--moduleResolution',
    'bundler',
    '--module',
    'esnext',
    'src/app.ts',
  );
});

test('relay.mjs fetches a query, a fragment and its next page by node()', async (context) => {
  needsConsumers(context);
  run('relay-compiler/cli.js');
  expect(await outputOf('relay.mjs')).toEqual({ stdout: documentedOutput('relay.mjs'), stderr: '' });
});

/** A query of records without an ID, such as threads, below objects with one; and one of the same objects by node(). */
const relayRecords = `const { graphql } = require('relay-runtime');
graphql\`query recordsQuery($pid: Int!) {
  machine {
    host { hostname os { distribution } }
    process(pid: $pid) {
      pid
      user { id uid }
      threads(first: 3) { edges { node { tid } } }
      openFiles(first: 3) { edges { node { fd } } }
    }
  }
}\`;
graphql\`query recordsNodeQuery($id: ID!) { node(id: $id) { ... on Process { name } } }\`;`;

/** A program that prints the process of the store after both queries, without the values of this machine. */
const readRelayStore = `
import relay from 'relay-runtime';
import nodeQuery from './src/__generated__/recordsNodeQuery.graphql.js';
import query from './src/__generated__/recordsQuery.graphql.js';

const { Environment, fetchQuery, Network, RecordSource, Store } = relay;
const url = 'http://127.0.0.1:4000/graphql';
const headers = { 'content-type': 'application/json' };
const send = async ({ text }, variables) =>
  (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: text, variables }) })).json();
const store = new Store(new RecordSource());
const environment = new Environment({ network: Network.create(send), store });
const pid = Number(process.argv[2]);
const { machine } = await fetchQuery(environment, query, { pid }).toPromise();
const records = () => Object.values(store.getSource().toJSON());
const { __id: id } = records().find((record) => record.__typename === 'Process');
await fetchQuery(environment, nodeQuery, { id }).toPromise();
const processes = records().filter((record) => record.__typename === 'Process');
console.log(JSON.stringify({
  tids: machine.process.threads.edges.map(({ node }) => node.tid),
  threads: records().filter((record) => record.__typename === 'Thread').map(({ tid }) => tid),
  processes: processes.map((record) => [record.pid, typeof record.name, Boolean(record['threads(first:3)'])]),
}));`;

test('the store of Relay keeps records without an ID apart, and merges a process that node() returns', async (context) => {
  needsConsumers(context);
  write('src/records.js', relayRecords);
  run('relay-compiler/cli.js');
  files.set('records.mjs', readRelayStore.replace('process.argv[2]', String(process.pid)));
  const { stdout, stderr } = await outputOf('records.mjs');
  const { tids, threads, processes } = JSON.parse(stdout);
  expect(new Set(tids).size).toBe(3);
  expect(threads.toSorted()).toEqual(tids.toSorted());
  expect(processes).toEqual([[process.pid, 'string', true]]);
  expect(stderr).toBe('');
});
