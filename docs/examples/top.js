// @ts-check
// One sample as `top` shows it: how busy the CPUs are, how full the RAM is, and the processes that used most CPU.
import { cpuCount, cpuPercent, createProcessSampler, processIter, virtualMemory } from '@psutil/psutil/promises';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const shown = 10;
const attrs = /** @type {const} */ (['pid', 'createTime', 'username', 'nice', 'memoryInfo']);

const sampler = createProcessSampler();
const [busy, count, memory] = await Promise.all([cpuPercent({ interval: 1 }), cpuCount(), virtualMemory()]);
const { processes } = await sampler.sample();

// A pid alone could be another's by now.
const key = (/** @type {{ pid: number, createTime: number | null }} */ { pid, createTime }) => `${pid} ${createTime}`;
const infos = new Map();
for await (const { info } of processIter({ attrs })) infos.set(key(info), info);

const mebibytes = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);

const rows = processes
  .toSorted((a, b) => b.cpuPercent - a.cpuPercent)
  .slice(0, shown)
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

console.log(`CPU: ${busy.toFixed(1)} % of ${count ?? '?'}`);
console.log(`RAM: ${memory.percent.toFixed(1)} %, ${mebibytes(memory.used)} of ${mebibytes(memory.total)} MiB`);
console.log(`Processes: ${processes.length}\n`);
console.log(table([['PID', 'USER', 'NI', 'RES MiB', '%CPU', 'COMMAND'], ...rows], ['USER', 'COMMAND']));
