import type { ResponseStream } from './concurrency-plugin.js';

/** Time for which the response that reports an expired deadline may be sent, in milliseconds. */
const gracePeriod = 1000;

/** Cancels a timeout. */
export type Cancel = () => void;

/**
 * Closes the connection of a response that is not sent completely after some milliseconds: a client that reads slowly
 * would keep it in memory.
 */
export function limitSending(response: ResponseStream, milliseconds: number): Cancel {
  const cut = () => void response.destroy();
  let timer = setTimeout(() => {
    if (response.headersSent) return cut();
    timer = setTimeout(cut, gracePeriod);
    return undefined;
  }, milliseconds);
  const cancel = () => clearTimeout(timer);
  response.once('close', cancel);
  return cancel;
}

/** Closes the connection of an event stream whose client has read nothing for up to twice some milliseconds. */
export function limitStall(response: ResponseStream, milliseconds: number): Cancel {
  let wasBlocked = false;
  const timer = setInterval(() => {
    if (wasBlocked) response.destroy();
    wasBlocked = response.writableNeedDrain;
  }, milliseconds);
  response.on('drain', () => {
    wasBlocked = false;
  });
  const cancel = () => clearInterval(timer);
  response.once('close', cancel);
  return cancel;
}
