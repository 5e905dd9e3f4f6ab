// The types of the scripts that build the prebuilt binaries.

/** What the tests use of a target. */
export interface Target {
  readonly system: string;
  readonly libc?: string | undefined;
  /** The newest version of symbols of the C library that the binary may use. */
  readonly symbolVersion?: string | undefined;
  /** The oldest version of macOS that the binary must run on. */
  readonly version?: string | undefined;
  /** Whether macOS loads the binary only with a signature. */
  readonly needsSignature?: boolean | undefined;
  /** The path relative to `prebuilds`. */
  readonly file: string;
}

interface Symbol {
  readonly binding: 'GLOBAL' | 'WEAK';
  readonly section: string;
  readonly name: string;
}

const importScript = (name: string) =>
  import(new URL(`../../packages/native/scripts/cross-compile/${name}.mjs`, import.meta.url).href);

const { targets: allTargets } = await importScript('targets');
const { dynamicSymbols: symbolsOf } = await importScript('check-elf');
const check = await importScript('check');

/** The path of the compiler. */
export const { zig }: { readonly zig: string } = await importScript('zig');

/** All targets by name. */
export const targets: Readonly<Record<string, Target>> = allTargets;

/** Returns the dynamic symbols of a binary. */
export const dynamicSymbols: (file: string) => readonly Symbol[] = symbolsOf;

/** Returns the defects of a binary. */
export const defectsOf: (file: string, target: Omit<Target, 'file'>, paths: readonly string[]) => string[] =
  check.defectsOf;
