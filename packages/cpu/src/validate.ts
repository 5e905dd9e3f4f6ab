import { checkFlag, checkSeconds } from '@psutil/native/collect';

/** Asks for each CPU on its own. */
export interface PercpuOption {
  /** Whether to answer with one element for each CPU online, in the order of their numbers. */
  readonly percpu?: boolean | undefined;
}

/** The option `percpu`, checked. */
export const checkPercpu = (options: PercpuOption | undefined): boolean => checkFlag('percpu', options?.percpu, false);

/** The option `interval`, checked; nothing, as 0, compares with the call before. */
export const checkInterval = (options: { readonly interval?: unknown } | undefined): number =>
  checkSeconds('interval', options?.interval ?? 0);
