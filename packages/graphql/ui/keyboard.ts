import { activate, activeIndex, isTree, open, rows, toggle } from './view.ts';

/** The active line, or the first. */
const at = () => Math.max(0, activeIndex.value);

const go = (index: number) => activate(rows.value[Math.max(0, Math.min(rows.value.length - 1, index))]);

/** Without an active line, the first step leads to the first. */
const step = (by: number) => go(activeIndex.value < 0 ? 0 : activeIndex.value + by);

function right(): void {
  const row = rows.value[at()];
  if (!isTree.value || row?.isOpen === undefined) return;
  if (row.isOpen) step(1);
  else toggle(row.process.id, true);
}

function left(): void {
  const index = at();
  const row = rows.value[index];
  if (!isTree.value || !row) return;
  const parent = rows.value.slice(0, index).findLastIndex(({ level }) => level < row.level);
  if (row.isOpen) toggle(row.process.id, false);
  else if (parent >= 0) go(parent);
}

function show(): void {
  const row = rows.value[at()];
  if (row) open(row.process.id);
}

/** What a key does in the table, where a page has so many lines; false where it means nothing there. */
export function press(key: string, page: number): boolean {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => step(page),
    PageUp: () => step(-page),
    Home: () => go(0),
    End: () => go(rows.value.length - 1),
    ArrowRight: right,
    ArrowLeft: left,
    Enter: show,
    ' ': show,
  };
  const action = actions[key];
  action?.();
  return action !== undefined;
}
