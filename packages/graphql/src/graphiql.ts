import { StaticFile } from './static-file.js';

/** GraphiQL creates style elements, and loads images and fonts from its style sheet. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = new StaticFile('graphiql.html', 'text/html', policy);

const scripts = ['graphiql.js', 'editorWorkerService.worker.js', 'graphql.worker.js', 'json.worker.js'];
const files = new Map([
  ...scripts.map((name) => [name, new StaticFile(name, 'text/javascript')] as const),
  ['graphiql.css', new StaticFile('graphiql.css', 'text/css')],
]);

/**
 * Returns the file that a request of a browser to the endpoint requires: the GraphiQL page, or a file of the page, which
 * is in the query of the URL because a surrounding server may pass requests for the path of the endpoint only.
 */
export function graphiqlFileOf({ method, url, headers }: Request): StaticFile | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const name = new URL(url).searchParams.get('file');
  if (name !== null) return files.get(name);
  return headers.get('accept')?.includes('text/html') ? page : undefined;
}
