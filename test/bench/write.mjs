import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { root } from './directories.mjs';
import { markdownOf } from './markdown.mjs';
import { pidsOf } from './plain.mjs';
import { titles } from './sides.mjs';
import { peerVersions } from './tools.mjs';

const page = join(root, 'docs/performance.md');
const [begin, end] = ['<!-- What follows is written by `npm run bench -- --write`. -->', '<!-- Until here. -->'];

/** Describes the machine and the versions. */
function machineText({ rounds, missing }) {
  const [{ model }, { length }] = [cpus()[0], cpus()];
  const [kernel] = /^\d+(\.\d+)*/.exec(release());
  const peers = Object.entries(peerVersions()).map(([side, version]) => `${titles[side]} ${version}`);
  const absent = Object.entries(missing).map(([side, reason]) => ` ${titles[side] ?? side} is ${reason}.`);
  return [
    `${length} CPUs, model ${model.trim()}, Linux ${kernel}, Node.js ${process.versions.node},`,
    `${pidsOf(readdirSync('/proc')).length} other processes, on ${new Date().toISOString().slice(0, 10)};`,
    `medians of ${rounds} rounds. Compared with: ${peers.join(', ')}.${absent.join('')}`,
  ].join(' ');
}

/** Returns the text of docs/performance.md before and after the tables. */
export function partsOfPage() {
  const text = readFileSync(page, 'utf8');
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`${page} has no comments that mark the place of the tables`);
  return [text.slice(0, start + begin.length), text.slice(stop)];
}

/** Writes the tables to docs/performance.md. */
export function write(results, options) {
  const [before, after] = partsOfPage();
  const tables = markdownOf({ ...results, machine: machineText(options) });
  writeFileSync(page, `${before}\n\n${tables}\n\n${after}`);
}
