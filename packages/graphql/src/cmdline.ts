import type { ProcessEntry } from '@psutil/process/table';
import { redacted } from './guard/redact.js';

const shown = new WeakMap<ProcessEntry, readonly string[]>();

/** The arguments of a process as everybody may see them, and as they are looked through: a filter finds no secret. */
export function shownCmdline(process: ProcessEntry): readonly string[] {
  const known = shown.get(process) ?? redacted(process.get('cmdline'));
  shown.set(process, known);
  return known;
}
