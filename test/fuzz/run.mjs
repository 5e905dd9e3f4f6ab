// Runs programs, several at once.
import { spawn } from 'node:child_process';

/** Runs a program and returns its exit code, or null if a signal ended it, and its output. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Calls an asynchronous function for each item, for at most `jobs` items at once. */
export async function mapConcurrently(items, jobs, call) {
  const results = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await call(item);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return results;
}
