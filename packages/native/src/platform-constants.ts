import { syncExecutor } from './execution.js';
import { supports } from './supports.js';
import type { PlatformConstants } from './types.generated.js';

let constants: PlatformConstants | undefined;

/** Returns the signals, resource limits and other constants of this system, which are read once. */
export function platformConstants(): PlatformConstants {
  constants ??= syncExecutor.collect('platformConstants');
  return constants;
}

/** Whether processes have priority classes and I/O priorities, as on Windows, instead of nice values and I/O classes. */
export const hasPriorityClasses = (): boolean => supports('platformConstants') && platformConstants().minNice === null;
