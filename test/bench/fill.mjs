import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fillProgram } from './baseline.mjs';

/** Starts the fill programs of a task. Returns the PID that the task reads and a function that stops the programs. */
export async function startFill(kinds = []) {
  const programs = [];
  // A fill program ends when its standard input is closed, also when this process ends.
  const end = async () => {
    for (const program of programs.filter(({ exitCode }) => exitCode === null)) {
      program.stdin.end();
      await once(program, 'exit');
    }
  };
  let pid = process.pid;
  try {
    for (const [kind, count] of kinds) {
      const program = spawn(fillProgram(), [kind, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
      programs.push(program);
      const [line] = await Promise.race([once(program.stdout, 'data'), once(program, 'exit')]);
      if (typeof line !== 'object') throw new Error(`fill ${kind} ${count} exited with code ${line}`);
      pid = Number(line);
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { pid, end };
}
