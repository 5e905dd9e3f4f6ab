import type { Reporter, TestModule } from 'vitest/node';

/** Prints the reason of each skipped test. */
export default class SkipReasons implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const { state, ...result } = test.result();
        const reason = 'note' in result && result.note ? result.note : 'no reason given';
        console.log(` ${state}: ${module.relativeModuleId} > ${test.fullName}: ${reason}`);
      }
    }
  }
}
