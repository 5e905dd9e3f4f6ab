// Writes the tables of exports in the READMEs of the packages, from the declarations and the first sentences of their
// comments. A test fails if this script would change them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { API, SymbolFlags } from 'typescript/unstable/sync';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const marks = /(<!-- exports: written by "npm run generate" -->\n)[\s\S]*?(<!-- end of exports -->)/;

const packages = readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'src')));
const typesOf = (name, entry) => JSON.parse(read(`packages/${name}/package.json`)).exports[entry]?.types;

/** The entry points of a package that have a table of their own: `promises` has the names of the main one. */
const entriesOf = (name) =>
  ['.', './clients'].flatMap((entry) => {
    const files = (entry === '.' ? [entry, './promises'] : [entry]).map((each) => typesOf(name, each)).filter(Boolean);
    return files.length > 0 ? [{ entry, files: files.map((file) => join(root, 'packages', name, file)) }] : [];
  });

/** Formats the names in a text as code: the compiler returns links as plain names. */
const formatNames = (text) =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replace(/\b[a-z]+[A-Z]\w*/g, '`$&`') : part))
    .join('`');

/** Returns the first sentence of a comment. */
function summary(comment) {
  const text = comment.replace(/\s+/g, ' ');
  return formatNames(text.match(/^.*?\.(?= |$)/)?.[0] ?? text);
}

function kindOf(checker, symbol) {
  if (symbol.flags & SymbolFlags.Class) return 'class';
  if (symbol.flags & (SymbolFlags.Interface | SymbolFlags.TypeAlias)) return 'type';
  return checker.getSignaturesOfType(checker.getTypeOfSymbol(symbol), 0).length > 0 ? 'function' : 'constant';
}

function exportsOf({ program, checker }, file) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file));
  return checker.getExportsOfModule(module).map((exported) => {
    const symbol = exported.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const doc = summary(checker.getDocumentationCommentOfSymbol(symbol));
    return { name: exported.name, kind: kindOf(checker, symbol), doc };
  });
}

/** Returns the exports of files in alphabetical order. A name of several files is that of the first one. */
function namesOf(project, files) {
  const all = new Map(
    files
      .toReversed()
      .flatMap((file) => exportsOf(project, file))
      .map((each) => [each.name, each]),
  );
  return [...all.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

const kinds = { function: 'Functions', class: 'Classes', constant: 'Constants', type: 'Types' };
const link = (name) => `[API reference](https://psutil-js.github.io/psutil/api/${name})`;

function tables(name, entry, all) {
  const module = `@psutil/${name}${entry.slice(1)}`;
  const parts = Object.entries(kinds).flatMap(([kind, title]) => {
    const rows = all.filter((each) => each.kind === kind).map((each) => `| \`${each.name}\` | ${each.doc} |`);
    return rows.length > 0 ? [`| ${title} of \`${module}\` | |\n|---|---|\n${rows.join('\n')}`] : [];
  });
  return parts.join('\n\n');
}

const codes = (all) => all.map(({ name }) => `\`${name}\``).join(' ');

/** The table of a package that re-exports others: the names by package. */
function reExports(project) {
  const rows = packages
    .filter((name) => name !== 'psutil' && name !== 'graphql')
    .map((name) => {
      const all = namesOf(project, entriesOf(name)[0].files);
      const isType = ({ kind }) => kind === 'type';
      const url = `https://github.com/psutil-js/psutil/blob/main/packages/${name}/README.md`;
      return `| [\`@psutil/${name}\`](${url}) | ${codes(all.filter((each) => !isType(each)))} | ${codes(all.filter(isType))} |`;
    });
  return `| package | functions, classes and constants | types |\n|---|---|---|\n${rows.join('\n')}`;
}

/** Returns the text of each README by its path. */
export function readmes() {
  const files = packages.flatMap((name) => entriesOf(name).flatMap((each) => each.files));
  // A file that does not exist: undefined means to read the file system.
  const config = join(root, 'scripts/readmes.tsconfig.json');
  const text = JSON.stringify({ compilerOptions: { module: 'nodenext', types: ['node'], noEmit: true }, files });
  const fs = {
    readFile: (path) => (path === config ? text : undefined),
    fileExists: (path) => (path === config ? true : undefined),
  };
  const api = new API({ cwd: root, fs });
  try {
    const [project] = api.updateSnapshot({ openProjects: [config] }).getProjects();
    return Object.fromEntries(
      packages.map((name) => {
        const list =
          name === 'psutil'
            ? reExports(project)
            : entriesOf(name)
                .map((each) => tables(name, each.entry, namesOf(project, each.files)))
                .join('\n\n');
        const note = `The ${link(name)} has the options, fields, errors and an example of each.`;
        const path = `packages/${name}/README.md`;
        return [path, read(path).replace(marks, (_, start, end) => `${start}\n${list}\n\n${note}\n\n${end}`)];
      }),
    );
  } finally {
    api.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(readmes())) writeFileSync(join(root, path), text);
}
