import { Writable } from 'node:stream';

/** A connection that carries the results of several operations. */
export interface Connection {
  /** Sends a message, and calls back when it is no longer in a buffer. */
  send(message: Buffer, callback: (error?: Error | null) => void): void;
  /** Closes the connection at once, and thereby ends its operations. */
  destroy(): void;
}

/**
 * The response stream of one operation of a connection. It buffers no message: its owner waits until a message is sent
 * before it reads the next event, so that a slow client misses events.
 */
export class OperationStream extends Writable {
  readonly #connection: Connection;
  /** Whether a message has been written. */
  headersSent = false;

  constructor(connection: Connection) {
    super({ highWaterMark: 1 });
    this.#connection = connection;
    this.on('error', () => {}); // The connection was closed before the message was sent.
  }

  /** Writes a message, and resolves when it is sent. Rejects if the connection is closed before. */
  send(message: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.write(message, (error) => (error ? reject(error) : resolve()));
    });
  }

  override _write(message: Buffer, _encoding: string, callback: (error?: Error | null) => void): void {
    this.headersSent = true;
    this.#connection.send(message, callback);
  }

  /** A stream that is destroyed before it has ended took too long. */
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (!this.writableFinished) this.#connection.destroy();
    callback(error);
  }
}
