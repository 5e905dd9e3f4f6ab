import { attrs } from './processes.mjs';

const query = `{ processes(first: 5000) { edges { node {
  pid ppid name status createTime username cpuTimes { user system childrenUser childrenSystem iowait }
  memoryInfo { rss vms shared text data } numThreads cmdline
} } } }`;

/** The same attributes of all processes, as a table and through the GraphQL schema. */
export const graphTask = {
  id: 'graph',
  title: 'the same attributes through GraphQL',
  fill: [['sleepers', 1000]],
  found: ({ entries, data }) => (entries ?? data.processes.edges).length,
  peers: {
    table:
      ({ ProcessTable }) =>
      () =>
        ProcessTable.read({ attrs }),
    graph:
      ({ execute }) =>
      () =>
        execute(query),
  },
};
