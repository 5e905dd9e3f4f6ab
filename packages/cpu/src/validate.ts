import { checkFlag, checkSeconds } from '@psutil/native/internal/validation';

/** The option `percpu`. */
export interface PercpuOption<P extends boolean | undefined = boolean | undefined> {
  /** Whether to return one element for each online CPU, in ascending order of CPU numbers; false by default. */
  readonly percpu?: P;
}

/** The result of a function with the option `percpu`: an array if it is true. */
export type PerCpu<P extends boolean | undefined, T> = P extends true ? T[] : T;

/** Returns the option `percpu`, checked. */
export const checkPercpu = (options: PercpuOption | undefined): boolean => checkFlag('percpu', options?.percpu, false);

/** Returns the option `interval` in seconds, checked; 0 if it is absent or null. */
export const checkInterval = (options: { readonly interval?: unknown } | undefined): number =>
  checkSeconds('interval', options?.interval ?? 0);
