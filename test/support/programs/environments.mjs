// Uses the packages in workers of node:cluster and in code of node:vm, and prints the results as JSON.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { constants, createContext, runInContext, runInThisContext } from 'node:vm';
import { Process, virtualMemory } from '@psutil/psutil';
import { pids } from '@psutil/psutil/promises';

async function forkWorker() {
  const [isOwnProcess] = await once(cluster.fork(), 'message');
  return isOwnProcess;
}

/** The global objects of a context, such as Promise and Float64Array, differ from those of the program. */
function useInContext() {
  const code = "pids().then((list) => list.length > 0 && virtualMemory({ host: { proc: '/proc' } }).total > 0)";
  return runInContext(code, createContext({ pids, virtualMemory }));
}

async function importInScript() {
  const options = { importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
  const psutil = await runInThisContext("import('@psutil/psutil')", { ...options, filename: import.meta.filename });
  return psutil.virtualMemory === virtualMemory;
}

if (cluster.isPrimary) {
  const workers = await Promise.all([forkWorker(), forkWorker()]);
  console.log(JSON.stringify({ workers, context: await useInContext(), script: await importInScript() }));
} else {
  process.send(new Process().pid === process.pid);
  process.disconnect();
}
