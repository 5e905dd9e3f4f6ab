import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { LINUX } from '@psutil/psutil';
import { expect, test } from 'vitest';
import { spawnChild, waitForState } from '../support/children.ts';
import { startExample } from '../support/examples.ts';
import { temporaryDirectory } from '../support/executable.ts';
import { control } from './examples/control.ts';
import { defineTests } from './examples/define.ts';
import { opened } from './examples/opened.ts';
import { processes } from './examples/processes.ts';

// Apart from the other examples, so that both files run at the same time.
defineTests({ ...control, ...opened, ...processes });

test('no example prints the control characters in the name of a program', async (context) => {
  context.skip(!LINUX, 'other systems need not allow such a name');
  const name = 'a\u001b[2J\u202eb';
  const path = join(temporaryDirectory(), name);
  symlinkSync('/bin/sleep', path);
  const child = await spawnChild(path, '1000');
  await waitForState(child.pid, 'S');
  const pid = String(child.pid);
  const commands = [
    ['ps.js', '-f', '-p', pid],
    ['ps.js', '-o', 'comm', '-p', pid],
    ['pstree.js', pid],
    ['pstree.js', '-a', pid],
    ['top.js', '-b', '-n', '1', '-d', '0.1', '-p', pid],
    ['top.js', '-bc', '-n', '1', '-d', '0.1', '-p', pid],
    ['iotop.js', '-b', '-n', '1', '-d', '0.1', '-p', pid],
    ['lsof.js', '-p', pid],
    ['pmap.js', pid],
    ['fuser.js', path],
    ['killall.js', '-v', name],
  ] as const;
  for (const [example, ...args] of commands) {
    const { stdout, stderr } = await startExample(example, ...args);
    const printed = stdout + stderr;
    expect([example, printed]).toEqual([example, expect.stringContaining('a\\x1b[2J')]);
    expect([example, printed.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}]/gu)]).toEqual([example, null]);
  }
});
