import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { escapeInvisible } from './escape.ts';
import { formatBytes, formatInteger, formatStatus } from './format.ts';
import type { OpenFile } from './process-details.ts';
import { protocolOf, type Socket, socketText } from './sockets.ts';

/** Number of items rendered at first: a process may have a million open files. */
const initialItems = 200;

/** A list of a process, with the number of its items, or the error that prevented reading it. */
export function ListSection<T>(props: {
  readonly title: string;
  readonly items: readonly T[] | null;
  /** Number of all items, if it exceeds that of `items`. */
  readonly total?: number | undefined;
  readonly error: string | undefined;
  readonly children: (items: readonly T[]) => ComponentChildren;
}) {
  const { title, items, total, error, children } = props;
  const [limit, setLimit] = useState(initialItems);
  const id = `section-${title.toLowerCase().replace(' ', '-')}`;
  return (
    <section aria-labelledby={id} data-section={title.toLowerCase()}>
      <h3 id={id}>
        {title} {items && <span class="count">{formatInteger(total ?? items.length)}</span>}
      </h3>
      {error && <p class="error">{error}</p>}
      {items && items.length > 0 && children(items.slice(0, limit))}
      {items && items.length > limit && (
        <button type="button" class="show-more" onClick={() => setLimit(limit * 10)}>
          {formatInteger(items.length - limit)} more
        </button>
      )}
    </section>
  );
}

/** Sockets: protocol, local and remote address, and status. */
export function SocketList({ sockets }: { readonly sockets: readonly Socket[] }) {
  return (
    <ul class="entries">
      {sockets.map((socket, index) => (
        <li key={index}>
          <span class="label">{protocolOf(socket)}</span>
          <bdi class="path">{socketText(socket)}</bdi>
          <span class="note">{formatStatus(socket.status)}</span>
        </li>
      ))}
    </ul>
  );
}

const modeLabels: Readonly<Record<string, string>> = {
  R: 'read',
  W: 'write',
  A: 'append',
  R_PLUS: 'read, write',
  A_PLUS: 'read, append',
};

/** Open files: file descriptor, path, mode and file offset. */
export function OpenFileList({ files }: { readonly files: readonly OpenFile[] }) {
  return (
    <ul class="entries">
      {files.map(({ fd, path, mode, position, deleted }) => (
        <li key={fd}>
          <span class="label">{fd}</span>
          <bdi class="path">{escapeInvisible(path)}</bdi>
          <span class="note">
            {[deleted && 'deleted', mode && modeLabels[mode], position ? `offset ${formatBytes(position)}` : '']
              .filter(Boolean)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
