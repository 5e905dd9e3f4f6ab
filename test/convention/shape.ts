import type { Rule, Tree } from './tree.ts';

const handWritten = (tree: Tree) =>
  Object.entries(tree).filter(([path]) => /\.(cc|h|tsx?|mjs|css)$/.test(path) && !path.includes('.generated.'));

const longestFile = 300;
const longestFunction = 40;

function longFiles(tree: Tree): string[] {
  return handWritten(tree)
    .filter(([, text]) => text.split('\n').length > longestFile)
    .map(([path, text]) => `${path}: ${text.split('\n').length} lines`);
}

/** Functions of C++, from the line that opens one to the brace in the same column; biome counts those of TypeScript. */
function longFunctions(tree: Tree): string[] {
  return handWritten(tree)
    .filter(([path]) => /\.(cc|h)$/.test(path))
    .flatMap(([path, text]) => {
      const lines = text.split('\n');
      return lines.flatMap((line, start) => {
        const indent = /^(\s*)[^\s#/}].*\) (const |override |noexcept |try )*\{$/.exec(line)?.[1];
        if (indent === undefined) return [];
        const length = lines.slice(start).findIndex((each) => each.startsWith(`${indent}}`));
        return length > longestFunction ? [`${path}:${start + 1}: ${length} lines`] : [];
      });
    });
}

const exported = /^export (?:abstract |async )?(?:class|const|function|interface|type) (\w+)/;
const isEntry = (path: string) => /^packages\/\w+\/(src|ui)\//.test(path) && !path.includes('.generated.');

/** Whether a line exports a function of an interface whose call signature has the documentation. */
function hasDocumentedSignature(line: string, text: string): boolean {
  const type = /^export const \w+: (\w+)<'(?:sync|async)'> = /.exec(line)?.[1];
  return type !== undefined && new RegExp(`^interface ${type}<[^{]*\\{\\s*/\\*\\*`, 'm').test(text);
}

/** What is exported and has no comment above; a function's further signatures share the first one's. */
function undocumented(tree: Tree): string[] {
  return handWritten(tree)
    .filter(([path]) => isEntry(path))
    .flatMap(([path, text]) => {
      const lines = text.split('\n');
      const documented = new Set<string>();
      return lines.flatMap((line, index) => {
        const name = exported.exec(line)?.[1];
        if (name === undefined || hasDocumentedSignature(line, text)) return [];
        const above = lines.slice(0, index).findLast((each) => !/^\s*\/\/ biome-ignore/.test(each)) ?? '';
        if (/\*\/$/.test(above)) documented.add(name);
        return documented.has(name) ? [] : [`${path}:${index + 1}: ${name}`];
      });
    });
}

/** What every file and every export promises. */
export const shapeRules: readonly Rule[] = [
  {
    claim: `no file is longer than ${longestFile} lines`,
    breaches: longFiles,
    example: { 'packages/cpu/src/x.ts': '\n'.repeat(longestFile) },
  },
  {
    claim: `no function is longer than ${longestFunction} lines`,
    breaches: longFunctions,
    example: { 'packages/native/cpp/linux/x.cc': `void F(int x) {\n${'  ++x;\n'.repeat(longestFunction + 1)}}\n` },
  },
  {
    claim: 'every export says what it is',
    breaches: undocumented,
    example: { 'packages/cpu/src/x.ts': 'export const x = 1;' },
  },
];
