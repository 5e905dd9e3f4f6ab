// Starts a scripted machine for each test file, before it loads the addon.
import './platform.mjs';
import { afterAll } from 'vitest';
import { addOwnProcesses, type ScriptedSystem, scriptedChild } from './scripted-system.ts';

const { createSystem }: { createSystem: () => ScriptedSystem } = await import(`./${process.platform}/system.ts`);

/** The machine of this test file. */
export const system: ScriptedSystem = createSystem();

addOwnProcesses(system);
system.machine.use();
process.env['PSUTIL_SCRIPTED_CHILD'] = String(scriptedChild);
afterAll(() => system.machine[Symbol.dispose]());
