import type { Reporter, TestModule } from 'vitest/node';

const limit = 10;

/** Prints the slowest test files of a run, with their durations. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= limit) return;
    const files = modules
      .map((module) => ({ path: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 }))
      .sort((a, b) => b.seconds - a.seconds);
    const lines = files.slice(0, limit).map(({ path, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${path}`);
    console.log(` slowest of ${files.length} test files:\n${lines.join('\n')}\n`);
  }
}
