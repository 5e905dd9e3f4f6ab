import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { LINUX } from '@psutil/psutil';
import { type Symbol as ApiSymbol, type InterfaceType, SymbolFlags, type Type } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommentProject, findExamples, publicEntries } from '../support/comments.ts';
import { root } from '../support/run.ts';

/** Examples that are type-checked, but not run here: a part of their code, and the reason. */
const notRun: Readonly<Record<string, string>> = {
  'winServiceIter(': 'only Windows has services',
  'winServiceGet(': 'only Windows has services',
  '.numHandles(': 'only Windows has handles',
};

const examples = findExamples();
let project: CommentProject;
beforeAll(() => {
  project = new CommentProject(examples);
});
afterAll(() => project.close());

const isOwn = (symbol: ApiSymbol) => symbol.declarations.some(({ path }) => path.includes('/packages/'));
const isCallable = (type: Type | undefined) =>
  type !== undefined && project.project.checker.getSignaturesOfType(type, 0).length > 0;

/** A public name, its comment and the tags of that. */
interface Entry {
  readonly name: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** Whether it is a function, a method or a class. */
  readonly needsExample: boolean;
}

function entryOf(name: string, symbol: ApiSymbol, needsExample: boolean): Entry {
  const { checker } = project.project;
  const tags = checker.getJsDocTagsOfSymbol(symbol).map((tag) => `@${tag.name} ${tag.text ?? ''}`);
  return { name, text: checker.getDocumentationCommentOfSymbol(symbol), tags, needsExample };
}

/** The members of a type, or of each type of a union. */
function membersOf(name: string, type: Type, needsExample: boolean): Entry[] {
  const { checker } = project.project;
  if (type.isUnionType()) return (type.getTypes() ?? []).flatMap((each) => membersOf(name, each, needsExample));
  if (!type.isObjectType()) return [];
  // Without private members and the elements of tuples. The language calls the members that have symbols.
  const own = checker.getPropertiesOfType(type).filter((each) => isOwn(each) && !/^(__)?#|^\d+$/.test(each.name));
  return own.map((each) => {
    const isCalled = needsExample && !/^(__@|\[)/.test(each.name) && isCallable(checker.getTypeOfSymbol(each));
    return entryOf(`${name}.${each.name}`, each, isCalled);
  });
}

function entriesOf(exported: ApiSymbol): Entry[] {
  const { checker } = project.project;
  const { name } = exported;
  const symbol = exported.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  if (!isOwn(symbol)) return [];
  const isClass = (symbol.flags & SymbolFlags.Class) !== 0;
  const isType = (symbol.flags & (SymbolFlags.Interface | SymbolFlags.TypeAlias)) !== 0;
  const self = entryOf(name, symbol, isClass || (!isType && isCallable(checker.getTypeOfSymbol(symbol))));
  if (!isClass && !isType) return [self];
  const declared = checker.getDeclaredTypeOfSymbol(symbol) as InterfaceType;
  const statics = isClass ? [...symbol.getExports().values()].filter((each) => each.name !== 'prototype') : [];
  return [
    self,
    ...membersOf(name, declared, isClass),
    ...statics.map((each) => entryOf(`${name}.${each.name}`, each, isCallable(checker.getTypeOfSymbol(each)))),
  ];
}

/** The public names of an entry point and their members. */
function publicNames(entry: string): Entry[] {
  const { checker, program } = project.project;
  const source = program.getSourceFile(join(root, entry));
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${entry} is not built`);
  return checker.getExportsOfModule(module).flatMap(entriesOf);
}

test.for(publicEntries)('every name of %s has a comment, and functions, classes and methods an example', (entry) => {
  const names = publicNames(entry);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter(({ text }) => text === '').map(({ name }) => name)).toEqual([]);
  const lacking = names.filter(
    ({ needsExample, tags }) => needsExample && !tags.some((tag) => tag.startsWith('@example')),
  );
  expect(lacking.map(({ name }) => name)).toEqual([]);
});

test('the comment of a function or method names the systems that do not support it', () => {
  const systems = Object.values(
    JSON.parse(readFileSync(join(root, 'packages/native/supported.generated.json'), 'utf8')) as Record<
      string,
      { readonly collectors: readonly string[]; readonly attributes: readonly string[] }
    >,
  );
  const known = new Set(systems.flatMap(({ collectors, attributes }) => [...collectors, ...attributes]));
  const isPartial = (name: string, kind: 'collectors' | 'attributes') =>
    known.has(name) && systems.some((system) => !system[kind].includes(name));
  const partial = publicEntries.flatMap(publicNames).filter(({ name, needsExample }) => {
    if (!needsExample) return false;
    const [owner, member] = name.split('.');
    return member ? owner === 'Process' && isPartial(member, 'attributes') : isPartial(name, 'collectors');
  });
  expect(partial.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['getloadavg', 'winServiceIter', 'Process.uids']),
  );
  const silent = partial.filter(({ tags }) => !tags.some((tag) => /^@throws .*NotSupported/.test(tag)));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('TypeScript accepts every example', () => {
  const { program } = project.project;
  const errors = [...examples.keys()].flatMap((location) =>
    program.getSemanticDiagnostics(project.fileOf(location)).map(({ text }) => `${location}: ${text}`),
  );
  expect(errors).toEqual([]);
});

test('the declarations are valid in a program without the library esnext.disposable', () => {
  const errors = project.project.program
    .getSemanticDiagnostics()
    .filter(({ fileName }) => fileName?.includes('/packages/'))
    .map(({ fileName, text }) => `${fileName}: ${text}`);
  expect(errors).toEqual([]);
});

// All in one process, whose event loop must become empty.
test('every example runs', async (context) => {
  context.skip(!LINUX, 'the examples start programs of Linux');
  const isRun = (code: string) => !Object.keys(notRun).some((part) => code.includes(part));
  const files = [...examples].filter(([, code]) => isRun(code)).map(([location]) => project.fileOf(location));
  expect(files.length).toBeGreaterThan(examples.size - 2 * Object.keys(notRun).length);
  const runner = join(project.directory, 'run.mjs');
  writeFileSync(
    runner,
    `console.error = () => {};
    const fail = (error) => { process.stderr.write(String(error?.stack ?? error)); process.exitCode = 1; };
    process.on('uncaughtException', fail);
    for (const file of ${JSON.stringify(files)}) await import(file).catch((error) => fail(new Error(file, { cause: error }).stack + error.stack));`,
  );
  const { stderr } = await promisify(execFile)(process.execPath, [runner], { cwd: root, maxBuffer: 2 ** 26 });
  expect(stderr).toBe('');
});

test('the READMEs list every export: run "npm run generate" if not', async () => {
  const { readmes } = await import(pathToFileURL(join(root, 'scripts/readmes.mjs')).href);
  for (const [path, text] of Object.entries<string>(readmes())) {
    expect(text, path).toContain('<!-- end of exports -->');
    expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
  }
});
