// Checks that a binary runs on every system of its target.
import { readFileSync } from 'node:fs';
import { elfDefects } from './check-elf.mjs';
import { machODefects } from './check-macho.mjs';
import { peDefects } from './check-pe.mjs';

const sizeLimit = 1_700_000;

const checkPaths = (content, paths) =>
  paths.filter((path) => content.includes(path)).map((path) => `contains the path ${path}`);

const checkSize = ({ length }) => (length > sizeLimit ? [`has ${length} bytes, more than ${sizeLimit}`] : []);

/** Returns the defects of a binary. `paths` are those of this machine, which no binary may contain. */
export function defectsOf(file, target, paths) {
  const content = readFileSync(file);
  const defects = {
    freebsd: () => elfDefects(file, target),
    linux: () => elfDefects(file, target),
    mac: () => machODefects(content, target),
    win: () => peDefects(content),
  };
  return [...defects[target.system](), ...checkPaths(content, paths), ...checkSize(content)];
}
