// @ts-check
// One sample as `top` shows it: how busy the CPUs are, how full the RAM is, and the processes that used most CPU.
import { cpuCount, cpuPercent, processIter, virtualMemory } from '@psutil/psutil/promises';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const shown = 10;
const attrs = /** @type {const} */ (['pid', 'username', 'cpuTimes', 'memoryInfo', 'name']);

/** What is asked of all processes, by the id that no other process ever has. */
async function read() {
  const infos = new Map();
  for await (const process of processIter({ attrs })) infos.set(process.id, process.info);
  return { infos, at: performance.now() / 1000 };
}

/** @param {{ cpuTimes: { user: number, system: number } | null } | undefined} info undefined before it started */
const secondsOf = (info) => (info?.cpuTimes ? info.cpuTimes.user + info.cpuTimes.system : 0);

const before = await read();
const [busy, count, memory] = await Promise.all([cpuPercent({ interval: 1 }), cpuCount(), virtualMemory()]);
const after = await read();

const elapsed = after.at - before.at;
const processes = Array.from(after.infos, ([id, info]) => {
  const used = secondsOf(info) - secondsOf(before.infos.get(id));
  return { ...info, rss: info.memoryInfo?.rss ?? 0, percent: (100 * used) / elapsed };
});
processes.sort((a, b) => b.percent - a.percent || b.rss - a.rss);

const mebibytes = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);

console.log(`CPU: ${busy.toFixed(1)} % of ${count ?? '?'}`);
console.log(`RAM: ${memory.percent.toFixed(1)} %, ${mebibytes(memory.used)} of ${mebibytes(memory.total)} MiB`);
console.log(`Processes: ${processes.length}\n`);
console.log(
  table(
    [
      ['PID', 'USER', '%CPU', 'RES MiB', 'COMMAND'],
      ...processes
        .slice(0, shown)
        .map(({ pid, username, percent, rss, name }) => [
          String(pid),
          printable(username ?? '?'),
          percent.toFixed(1),
          mebibytes(rss),
          printable(name ?? '?'),
        ]),
    ],
    ['USER', 'COMMAND'],
  ),
);
