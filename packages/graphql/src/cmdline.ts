import type { ProcessEntry } from '@psutil/process/table';
import { redactCmdline } from './guard/redact.js';

const cache = new WeakMap<ProcessEntry, readonly string[]>();

/**
 * Returns the arguments of a process with secrets redacted. Filters match this text too, so that a filter cannot find
 * a secret.
 */
export function redactedCmdline(process: ProcessEntry): readonly string[] {
  const cmdline = cache.get(process) ?? redactCmdline(process.get('cmdline'));
  cache.set(process, cmdline);
  return cmdline;
}
