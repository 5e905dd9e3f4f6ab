// Merges the modules of a package into one: the synchronous functions and their promise forms are documented once.
import { ReflectionKind } from 'typedoc';

/** The promise form of a function, class, interface or method. */
const promiseForms = new WeakMap();
/** The entry point that exports a member, unless it is the main entry of its package. */
const otherEntries = new WeakMap();

export const promiseFormOf = (reflection) => promiseForms.get(reflection);
export const entryOf = (reflection) => otherEntries.get(reflection);

/** Returns the name of a package and of its entry point: `cpu/dist/promises` is `cpu` and `promises`. */
function nameOf(module) {
  const [name, , entry] = module.name.split('/');
  return { name, entry };
}

const isReference = (reflection) => reflection.kindOf(ReflectionKind.Reference);
const childNamed = (parent, { name }) => parent.children?.find((child) => child.name === name);

/** Relates the members of a class or interface to those of its promise form. */
function pair(member, promiseForm) {
  promiseForms.set(member, promiseForm);
  for (const child of member.children ?? []) {
    const other = childNamed(promiseForm, child);
    if (other) promiseForms.set(child, other);
  }
}

/** Adds an export of another entry point to the main module of the package. */
function addEntry(main, member, entryPoint) {
  const twin = childNamed(main, member);
  if (twin) {
    if (!isReference(member)) pair(twin, member);
    return;
  }
  otherEntries.set(member, entryPoint);
  member.parent = main;
  main.addChild(member);
}

/** Removes the members that a documented base class has too, such as those of `Process` from `Popen`. */
function removeInherited(module) {
  for (const member of module.children.filter((each) => each.kindOf(ReflectionKind.Class))) {
    const bases = (member.extendedTypes ?? []).flatMap(({ reflection }) => reflection ?? []);
    const isInherited = (child) => child.flags.isInherited && bases.some((base) => childNamed(base, child));
    for (const child of member.children?.filter(isInherited) ?? []) module.project.removeReflection(child);
  }
}

export function mergeEntries(project) {
  const modules = new Map();
  for (const module of [...project.children]) {
    const { name, entry } = nameOf(module);
    const main = modules.get(name);
    if (main) {
      for (const member of [...module.children]) addEntry(main, member, `@psutil/${name}/${entry}`);
    } else {
      module.name = name;
      modules.set(name, module);
    }
  }
  project.children = [...modules.values()];
  project.childrenIncludingDocuments = project.children;
  project.children.forEach(removeInherited);
}
