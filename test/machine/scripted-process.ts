import { Process } from '@psutil/psutil';
import { afterEach } from 'vitest';
import { type ScriptedProcess, scriptedPid, scriptedProcess } from './scripted-system.ts';
import { system } from './setup.ts';

const added = new Set<number>();

/** Adds or replaces a process, the first scripted one by default. It is removed after the test. */
export function add({ pid = scriptedPid, ...values }: Partial<ScriptedProcess> = {}): Process {
  added.add(pid);
  system.addProcesses(scriptedProcess({ pid, ...values }));
  return new Process(pid);
}

afterEach(() => {
  system.removeProcesses(...added);
  added.clear();
});
