// @ts-check
// Prints all processes as a tree with their PIDs, as `pstree -p` does without threads: node docs/examples/pstree.js
import { processIter } from '@psutil/psutil';
import { printable } from './support/printable.js';

const processes = Array.from(processIter({ attrs: ['pid', 'ppid', 'name'] }), ({ info }) => info);
const pids = new Set(processes.map(({ pid }) => pid));

/** @param {number} pid */
const childrenOf = (pid) => processes.filter(({ ppid }) => ppid === pid);

/**
 * @param {{ pid: number, name: string | null }} process
 * @param {string} prefix of its line
 * @param {string} childPrefix of the lines of its children
 */
function print({ pid, name }, prefix, childPrefix) {
  console.log(`${prefix}${printable(name ?? '?')}(${pid})`);
  const children = childrenOf(pid);
  for (const child of children) {
    const isLast = child === children.at(-1);
    print(child, `${childPrefix}${isLast ? '└─' : '├─'}`, `${childPrefix}${isLast ? '  ' : '│ '}`);
  }
}

for (const process of processes) {
  if (!pids.has(process.ppid ?? 0)) print(process, '', '');
}
