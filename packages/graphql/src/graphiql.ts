import { createHash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { example } from './example.js';

/** A page, and what its browser may load for it. */
export interface GraphiQL {
  /** Shared by all answers: it is big. */
  readonly html: Uint8Array<ArrayBuffer>;
  readonly policy: string;
}

const policyOf = (hash: string) =>
  [
    "default-src 'none'",
    `script-src 'sha256-${hash}' blob:`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    'worker-src blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** GraphiQL, whose one script, styles, pictures and workers are all in the page itself. It holds no data. */
export function graphiql(endpoint: string): GraphiQL {
  const html = renderGraphiQL({ title: 'psutil', defaultQuery: example, endpoint });
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  return {
    html: new TextEncoder().encode(html),
    policy: policyOf(createHash('sha256').update(script).digest('base64')),
  };
}
