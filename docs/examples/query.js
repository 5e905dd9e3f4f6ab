// @ts-check
// Executes a GraphQL query in this process, without a server: node docs/examples/query.js '{ cpu { count } }'
import { execute } from '@psutil/graphql';
import { parseCommand, refuse } from './support/command.js';

const { operands } = parseCommand({}, '[DOCUMENT]');
const [
  document = '{ memory { total percent } processes(first: 3) { totalCount edges { node { pid name } } } }',
  ...others
] = operands;
if (others.length > 0) refuse(`unexpected argument '${others[0]}'`);

const result = await execute(document);
console.log(JSON.stringify(result, null, 2));
if (result.errors) process.exitCode = 1;
