import { Request as FetchRequest } from '@whatwg-node/fetch';

/** A URL with a path that no endpoint has. */
const unknownUrl = 'http://localhost/%20';

/**
 * A request whose URL is always valid. The URL of a Node.js request contains its `Host` header, and GraphQL Yoga responds
 * to an invalid URL with a stack trace.
 */
export class RequestWithValidUrl extends FetchRequest {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(typeof input === 'string' && !URL.canParse(input) ? unknownUrl : input, init);
  }
}
