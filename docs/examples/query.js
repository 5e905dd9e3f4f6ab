// @ts-check
// Asks the graph in this process, without a server: node docs/examples/query.js '{ cpu { count } }'
import { createPsutilYoga } from '@psutil/graphql';

const [, , query = '{ memory { total percent } processes(first: 3) { totalCount edges { node { pid name } } } }'] =
  process.argv;

const response = await createPsutilYoga().fetch('http://localhost/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});

const answer = await response.json();
console.log(JSON.stringify(answer, null, 2));
if (answer.errors) process.exitCode = 1;
