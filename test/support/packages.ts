import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.ts';

type Exports = Readonly<Record<string, unknown>>;

/** The synchronous entry and the promises entry of a package. */
export interface Entries {
  readonly name: string;
  readonly sync: Exports;
  readonly promises: Exports;
}

const manifest = (directory: string): { dependencies: Record<string, string>; exports: Record<string, unknown> } =>
  JSON.parse(readFileSync(join(root, 'packages', directory, 'package.json'), 'utf8'));

/** The directory names of the packages that the umbrella package re-exports. */
export const umbrellaParts: readonly string[] = Object.keys(manifest('psutil').dependencies)
  .filter((name) => name.startsWith('@psutil/'))
  .map((name) => name.slice('@psutil/'.length));

/** The directory names of the packages that have a promises entry. */
export const packagesWithPromises: readonly string[] = [...umbrellaParts, 'psutil'].filter(
  (directory) => './promises' in manifest(directory).exports,
);

/** Imports both entries of a package. */
export async function entriesOf(directory: string): Promise<Entries> {
  const name = `@psutil/${directory}`;
  return { name, sync: await import(name), promises: await import(`${name}/promises`) };
}

/** Returns the functions that an entry exports; classes are not included. */
export function functionsOf(entry: Exports): [name: string, call: (...args: unknown[]) => unknown][] {
  return Object.entries(entry).filter(
    (each): each is [string, (...args: unknown[]) => unknown] =>
      typeof each[1] === 'function' && !/^class\b/.test(String(each[1])),
  );
}
