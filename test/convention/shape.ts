import type { Rule, Tree } from './tree.ts';

const handWritten = (tree: Tree) =>
  Object.entries(tree).filter(([path]) => /\.(cc|h|tsx?|mjs|css)$/.test(path) && !path.includes('.generated.'));

const maxFileLines = 300;
const maxFunctionLines = 40;

function longFiles(tree: Tree): string[] {
  return handWritten(tree)
    .filter(([, text]) => text.split('\n').length > maxFileLines)
    .map(([path, text]) => `${path}: ${text.split('\n').length} lines`);
}

/** C++ functions, from the first line to the closing brace in the same column. Biome checks TypeScript functions. */
function longFunctions(tree: Tree): string[] {
  return handWritten(tree)
    .filter(([path]) => /\.(cc|h)$/.test(path))
    .flatMap(([path, text]) => {
      const lines = text.split('\n');
      return lines.flatMap((line, start) => {
        const indent = /^(\s*)[^\s#/}].*\) (const |override |noexcept |try )*\{$/.exec(line)?.[1];
        if (indent === undefined) return [];
        const length = lines.slice(start).findIndex((each) => each.startsWith(`${indent}}`));
        return length > maxFunctionLines ? [`${path}:${start + 1}: ${length} lines`] : [];
      });
    });
}

const exported = /^export (?:abstract |async )?(?:class|const|function|interface|type) (\w+)/;
const isEntry = (path: string) => /^packages\/\w+\/(src|ui)\//.test(path) && !path.includes('.generated.');

/**
 * Exports without a documentation comment. Overloads share the comment of the first signature, and a promise form that of
 * the synchronous form: scripts/copy-comments.mjs.
 */
function undocumented(tree: Tree): string[] {
  return handWritten(tree)
    .filter(([path]) => isEntry(path))
    .flatMap(([path, text]) => {
      const lines = text.split('\n');
      const documented = new Set<string>();
      return lines.flatMap((line, index) => {
        const name = exported.exec(line)?.[1];
        if (name === undefined || documented.has(name.replace(/Async$/, ''))) return [];
        const above = lines.slice(0, index).findLast((each) => !/^\s*\/\/ biome-ignore/.test(each)) ?? '';
        if (/\*\/$/.test(above)) documented.add(name);
        return documented.has(name) ? [] : [`${path}:${index + 1}: ${name}`];
      });
    });
}

/** The rules for the length and the documentation of all source files. */
export const shapeRules: readonly Rule[] = [
  {
    claim: `no file is longer than ${maxFileLines} lines`,
    violations: longFiles,
    example: { 'packages/cpu/src/x.ts': '\n'.repeat(maxFileLines) },
  },
  {
    claim: `no function is longer than ${maxFunctionLines} lines`,
    violations: longFunctions,
    example: { 'packages/native/cpp/linux/x.cc': `void F(int x) {\n${'  ++x;\n'.repeat(maxFunctionLines + 1)}}\n` },
  },
  {
    claim: 'every export has a documentation comment',
    violations: undocumented,
    example: { 'packages/cpu/src/x.ts': 'export const x = 1;' },
  },
];
