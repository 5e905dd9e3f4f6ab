import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.ts';

type Exports = Readonly<Record<string, unknown>>;

/** The two entries of a package. */
export interface Entries {
  readonly name: string;
  readonly atOnce: Exports;
  readonly promises: Exports;
}

const manifest = (folder: string): { dependencies: Record<string, string>; exports: Record<string, unknown> } =>
  JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));

/** The packages that the umbrella joins, by the names of their folders. */
export const joined: readonly string[] = Object.keys(manifest('psutil').dependencies)
  .filter((name) => name.startsWith('@psutil/'))
  .map((name) => name.slice('@psutil/'.length));

/** The packages with readings: those that have both entries. */
export const withReadings: readonly string[] = [...joined, 'psutil'].filter(
  (folder) => './promises' in manifest(folder).exports,
);

/** What a package exports. */
export async function entriesOf(folder: string): Promise<Entries> {
  const name = `@psutil/${folder}`;
  return { name, atOnce: await import(name), promises: await import(`${name}/promises`) };
}

/** The functions of an entry that can be called: its exports but for classes and values. */
export function functionsOf(entry: Exports): [name: string, call: (...args: unknown[]) => unknown][] {
  return Object.entries(entry).filter(
    (each): each is [string, (...args: unknown[]) => unknown] =>
      typeof each[1] === 'function' && !/^class\b/.test(String(each[1])),
  );
}
