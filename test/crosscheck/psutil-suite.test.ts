import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { folder } from '../support/executable.ts';
import { needsPsutil, root } from '../support/run.ts';

interface Outcome {
  readonly test: string;
  readonly outcome: 'passed' | 'skipped' | 'failed';
  readonly text: string;
}

/** The tests of Python's psutil of the readings of a system, and how many of each class pass at least. */
const suites: Readonly<Record<string, number>> = {
  'test_system.TestMemoryAPIs': 2,
  'test_system.TestCpuAPIs': 15,
  'test_system.TestMiscAPIs.test_boot_time': 1,
  'test_system.TestDiskAPIs': 4,
  'test_system.TestNetAPIs': 3,
  'test_system.TestSensorsAPIs': 2,
  'test_contracts.TestSystemAPITypes': 13,
  'test_connections.TestBasicOperations': 3,
  'test_connections.TestUnconnectedSockets': 6,
  'test_connections.TestConnectedSocket': 2,
  'test_connections.TestFilters': 3,
  'test_connections.TestSystemWideConnections': 2,
  'test_posix.TestSystemAPIs': 2,
  'test_linux.TestSystemVirtualMemory': 7,
  'test_linux.TestSystemSwapMemory': 4,
  'test_linux.TestSystemCPUTimes': 1,
  'test_linux.TestSystemCPUCountLogical': 4,
  'test_linux.TestSystemCPUCountCores': 1,
  'test_linux.TestLoadAvg': 1,
  'test_linux.TestSystemNetIfAddrs': 1,
  'test_linux.TestSystemNetIfStats': 3,
  'test_linux.TestSystemNetIOCounters': 1,
  'test_linux.TestSystemDiskPartitions': 1,
};

const mocks = 'it replaces functions inside of psutil, which are not those that are tested here';

/** Tests that cannot say anything of these functions, and why. */
const excluded: Readonly<Record<string, string>> = {
  'test_system.TestCpuAPIs.test_cpu_count_none': mocks,
  'test_system.TestDiskAPIs.test_disk_io_counters_no_disks': mocks,
  'test_system.TestNetAPIs.test_net_if_addrs_mac_null_bytes': mocks,
  'test_system.TestNetAPIs.test_net_if_stats_enodev': mocks,
  'test_system.TestNetAPIs.test_net_io_counters_no_nics': mocks,
  'test_system.TestSensorsAPIs.test_sensors_temperatures_fahreneit': mocks,
  'test_linux.TestSystemVirtualMemory.test_avail_old_comes_from_kernel': mocks,
  'test_linux.TestSystemVirtualMemory.test_avail_old_missing_fields': mocks,
  'test_linux.TestSystemVirtualMemory.test_avail_old_missing_zoneinfo': mocks,
  'test_linux.TestSystemVirtualMemory.test_virtual_memory_mocked': mocks,
  'test_linux.TestSystemVirtualMemory.test_warnings_on_misses': mocks,
  'test_linux.TestSystemSwapMemory.test_emulate_meminfo_has_no_metrics': mocks,
  'test_linux.TestSystemSwapMemory.test_missing_sin_sout': mocks,
  'test_linux.TestSystemSwapMemory.test_no_vmstat_mocked': mocks,
  'test_linux.TestSystemDiskPartitions.test_emulate_realpath_fail': mocks,
  'test_linux.TestSystemDiskPartitions.test_zfs_fs': mocks,
  'test_contracts.TestSystemAPITypes.test_disk_partitions':
    'it asks for maxfile and maxpath, which newest psutil dropped',
};

const adapter = join(root, 'test/crosscheck/psutil/adapter.py');
const answers = join(root, 'test/crosscheck/psutil/answers.mjs');

/**
 * What becomes of some tests, run with this project's functions in place of psutil's. They count their own sockets: so
 * what they print goes to a file, and not into a socket.
 */
async function run(suites: readonly string[]): Promise<Outcome[]> {
  const output = join(folder(), 'output');
  const command = ['/usr/bin/python3', adapter, process.execPath, answers, ...suites];
  await promisify(execFile)('sh', ['-c', 'exec "$@" </dev/null >"$0" 2>&1', output, ...command], { cwd: root });
  return readFileSync(output, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"test"'))
    .map((line) => JSON.parse(line) as Outcome);
}

/** Some of them bound what the whole machine does meanwhile: what fails is tried again. */
async function patiently(suite: string): Promise<Outcome[]> {
  const outcomes = await run([suite]);
  for (let attempt = 0; attempt < 3; attempt++) {
    const failed = outcomes.filter((each) => each.outcome === 'failed' && !Object.hasOwn(excluded, each.test));
    if (failed.length === 0) break;
    const again = await run([...new Set(failed.map((each) => each.test))]);
    outcomes.splice(0, outcomes.length, ...outcomes.filter((each) => !failed.includes(each)), ...again);
  }
  return outcomes;
}

test.for(Object.entries(suites))("%s of Python's psutil passes", async ([suite, least], context) => {
  needsPsutil(context);
  const outcomes = await patiently(suite);
  const failed = outcomes.filter((each) => each.outcome === 'failed' && !Object.hasOwn(excluded, each.test));
  expect(failed.map(({ test: name, text }) => `${name}: ${text}`)).toEqual([]);
  const passed = new Set(outcomes.filter(({ outcome }) => outcome === 'passed').map((each) => each.test));
  expect(passed.size).toBeGreaterThanOrEqual(least);
});
