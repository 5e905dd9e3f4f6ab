import { cpuCount } from '@psutil/cpu';
import { diskUsage } from '@psutil/disk';
import { virtualMemory } from '@psutil/memory';
import { WINDOWS } from '@psutil/native';
import { processIter } from '@psutil/process';
import { bootTime, hostInfo } from '@psutil/system';
import { expect, type TestContext, test } from 'vitest';
import { skipWine, tool } from '../support/run.ts';

/** Skips a test on a system without the tools of Windows. */
function needsWindows(context: TestContext): void {
  context.skip(!WINDOWS, 'the tools are those of Windows');
  skipWine(context, 'has tools that print little');
}

/** The identity of a process in the outputs that are compared. */
const entry = (pid: number, name: string | null) => `${pid} ${name}`;

/** Returns the processes that tasklist prints: names such as "System Idle Process", which start with a quote. */
function tasklist(): string[] {
  const lines = tool('tasklist', '/fo', 'csv', '/nh').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [, name = '', pid = ''] = /^"(.*?)","(\d+)"/.exec(line) ?? [];
    return entry(Number(pid), name);
  });
}

test('processIter() returns the processes of tasklist with their names', (context) => {
  needsWindows(context);
  const ours = () => [...processIter({ attrs: ['name'] })].map(({ pid, info }) => entry(pid, info.name));
  const before = ours();
  const theirs = tasklist();
  const after = new Set(ours());
  // Those that existed all the time: others start and end meanwhile, such as tasklist itself.
  const constant = before.filter((each) => after.has(each));
  expect(constant.length).toBeGreaterThan(10);
  expect(theirs).toEqual(expect.arrayContaining(constant));
});

/** What PowerShell prints: classes of WMI, in their units. */
interface Wmi {
  readonly version: string;
  /** Kibibytes. */
  readonly memory: number;
  readonly freeMemory: number;
  /** Milliseconds since 1970. */
  readonly boot: number;
  readonly cpus: number;
  readonly host: string;
  /** Fixed drives with their sizes, in bytes. */
  readonly drives: readonly { readonly DeviceID: string; readonly Size: number }[];
}

const query = `
  $os = Get-CimInstance Win32_OperatingSystem
  $computer = Get-CimInstance Win32_ComputerSystem
  @{
    version = $os.Version
    memory = $os.TotalVisibleMemorySize
    freeMemory = $os.FreePhysicalMemory
    boot = ([DateTimeOffset]$os.LastBootUpTime).ToUnixTimeMilliseconds()
    cpus = $computer.NumberOfLogicalProcessors
    host = $computer.DNSHostName
    drives = @(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType = 3' | Select-Object DeviceID, Size)
  } | ConvertTo-Json -Depth 3`;

test('memory, boot time, CPUs, host name and drives agree with those of WMI', (context) => {
  needsWindows(context);
  const wmi: Wmi = JSON.parse(tool('powershell', '-NoProfile', '-NonInteractive', '-Command', query));
  const { total, available } = virtualMemory();
  expect(total).toBe(wmi.memory * 1024);
  expect(Math.abs(available - wmi.freeMemory * 1024)).toBeLessThan(total / 5);
  expect(Math.abs(bootTime() - wmi.boot / 1000)).toBeLessThanOrEqual(1);
  expect(cpuCount()).toBe(wmi.cpus);
  expect(hostInfo()).toMatchObject({ hostname: wmi.host, kernel: expect.stringContaining(wmi.version) });
  expect(wmi.drives.length).toBeGreaterThan(0);
  for (const { DeviceID, Size } of wmi.drives) expect(diskUsage(`${DeviceID}\\`).total).toBe(Size);
});
