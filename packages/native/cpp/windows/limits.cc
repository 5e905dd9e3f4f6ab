#include "limits.h"

#include <windows.h>

#include "error.h"

namespace psutil {

namespace {

/// Returns information of the job of this process; all zero, which is no limit, for a class that the system lacks.
template <class T>
T QueryJob(JOBOBJECTINFOCLASS kind) {
  T information{};
  if (!QueryInformationJobObject(nullptr, kind, &information, sizeof information, nullptr)) return {};
  return information;
}

std::vector<int> CpusOf(ULONG_PTR mask) {
  std::vector<int> cpus;
  for (int cpu = 0; mask != 0; ++cpu, mask >>= 1) {
    if (mask & 1) cpus.push_back(cpu);
  }
  return cpus;
}

/// The rate is in 1/100 percent of all CPUs.
Nullable<double> QuotaOf(const JOBOBJECT_CPU_RATE_CONTROL_INFORMATION& rate) {
  constexpr DWORD kHardCap = JOB_OBJECT_CPU_RATE_CONTROL_ENABLE | JOB_OBJECT_CPU_RATE_CONTROL_HARD_CAP;
  if ((rate.ControlFlags & kHardCap) != kHardCap) return {};
  return rate.CpuRate / 10'000.0 * GetActiveProcessorCount(ALL_PROCESSOR_GROUPS);
}

/// The limits of the job of this process: https://learn.microsoft.com/windows/win32/procthread/job-objects
Limits ReadLimits(const Host&) {
  Limits limits;
  BOOL is_in_job = FALSE;
  if (!IsProcessInJob(GetCurrentProcess(), nullptr, &is_in_job)) ThrowWin32(GetLastError(), "IsProcessInJob");
  if (!is_in_job) return limits;
  const auto extended = QueryJob<JOBOBJECT_EXTENDED_LIMIT_INFORMATION>(JobObjectExtendedLimitInformation);
  const DWORD flags = extended.BasicLimitInformation.LimitFlags;
  if (flags & JOB_OBJECT_LIMIT_JOB_MEMORY) limits.memory.limit = extended.JobMemoryLimit;
  if (flags & JOB_OBJECT_LIMIT_ACTIVE_PROCESS) limits.pids.limit = extended.BasicLimitInformation.ActiveProcessLimit;
  if (flags & JOB_OBJECT_LIMIT_AFFINITY) limits.cpu.cpus = CpusOf(extended.BasicLimitInformation.Affinity);
  const auto accounting = QueryJob<JOBOBJECT_BASIC_ACCOUNTING_INFORMATION>(JobObjectBasicAccountingInformation);
  if (accounting.ActiveProcesses > 0) limits.pids.current = accounting.ActiveProcesses;
  limits.cpu.quota = QuotaOf(QueryJob<JOBOBJECT_CPU_RATE_CONTROL_INFORMATION>(JobObjectCpuRateControlInformation));
  return limits;
}

}  // namespace

void AddLimits(LimitCollectors& collectors) { collectors.limits = ReadLimits; }

}  // namespace psutil
