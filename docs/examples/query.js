// @ts-check
// Asks the graph in this process, without a server: node docs/examples/query.js '{ cpu { count } }'
import { execute } from '@psutil/graphql';

const [, , document = '{ memory { total percent } processes(first: 3) { totalCount edges { node { pid name } } } }'] =
  process.argv;

const answer = await execute(document);
console.log(JSON.stringify(answer, null, 2));
if (answer.errors) process.exitCode = 1;
