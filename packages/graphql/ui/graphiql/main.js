// The editor loads its workers from the files that the server provides at the endpoint.
import defaultQuery from './default-query.graphql';

self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => `?file=${label}.worker.js`,
};
self.addEventListener('DOMContentLoaded', () =>
  self.YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
    title: 'psutil',
    defaultQuery,
    endpoint: location.pathname,
  }),
);
