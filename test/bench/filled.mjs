import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fill } from './baseline.mjs';

/** Starts what a task needs to be there, and gives the pid that the task asks about and a function that ends all. */
export async function filled(wanted = []) {
  const programs = [];
  // Closing its input ends a program, as this process's own end does.
  const end = async () => {
    for (const program of programs.filter(({ exitCode }) => exitCode === null)) {
      program.stdin.end();
      await once(program, 'exit');
    }
  };
  let pid = process.pid;
  try {
    for (const [kind, count] of wanted) {
      const program = spawn(fill(), [kind, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
      programs.push(program);
      const [line] = await Promise.race([once(program.stdout, 'data'), once(program, 'exit')]);
      if (typeof line !== 'object') throw new Error(`filling with ${count} ${kind} ended with ${line}`);
      pid = Number(line);
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { pid, end };
}
