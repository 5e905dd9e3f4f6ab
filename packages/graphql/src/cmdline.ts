import type { ProcessEntry } from '@psutil/process/table';
import { redacted } from './guard/redact.js';

const shown = new WeakMap<ProcessEntry, readonly string[]>();

/**
 * Returns the arguments of a process with secrets redacted. Filters match this text too, so that a filter cannot find
 * a secret.
 */
export function redactedCmdline(process: ProcessEntry): readonly string[] {
  const known = shown.get(process) ?? redacted(process.get('cmdline'));
  shown.set(process, known);
  return known;
}
