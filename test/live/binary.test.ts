import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { root, script } from '../support/run.ts';

// Electron, and programs with an embedded Node.js, are not named node.
test('the binary is loaded by an executable that is not named node', () => {
  const executable = join(temporaryDirectory(), 'host.exe');
  copyFileSync(process.execPath, executable);
  const code = `import { supports } from '@psutil/native'; console.log(typeof supports('virtualMemory'));`;
  const output = execFileSync(executable, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
  expect(output).toBe('boolean\n');
});

test('the binary stays loaded after the worker thread that loaded it has ended', async () => {
  const libraries = await script<string[]>(`
    const { once } = await import('node:events');
    const { Worker } = await import('node:worker_threads');
    const code = "import('@psutil/native').then(({ supports }) => supports('virtualMemory'))";
    await once(new Worker(code, { eval: true, execArgv: [] }), 'exit');
    print(process.report.getReport().sharedObjects);`);
  expect(libraries.filter((path) => path.includes('psutil.'))).toHaveLength(1);
});
