import { type ReadonlySignal, signal } from '@preact/signals';

function mediaQuery(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => {
    matches.value = list.matches;
  });
  return matches;
}

/** Whether the window is as small as a phone, as in the style sheets: the charts then have no axes. */
export const isCompact: ReadonlySignal<boolean> = mediaQuery('(max-width: 40rem), (max-height: 34rem)');

/** Whether rows need the height of a finger. */
export const isTouch: ReadonlySignal<boolean> = mediaQuery('(max-width: 40rem), (pointer: coarse)');

/** Whether the panel covers the table; it then takes the focus when it opens. */
export const isPanelOverlay: ReadonlySignal<boolean> = mediaQuery('(max-width: 64rem), (max-height: 34rem)');
