import { createHash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { defaultQuery } from './default-query.js';

/** A page and its content security policy. */
export interface GraphiQL {
  /** Shared by all responses, as it is large. */
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

/** Returns the GraphiQL page, which contains its script, styles, images and workers. It contains no data. */
export function graphiql(endpoint: string): GraphiQL {
  const html = renderGraphiQL({ title: 'psutil', defaultQuery, endpoint });
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  return {
    html: new TextEncoder().encode(html),
    policy: policyOf(createHash('sha256').update(script).digest('base64')),
  };
}
