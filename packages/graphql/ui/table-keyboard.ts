import { actions, canMutate, check } from './actions.ts';
import { activeIndex, openRow, rows, setActiveRow, toggleExpanded } from './table-state.ts';

/** Index of the active row, or of the first if none is active. */
const currentIndex = () => Math.max(0, activeIndex.value);

const moveTo = (index: number) => setActiveRow(rows.value[Math.max(0, Math.min(rows.value.length - 1, index))]);

/** Moves the active row; without one, the first move activates the first row. */
const moveBy = (offset: number) => moveTo(activeIndex.value < 0 ? 0 : activeIndex.value + offset);

function expandOrMoveToChild(): void {
  const row = rows.value[currentIndex()];
  if (row?.isExpanded === undefined) return;
  if (row.isExpanded) moveBy(1);
  else toggleExpanded(row.id);
}

function collapseOrMoveToParent(): void {
  const index = currentIndex();
  const row = rows.value[index];
  if (!row) return;
  const parent = rows.value.slice(0, index).findLastIndex(({ level }) => level < row.level);
  if (row.isExpanded) toggleExpanded(row.id);
  else if (parent >= 0) moveTo(parent);
}

function openActiveRow(): void {
  const row = rows.value[currentIndex()];
  if (row) openRow(row);
}

/** Opens the dialog that terminates the process of the active row. */
function terminateActiveProcess(): void {
  const process = rows.value[activeIndex.value]?.process;
  const [terminate] = actions;
  if (process && terminate && canMutate.value) void check(terminate, { nice: null, ...process });
}

/** Handles a key that is pressed in the table, which shows `pageSize` rows; returns false if the key has no action. */
export function handleTableKey(key: string, pageSize: number): boolean {
  const handlers: Readonly<Record<string, () => void>> = {
    ArrowDown: () => moveBy(1),
    ArrowUp: () => moveBy(-1),
    PageDown: () => moveBy(pageSize),
    PageUp: () => moveBy(-pageSize),
    Home: () => moveTo(0),
    End: () => moveTo(rows.value.length - 1),
    ArrowRight: expandOrMoveToChild,
    ArrowLeft: collapseOrMoveToParent,
    Enter: openActiveRow,
    ' ': openActiveRow,
    Delete: terminateActiveProcess,
  };
  const handler = handlers[key];
  handler?.();
  return handler !== undefined;
}
