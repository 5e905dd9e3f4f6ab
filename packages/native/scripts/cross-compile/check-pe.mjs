// Checks that a binary for Windows runs on every system of its target.
import { entryPoints } from './entry-points.mjs';
import { readPe } from './pe.mjs';

/** The libraries of Windows 10 and Windows Server 2016, including its C libraries. */
const libraries = /^(api-ms-win-crt-[\w-]+|advapi32|iphlpapi|kernel32|msvcrt|ntdll|powrprof|psapi|ws2_32)\.dll$/;

function checkExports({ exports }) {
  return exports.toSorted().join() === entryPoints.join() ? [] : [`exports ${exports.join(', ')}`];
}

/** The host executable may have another name than node.exe, so that it is imported when the first function is called. */
function checkLibraries({ imports, delayImports }) {
  const needed = imports.map(({ library }) => library).filter((library) => !libraries.test(library));
  const delayed = delayImports.map(({ library }) => library).filter((library) => library !== 'node.exe');
  return [...needed, ...delayed].map((library) => `needs the library ${library}`);
}

function checkHost({ delayImports }) {
  const names = delayImports.flatMap((each) => each.names);
  return names.filter((name) => !/^(napi|node_api)_/.test(name)).map((name) => `imports ${name}`);
}

/** The entry of a binary with a hash instead of a timestamp. Others name a file of debug information. */
const reproducible = 16;

function checkDebug({ symbolCount, debugTypes }) {
  return symbolCount > 0 || debugTypes.some((type) => type !== reproducible) ? ['is not stripped'] : [];
}

const checkTimestamp = ({ timestamp, debugTypes }) =>
  timestamp === 0 || debugTypes.includes(reproducible) ? [] : ['contains a timestamp'];

/** Returns the defects of the content of a binary. */
export function peDefects(content) {
  const image = readPe(content);
  return [
    ...checkExports(image),
    ...checkLibraries(image),
    ...checkHost(image),
    ...checkDebug(image),
    ...checkTimestamp(image),
  ];
}
