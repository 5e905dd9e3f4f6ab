import { syncExecutor } from './execution.js';
import type { PlatformConstants } from './types.generated.js';

let constants: PlatformConstants | undefined;

/** Returns the signals, resource limits and other constants of this system, which are read once. */
export function platformConstants(): PlatformConstants {
  constants ??= syncExecutor.collect('platformConstants');
  return constants;
}
