// @ts-check
// Executes a GraphQL query in this process, without a server: node docs/examples/query.js '{ cpu { count } }'
import { execute } from '@psutil/graphql';

const [, , document = '{ memory { total percent } processes(first: 3) { totalCount edges { node { pid name } } } }'] =
  process.argv;

const result = await execute(document);
console.log(JSON.stringify(result, null, 2));
if (result.errors) process.exitCode = 1;
