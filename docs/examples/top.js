// @ts-check
// Prints the CPU and RAM usage and the processes that use the most CPU, as one update of top(1):
// node docs/examples/top.js
import { cpuCount, cpuPercent, createProcessSampler, processIter, virtualMemory } from '@psutil/psutil/promises';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const maxRows = 10;
const attrs = /** @type {const} */ (['pid', 'createTime', 'username', 'nice', 'memoryInfo']);

const sampler = createProcessSampler();
const [percent, count, memory] = await Promise.all([cpuPercent({ interval: 1 }), cpuCount(), virtualMemory()]);
const { processes } = await sampler.sample();

// A PID alone may have been reused between the two reads.
const key = (/** @type {{ pid: number, createTime: number | null }} */ { pid, createTime }) => `${pid} ${createTime}`;
const infos = new Map();
for await (const { info } of processIter({ attrs })) infos.set(key(info), info);

const mebibytes = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);

const rows = processes
  .toSorted((a, b) => b.cpuPercent - a.cpuPercent)
  .slice(0, maxRows)
  .map((each) => {
    const { username, nice, memoryInfo } = infos.get(key(each)) ?? {};
    return [
      String(each.pid),
      printable(username ?? '?'),
      String(nice ?? '?'),
      mebibytes(memoryInfo?.rss ?? 0),
      each.cpuPercent.toFixed(1),
      printable(each.name),
    ];
  });

console.log(`CPU: ${percent.toFixed(1)} % of ${count ?? '?'}`);
console.log(`RAM: ${memory.percent.toFixed(1)} %, ${mebibytes(memory.used)} of ${mebibytes(memory.total)} MiB`);
console.log(`Processes: ${processes.length}\n`);
console.log(table([['PID', 'USER', 'NI', 'RES MiB', '%CPU', 'COMMAND'], ...rows], ['USER', 'COMMAND']));
