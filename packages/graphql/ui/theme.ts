import { effect, signal } from '@preact/signals';
import { theme } from './settings.ts';

const systemTheme = matchMedia('(prefers-color-scheme: dark)');

/** Number of theme changes; canvases are redrawn when it changes. */
export const themeChanges = signal(0);

effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
  themeChanges.value = themeChanges.peek() + 1;
});
systemTheme.addEventListener('change', () => {
  themeChanges.value++;
});

/** Returns the current value of a color of colors.css. */
export function themeColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
}
