import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/run.ts';

/** The contents of files, by path relative to the root of the repository. */
export type Tree = Readonly<Record<string, string>>;

const buildOutput = /(^|\/)(node_modules|dist|build|prebuilds|\.turbo)(\/|$)/;

/** Returns the source files of all packages. */
export function sources(): Tree {
  const paths = readdirSync(join(root, 'packages'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => !buildOutput.test(path) && /\.(cc|h|gyp|mjs|tsx?|css|json)$/.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** A rule for the source files. */
export interface Rule {
  readonly claim: string;
  /** Returns the violations, as `path:line: text`. */
  readonly violations: (tree: Tree) => string[];
  /** A file with exactly one violation. */
  readonly example: Tree;
}

/** Returns a rule that no line of some files matches a pattern. */
export function never(
  claim: string,
  paths: RegExp,
  pattern: RegExp,
  [path, line]: readonly [path: string, line: string],
): Rule {
  const violations = (tree: Tree) =>
    Object.entries(tree)
      .filter(([name]) => paths.test(name))
      .flatMap(([name, text]) =>
        text.split('\n').flatMap((each, index) => (pattern.test(each) ? [`${name}:${index + 1}: ${each.trim()}`] : [])),
      );
  return { claim, violations, example: { [path]: line } };
}
