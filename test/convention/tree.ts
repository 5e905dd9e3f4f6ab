import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/run.ts';

/** Files by their path from the root of the repository. */
export type Tree = Readonly<Record<string, string>>;

const made = /(^|\/)(node_modules|dist|build|prebuilds|\.turbo)(\/|$)/;

/** The sources of all packages. */
export function sources(): Tree {
  const paths = readdirSync(join(root, 'packages'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => !made.test(path) && /\.(cc|h|gyp|mjs|tsx?|css|json)$/.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** What the code promises of itself. */
export interface Rule {
  readonly claim: string;
  /** Where a tree breaks it: `path:line: text`. */
  readonly breaches: (tree: Tree) => string[];
  /** A file that breaks it, by its path: the rule must notice. */
  readonly example: Tree;
}

/** A rule that no line of some files may look so. */
export function never(
  claim: string,
  where: RegExp,
  what: RegExp,
  [path, line]: readonly [path: string, line: string],
): Rule {
  const breaches = (tree: Tree) =>
    Object.entries(tree)
      .filter(([name]) => where.test(name))
      .flatMap(([name, text]) =>
        text.split('\n').flatMap((each, index) => (what.test(each) ? [`${name}:${index + 1}: ${each.trim()}`] : [])),
      );
  return { claim, breaches, example: { [path]: line } };
}
