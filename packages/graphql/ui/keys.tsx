import { useEffect } from 'preact/hooks';
import { close, opened, search } from './view.ts';

const keys: readonly (readonly [keys: string, what: string])[] = [
  ['/', 'search'],
  ['↑ ↓', 'the line above, below'],
  ['Page Up, Page Down', 'a page up, down'],
  ['Home, End', 'the first line, the last'],
  ['→ ←', 'show the children, hide them or go to the parent'],
  ['Enter', 'show what the process has open'],
  ['Esc', 'close the panel, or end the search'],
  ['?', 'this list'],
];

const dialog = () => document.getElementById('keys') as HTMLDialogElement | null;
const table = () => document.getElementById('processes');

/** Shows what the keys do. */
export function showKeys(): void {
  dialog()?.showModal();
}

function leave(): void {
  if (opened.value !== undefined) close();
  else search.value = '';
  table()?.focus();
}

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog()?.open) return;
  if (event.key === 'Escape') leave();
  if (event.target instanceof HTMLInputElement) return;
  if (event.key === '?') showKeys();
  if (event.key !== '/') return;
  event.preventDefault();
  document.getElementById('search')?.focus();
}

/** The list of the keys, and those that work everywhere on the page. */
export function Keys() {
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <dialog id="keys" aria-labelledby="keys-title" closedby="any">
      <h2 id="keys-title">Keys</h2>
      <dl>
        {keys.map(([name, what]) => (
          <div key={name}>
            <dt>
              <kbd>{name}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
