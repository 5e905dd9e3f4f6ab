import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { File, Socket } from './details.ts';
import { visible } from './text.ts';
import { bytes, count } from './units.ts';

/** Entries of a list that are drawn at first: a process may have a million files open. */
const atFirst = 200;

/** A list of what a process has: how many, each of them, or why that is not known. */
export function Section<T>(props: {
  readonly name: string;
  readonly of: readonly T[] | null;
  readonly error: string | undefined;
  readonly children: (items: readonly T[]) => ComponentChildren;
}) {
  const { name, of: items, error, children } = props;
  const [shown, setShown] = useState(atFirst);
  const id = `section-${name.toLowerCase().replace(' ', '-')}`;
  return (
    <section aria-labelledby={id} data-section={name.toLowerCase()}>
      <h3 id={id}>
        {name} {items && <span class="count">{count(items.length)}</span>}
      </h3>
      {error && <p class="refused">{error}</p>}
      {items && items.length > 0 && children(items.slice(0, shown))}
      {items && items.length > shown && (
        <button type="button" class="more" onClick={() => setShown(shown * 10)}>
          {count(items.length - shown)} more
        </button>
      )}
    </section>
  );
}

type End = { readonly ip: string; readonly port: number };

const endText = ({ ip, port }: End) => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);

function protocolOf({ family, type }: Socket): string {
  if (family === 'AF_UNIX') return 'unix';
  const name = type === 'SOCK_STREAM' ? 'tcp' : type === 'SOCK_DGRAM' ? 'udp' : type.toLowerCase();
  return family === 'AF_INET6' ? `${name}6` : name;
}

function endsOf({ laddr, raddr, path }: Socket): string {
  if (path !== null) return path === '' ? '(no name)' : visible(path);
  return [laddr, raddr]
    .filter((end) => end !== null)
    .map(endText)
    .join(' → ');
}

/** Sockets, each with its two ends. */
export function Sockets({ of }: { readonly of: readonly Socket[] }) {
  return (
    <ul class="entries">
      {of.map((socket, index) => (
        <li key={index}>
          <span class="what">{protocolOf(socket)}</span>
          <bdi class="path">{endsOf(socket)}</bdi>
          {socket.status !== 'NONE' && <span class="note">{socket.status.toLowerCase().replaceAll('_', ' ')}</span>}
        </li>
      ))}
    </ul>
  );
}

const modes: Readonly<Record<string, string>> = {
  R: 'read',
  W: 'write',
  A: 'append',
  R_PLUS: 'read, write',
  A_PLUS: 'read, append',
};

/** Files, each with its descriptor. */
export function Files({ of }: { readonly of: readonly File[] }) {
  return (
    <ul class="entries">
      {of.map(({ fd, path, mode, position, deleted }) => (
        <li key={fd}>
          <span class="what">{fd}</span>
          <bdi class="path">{visible(path)}</bdi>
          <span class="note">
            {[deleted && 'deleted', mode && modes[mode], position ? `at ${bytes(position)}` : '']
              .filter(Boolean)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
