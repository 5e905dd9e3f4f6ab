import { useEffect } from 'preact/hooks';
import { search } from './settings.ts';
import { closePanel, scrollRequests, selectedId } from './table-state.ts';

const shortcuts: readonly (readonly [keys: string, action: string])[] = [
  ['/', 'Search'],
  ['↑ ↓', 'Previous, next row'],
  ['Page Up, Page Down', 'Previous, next page'],
  ['Home, End', 'First, last row'],
  ['→', 'Expand, or go to the first child'],
  ['←', 'Collapse, or go to the parent'],
  ['Enter', 'Show process details; expand or collapse a group'],
  ['Delete', 'Terminate the process, if the server allows it'],
  ['Esc', 'Close the details, or clear the search'],
  ['?', 'Show this list'],
];

const dialog = () => document.getElementById('shortcuts') as HTMLDialogElement | null;
const table = () => document.getElementById('processes');

/** Opens the list of keyboard shortcuts. */
export function showShortcuts(): void {
  dialog()?.showModal();
}

/** Closes the panel, or clears the search; the active row remains visible. */
function handleEscape(): void {
  if (selectedId.value !== undefined) closePanel();
  else search.value = '';
  scrollRequests.value++;
  table()?.focus();
}

function handleKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // An open dialog or popover handles its keys.
  if (document.querySelector('dialog[open], :popover-open')) return;
  if (event.key === 'Escape') handleEscape();
  if (event.target instanceof HTMLInputElement) return;
  if (event.key === '?') showShortcuts();
  if (event.key !== '/') return;
  event.preventDefault();
  document.getElementById('search')?.focus();
}

/** Handles the global shortcuts, and renders the dialog that lists all of them. */
export function Shortcuts() {
  useEffect(() => {
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, []);
  return (
    <dialog id="shortcuts" aria-labelledby="shortcuts-title" closedby="any">
      <h2 id="shortcuts-title">Keyboard shortcuts</h2>
      <dl>
        {shortcuts.map(([keys, action]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
