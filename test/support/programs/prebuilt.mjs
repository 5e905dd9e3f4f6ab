// Reads values of each kind with the packages in node_modules of its directory, and prints those that are known.
import { spawn } from 'node:child_process';
import { totalmem } from 'node:os';

const psutil = await import('@psutil/psutil');
const promises = await import('@psutil/psutil/promises');

const codeOf = async (read) => {
  try {
    await read();
  } catch ({ code }) {
    return code;
  }
};

const child = spawn('sleep', ['1000']);
const infos = psutil.processIter({ attrs: ['pid', 'name', 'ppid', 'createTime', 'cpuTimes', 'memoryInfo', 'cmdline'] });
const all = Array.from(infos, ({ info }) => info);
// Not of this process, whose pseudo files qemu emulates.
const one = new psutil.Process(child.pid);
const listed = all.find(({ pid }) => pid === child.pid);
const { name, ppid, createTime } = one.asDict({ attrs: ['name', 'ppid', 'createTime'] });
child.kill();
console.log(
  JSON.stringify({
    arch: process.arch,
    memory: psutil.virtualMemory().total === totalmem(),
    promise: (await promises.virtualMemory()).total === totalmem(),
    cpus: psutil.cpuTimes({ percpu: true }).every(({ user, idle }) => user >= 0 && idle > 0),
    disk: (await promises.diskUsage('/')).total > 0,
    interfaces: Object.keys(psutil.netIoCounters({ pernic: true })).length > 0,
    child: listed?.ppid === process.pid && ppid === process.pid,
    same: { name: name === listed?.name, start: createTime === listed?.createTime },
    missing: await codeOf(() => new psutil.Process(2 ** 22 + 1)),
    missingMount: await codeOf(() => promises.diskUsage('/nowhere')),
  }),
);
