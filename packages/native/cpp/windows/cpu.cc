#include "cpu.h"

#include <windows.h>
// After windows.h, which it requires.
#include <powrprof.h>

#include <string>

#include "cpu_parser.h"
#include "error.h"
#include "nt.h"

namespace psutil {

namespace {

constexpr int kPerformance = 2;
constexpr int kProcessorTimes = 8;
constexpr size_t kProcessorTimesSize = 48;
constexpr size_t kPerformanceSize = 512;

/// Returns the times of the CPUs of a processor group, which has at most 64.
std::string QueryGroup(WORD group) {
  std::string buffer(GetActiveProcessorCount(group) * kProcessorTimesSize, '\0');
  ULONG length = 0;
  const NTSTATUS status = NtQuerySystemInformationEx(kProcessorTimes, &group, sizeof group, buffer.data(),
                                                     static_cast<ULONG>(buffer.size()), &length);
  if (status < 0) ThrowStatus(status, "NtQuerySystemInformationEx");
  buffer.resize(length);
  return buffer;
}

/// Returns the times of all CPUs. Without a group, NtQuerySystemInformation() returns those of the group of the thread.
std::string QueryProcessors() {
  const WORD groups = GetActiveProcessorGroupCount();
  if (groups <= 1) return QuerySystem(kProcessorTimes, GetActiveProcessorCount(0) * kProcessorTimesSize);
  std::string all;
  for (WORD group = 0; group < groups; ++group) all += QueryGroup(group);
  return all;
}

CpuTimesTable ReadTimes(const Host&) {
  CpuTimesTable table;
  AddProcessorTimes(QueryProcessors(), table.cpus);
  table.total = SumTimes(table.cpus);
  return table;
}

int ReadCores() {
  DWORD length = 0;
  GetLogicalProcessorInformationEx(RelationProcessorCore, nullptr, &length);
  std::string buffer(length, '\0');
  auto* const information = reinterpret_cast<SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX*>(buffer.data());
  if (!GetLogicalProcessorInformationEx(RelationProcessorCore, information, &length)) {
    ThrowWin32(GetLastError(), "GetLogicalProcessorInformationEx");
  }
  buffer.resize(length);
  return CountCores(buffer);
}

Nullable<int> ReadCount(const Host&, bool logical) {
  const int count = logical ? static_cast<int>(GetActiveProcessorCount(ALL_PROCESSOR_GROUPS)) : ReadCores();
  return count > 0 ? Nullable<int>(count) : Nullable<int>();
}

CpuStats ReadStats(const Host&) {
  CpuStats stats = ParsePerformance(QuerySystem(kPerformance, kPerformanceSize));
  stats.interrupts = SumInterrupts(QueryProcessors());
  return stats;
}

std::vector<CpuFreq> ReadFreq(const Host&) {
  constexpr size_t kPowerSize = 24;
  std::string buffer(GetActiveProcessorCount(ALL_PROCESSOR_GROUPS) * kPowerSize, '\0');
  const NTSTATUS status =
      CallNtPowerInformation(ProcessorInformation, nullptr, 0, buffer.data(), static_cast<ULONG>(buffer.size()));
  if (status < 0) ThrowStatus(status, "CallNtPowerInformation");
  return ParseFrequencies(buffer);
}

}  // namespace

void AddCpu(CpuCollectors& collectors) {
  collectors.cpuTimes = ReadTimes;
  collectors.cpuCount = ReadCount;
  collectors.cpuStats = ReadStats;
  collectors.cpuFreq = ReadFreq;
}

}  // namespace psutil
