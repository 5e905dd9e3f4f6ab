// @ts-check
// All processes as a tree, as `pstree -p` shows them without threads.
import { processIter } from '@psutil/psutil';
import { printable } from './support/printable.js';

const processes = Array.from(processIter({ attrs: ['pid', 'ppid', 'name'] }), ({ info }) => info);
const listed = new Set(processes.map(({ pid }) => pid));

/** @param {number} pid */
const childrenOf = (pid) => processes.filter(({ ppid }) => ppid === pid);

/**
 * @param {{ pid: number, name: string | null }} process
 * @param {string} lead what stands before its line
 * @param {string} indent what stands before the lines of its children
 */
function show({ pid, name }, lead, indent) {
  console.log(`${lead}${printable(name ?? '?')}(${pid})`);
  const children = childrenOf(pid);
  for (const child of children) {
    const isLast = child === children.at(-1);
    show(child, `${indent}${isLast ? '└─' : '├─'}`, `${indent}${isLast ? '  ' : '│ '}`);
  }
}

for (const process of processes) {
  if (!listed.has(process.ppid ?? 0)) show(process, '', '');
}
