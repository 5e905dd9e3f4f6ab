// Checks that a binary for macOS runs on every system of its target.
import { entryPoints } from './entry-points.mjs';
import { readMachO } from './macho.mjs';

/**
 * The symbols that the linker defines, and the operators new and delete of the C++ runtime, which a program may
 * replace: the loader binds those of all images to the same definitions.
 */
const predefined = /^(_mh_dylib_header|__dso_handle|_Z(nw|na|dl|da)\w*)$/;

function checkExports({ symbols }) {
  const exported = symbols.filter(({ isExternal, isImport }) => isExternal && !isImport).map(({ name }) => name);
  const names = exported.filter((name) => !predefined.test(name)).sort();
  return names.join() === entryPoints.join() ? [] : [`exports ${names.join(', ')}`];
}

/** The linker looks for other functions in the stub of libSystem, and defers those that are not there. */
function checkHost({ symbols }) {
  const deferred = symbols.filter(
    ({ isExternal, isImport, isOfAnyLibrary }) => isExternal && isImport && isOfAnyLibrary,
  );
  return deferred.filter(({ name }) => !/^(napi|node_api)_/.test(name)).map(({ name }) => `imports ${name}`);
}

const checkLibraries = ({ libraries }) =>
  libraries.filter((name) => name !== '/usr/lib/libSystem.B.dylib').map((name) => `needs the library ${name}`);

const checkVersion = ({ minimumVersions }, { version }) =>
  minimumVersions.join() === version ? [] : [`needs macOS ${minimumVersions.join(', ') || 'of any version'}`];

/** Macs with Apple silicon load no code without a signature. */
const checkSignature = ({ isSigned }, { needsSignature }) => (needsSignature && !isSigned ? ['is not signed'] : []);

/** The linker names the code that calls a function of another image. */
function checkSymbols({ symbols }) {
  const local = symbols.filter(({ isDebugging, isExternal }) => isDebugging || !isExternal);
  return local.some(({ name }) => !name.endsWith('__thunk')) ? ['is not stripped'] : [];
}

const checkName = ({ names }) => names.filter((name) => name.includes('/')).map((name) => `has the name ${name}`);

/** Returns the defects of the content of a binary. */
export function machODefects(content, target) {
  const image = readMachO(content);
  return [
    ...checkExports(image),
    ...checkHost(image),
    ...checkLibraries(image),
    ...checkVersion(image, target),
    ...checkSignature(image, target),
    ...checkSymbols(image),
    ...checkName(image),
  ];
}
