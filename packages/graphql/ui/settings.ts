import { batch, effect, type Signal, signal } from '@preact/signals';

/** A setting, and its text in the URL and in the storage. */
interface Setting<T> {
  readonly signal: Signal<T>;
  readonly defaultValue: T;
  /** Returns undefined for an invalid text. */
  readonly parse: (text: string) => T | undefined;
  readonly format: (value: T) => string;
}

const storageKey = 'psutil-settings';
// biome-ignore lint/suspicious/noExplicitAny: each setting has values of another type
const settings = new Map<string, Setting<any>>();

function setting<T>(
  name: string,
  defaultValue: T,
  parse: Setting<T>['parse'],
  format: Setting<T>['format'] = String,
): Signal<T> {
  const value = signal(defaultValue);
  settings.set(name, { signal: value, defaultValue, parse, format });
  return value;
}

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string) =>
    values.find((value) => value === text);

/** How the table arranges processes: as a tree, as a list, or in groups. */
export const views = ['list', 'tree', 'user', 'program', 'container'] as const;

/** One of {@link views}. */
export type View = (typeof views)[number];

/** How the table arranges processes. */
export const view: Signal<View> = setting('view', 'list', oneOf(views));

/** Column and direction by which the table is sorted. */
export interface SortOrder {
  readonly columnId: string;
  readonly isDescending: boolean;
}

/** Order of the table; descending in the URL is a minus sign. */
export const sortOrder: Signal<SortOrder> = setting<SortOrder>(
  'sort',
  { columnId: 'cpu', isDescending: true },
  (text) => ({ columnId: text.replace(/^-/, ''), isDescending: text.startsWith('-') }),
  ({ columnId, isDescending }) => `${isDescending ? '-' : ''}${columnId}`,
);

/** IDs of the selected columns; undefined for those that fit into the table. */
export const columnIds: Signal<readonly string[] | undefined> = setting<readonly string[] | undefined>(
  'columns',
  undefined,
  (text) => text.split(','),
  (ids) => ids?.join(',') ?? '',
);

/** Text of the search field. */
export const search: Signal<string> = setting('search', '', (text) => text);

/** Whether the table shows kernel threads and processes. */
export const showsKernel: Signal<boolean> = setting('kernel', true, (text) => text !== 'false');

/** Name of the section beside the charts. */
export const sectionId: Signal<string> = setting('section', 'processes', (text) => text);

/** Color themes; `auto` follows the system. */
export const themes = ['auto', 'light', 'dark'] as const;

/** One of {@link themes}. */
export type Theme = (typeof themes)[number];

/** The color theme. */
export const theme: Signal<Theme> = setting<Theme>('theme', 'auto', oneOf(themes));

/** Sets all settings; those that are missing or invalid get their default. */
function load(parameters: URLSearchParams): void {
  batch(() => {
    for (const [name, { signal: value, defaultValue, parse }] of settings) {
      const text = parameters.get(name);
      value.value = (text === null ? undefined : parse(text)) ?? defaultValue;
    }
  });
}

/**
 * Returns the settings that differ from their defaults. The view is always included, because an empty fragment would load
 * the stored settings.
 */
function serialize(): string {
  const parameters = new URLSearchParams();
  for (const [name, { signal: value, defaultValue, format }] of settings) {
    const text = format(value.value);
    if (name === 'view' || text !== format(defaultValue)) parameters.set(name, text);
  }
  return parameters.toString();
}

const fragment = () => location.hash.slice(1);

load(new URLSearchParams(fragment() || (localStorage.getItem(storageKey) ?? '')));
addEventListener('hashchange', () => load(new URLSearchParams(fragment())));

// The fragment is not sent to the server, where a search text would appear in logs.
effect(() => {
  const text = serialize();
  localStorage.setItem(storageKey, text);
  if (fragment() !== text) history.replaceState(null, '', `#${text}`);
});
