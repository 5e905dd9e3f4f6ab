import { effect, signal } from '@preact/signals';

/** Color themes; `auto` follows the system. */
export const themes = ['auto', 'light', 'dark'] as const;

/** One of {@link themes}. */
export type Theme = (typeof themes)[number];

const themeKey = 'psutil-theme';

function storedTheme(): Theme {
  const stored = localStorage.getItem(themeKey);
  return themes.find((each) => each === stored) ?? 'auto';
}

/** The selected theme, stored in `localStorage`. */
export const theme = signal<Theme>(storedTheme());

const systemTheme = matchMedia('(prefers-color-scheme: dark)');

/** Number of theme changes; canvases are redrawn when it changes. */
export const themeChanges = signal(0);

effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
  localStorage.setItem(themeKey, theme.value);
  themeChanges.value = themeChanges.peek() + 1;
});
systemTheme.addEventListener('change', () => {
  themeChanges.value++;
});

/** Returns the current value of a color of colors.css. */
export function themeColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
}
