import { effect, signal } from '@preact/signals';

/** Light or dark: as the system is, or as chosen. */
export const themes = ['auto', 'light', 'dark'] as const;

/** One of {@link themes}. */
export type Theme = (typeof themes)[number];

const key = 'psutil-theme';

function kept(): Theme {
  const found = localStorage.getItem(key);
  return themes.find((theme) => theme === found) ?? 'auto';
}

/** What was chosen. */
export const theme = signal<Theme>(kept());

const system = matchMedia('(prefers-color-scheme: dark)');

/** Changes with every change of colours, for what is drawn with them. */
export const colours = signal(0);

effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
  localStorage.setItem(key, theme.value);
  colours.value = colours.peek() + 1;
});
system.addEventListener('change', () => {
  colours.value++;
});

/** What a colour of the style sheet is now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
}
