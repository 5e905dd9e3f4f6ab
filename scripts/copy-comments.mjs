// Copies doc comments to the declarations that have none of their own. The source has one comment for both forms and for
// all overloads, and editors show it for each.
// - A promise form has the comment of the synchronous form: `cpuCountAsync` that of `cpuCount`, and a member of a class in
//   NAME-async.d.ts that of the class in NAME.d.ts.
// - An overload has the comment of the first one.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const declaration = /^ *(?:export declare (?:const|function) |static |get )?(?<name>\w+|\[Symbol\.\w+\])[(:<]/;

/** Returns each declaration of a file: its line, its name and the lines of its comment. */
function declarationsOf(lines) {
  const found = [];
  let start;
  for (const [line, text] of lines.entries()) {
    if (/^ *\/\*\*/.test(text)) start = line;
    if (/^ *\/?\*/.test(text)) continue;
    const name = declaration.exec(text)?.groups.name;
    if (name) found.push({ line, name, comment: start === undefined ? undefined : lines.slice(start, line) });
    start = undefined;
  }
  return found;
}

const read = (file) => readFileSync(file, 'utf8').split('\n');
const commentsOf = (declarations) => new Map(declarations.map(({ name, comment }) => [name, comment]));

/** Returns the comment of the synchronous form of a declaration. */
function synchronousForm(file, declarations) {
  if (!file.endsWith('-async.d.ts')) {
    const comments = commentsOf(declarations);
    return (name) => (name.endsWith('Async') ? comments.get(name.slice(0, -'Async'.length)) : undefined);
  }
  const comments = commentsOf(declarationsOf(read(file.replace('-async.d.ts', '.d.ts'))).reverse());
  return (name) => comments.get(name);
}

/** Returns the declarations that lack a comment, with the comment to insert. */
function missingComments(file, lines) {
  const declarations = declarationsOf(lines);
  const commentOf = synchronousForm(file, declarations);
  let previous;
  return declarations.flatMap(({ line, name, comment }) => {
    const isOverload =
      previous?.name === name && !lines.slice(previous.line + 1, line).some((text) => /^\S/.test(text));
    const copied = comment ?? (isOverload ? previous.comment : commentOf(name));
    previous = { line, name, comment: copied };
    return comment || !copied ? [] : [{ line, comment: copied }];
  });
}

/** Adds the missing comments to a file, and as many lines to its source map. */
function addComments(file) {
  const lines = read(file);
  const missing = missingComments(file, lines);
  if (missing.length === 0) return;
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  const mappings = map.mappings.split(';');
  for (const { line, comment } of missing.reverse()) {
    lines.splice(line, 0, ...comment);
    mappings.splice(line, 0, ...comment.map(() => ''));
  }
  writeFileSync(file, lines.join('\n'));
  writeFileSync(`${file}.map`, JSON.stringify({ ...map, mappings: mappings.join(';') }));
}

/** Adds the missing comments to the declarations in a directory. */
export function copyComments(directory) {
  for (const name of readdirSync(directory)) if (name.endsWith('.d.ts')) addComments(join(directory, name));
}
