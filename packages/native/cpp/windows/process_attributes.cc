#include <algorithm>
#include <numeric>

#include "../core/bytes.h"
#include "error.h"
#include "nt.h"
#include "process_handle.h"
#include "windows_process.h"
#include "working_set_parser.h"

namespace psutil {

namespace {

// 100 ns.
constexpr double kTicksPerSecond = 1e7;

double Seconds(uint64_t ticks) { return static_cast<double>(ticks) / kTicksPerSecond; }

uint64_t TicksOf(const FILETIME& time) { return uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime; }

/// The base priority of each class, which the table has where the class cannot be read:
/// https://learn.microsoft.com/windows/win32/procthread/scheduling-priorities
constexpr std::pair<int, int> kBasePriorities[] = {
    {4, IDLE_PRIORITY_CLASS},          {6, BELOW_NORMAL_PRIORITY_CLASS}, {8, NORMAL_PRIORITY_CLASS},
    {10, ABOVE_NORMAL_PRIORITY_CLASS}, {13, HIGH_PRIORITY_CLASS},        {24, REALTIME_PRIORITY_CLASS},
};

/// Returns the parent of a process by its PROCESS_BASIC_INFORMATION.
int ParentOf(HANDLE process) {
  constexpr size_t kParent = 40;
  std::string bytes(48, '\0');
  const NTSTATUS status = NtQueryInformationProcess(process, ProcessBasicInformation, bytes.data(),
                                                    static_cast<ULONG>(bytes.size()), nullptr);
  if (status < 0) ThrowStatus(status, "NtQueryInformationProcess");
  return static_cast<int>(ReadAt<uint64_t>(bytes, kParent));
}

ProcessIoCounters ToCounters(uint64_t reads, uint64_t writes, uint64_t others, uint64_t read_bytes,
                             uint64_t write_bytes, uint64_t other_bytes) {
  ProcessIoCounters counters;
  counters.readCount = reads;
  counters.writeCount = writes;
  counters.otherCount = others;
  counters.readBytes = read_bytes;
  counters.writeBytes = write_bytes;
  counters.otherBytes = other_bytes;
  return counters;
}

/// Returns the numbers of the active CPUs of processor groups, which are numbered one group after the other.
std::vector<int> CpusOfGroups(const std::vector<USHORT>& groups, uint64_t mask) {
  std::vector<int> cpus;
  int first = 0;
  const WORD count = GetActiveProcessorGroupCount();
  for (WORD group = 0; group < count; ++group) {
    const auto active = static_cast<int>(GetActiveProcessorCount(group));
    if (std::find(groups.begin(), groups.end(), group) != groups.end()) {
      const uint64_t all = active >= 64 ? ~uint64_t{0} : (uint64_t{1} << active) - 1;
      const std::vector<int> own = CpusOfMask(mask == 0 ? all : mask, first);
      cpus.insert(cpus.end(), own.begin(), own.end());
    }
    first += active;
  }
  return cpus;
}

/// Returns the processor groups of a process; the first one on a system without groups.
std::vector<USHORT> GroupsOf(HANDLE process) {
  constexpr USHORT kMost = 64;
  std::vector<USHORT> groups(kMost);
  USHORT count = kMost;
  if (!GetProcessGroupAffinity(process, &count, groups.data())) return {0};
  groups.resize(count);
  return groups;
}

}  // namespace

Timestamp WindowsProcess::CreateTime() {
  // The idle process, and System on some releases, have no creation time.
  const double start = Start();
  return {start == 0 ? context_.BootTime() : start / 1e6};
}

int WindowsProcess::Ppid() { return row_ ? row_->ppid : ParentOf(Open(PROCESS_QUERY_LIMITED_INFORMATION)); }

ProcessStatus WindowsProcess::Status() {
  const TableProcess& row = Row();
  return IsSuspended(processes_->Threads(row)) ? ProcessStatus::kStopped : ProcessStatus::kRunning;
}

bool WindowsProcess::IsKernel() {
  // Only children of System need their name.
  if (!row_ && Ppid() != kSystemPid && pid_ != kSystemPid) return false;
  return IsKernelProcess(Row());
}

int WindowsProcess::SessionId() {
  DWORD session = 0;
  if (row_ || !ProcessIdToSessionId(static_cast<DWORD>(pid_), &session)) session = Row().session;
  return static_cast<int>(session);
}

int WindowsProcess::Nice() try {
  const DWORD priority = GetPriorityClass(Open(PROCESS_QUERY_LIMITED_INFORMATION));
  if (priority == 0) ThrowWin32(GetLastError(), "GetPriorityClass");
  return static_cast<int>(priority);
} catch (const SystemError& error) {
  if (Classify(error.failure).kind != ProcessFailureKind::kUnknown) throw;
  for (const auto& [base, priority] : kBasePriorities) {
    if (base == Row().priority) return priority;
  }
  throw;
}

IoPriority WindowsProcess::Ionice() {
  constexpr auto kProcessIoPriority = static_cast<PROCESSINFOCLASS>(33);
  ULONG priority = 0;
  const NTSTATUS status = NtQueryInformationProcess(Open(PROCESS_QUERY_LIMITED_INFORMATION), kProcessIoPriority,
                                                    &priority, sizeof priority, nullptr);
  if (status < 0) ThrowStatus(status, "NtQueryInformationProcess");
  return {static_cast<int>(priority), std::nullopt};
}

ProcessIoCounters WindowsProcess::IoCounters() {
  if (row_) {
    return ToCounters(row_->reads, row_->writes, row_->others, row_->read_bytes, row_->write_bytes, row_->other_bytes);
  }
  IO_COUNTERS io{};
  if (!GetProcessIoCounters(Open(PROCESS_QUERY_LIMITED_INFORMATION), &io)) {
    ThrowWin32(GetLastError(), "GetProcessIoCounters");
  }
  return ToCounters(io.ReadOperationCount, io.WriteOperationCount, io.OtherOperationCount, io.ReadTransferCount,
                    io.WriteTransferCount, io.OtherTransferCount);
}

ContextSwitches WindowsProcess::NumCtxSwitches() {
  const TableProcess& row = Row();
  const auto threads = processes_->Threads(row);
  const auto add = [](uint64_t sum, const TableThread& thread) { return sum + thread.switches; };
  return {std::accumulate(threads.begin(), threads.end(), uint64_t{0}, add), std::nullopt};
}

PageFaults WindowsProcess::GetPageFaults() {
  const TableProcess& row = Row();
  // Both are counters of 32 bits, which start again at 0.
  return {row.faults - row.hard_faults, row.hard_faults};
}

std::vector<ThreadTimes> WindowsProcess::Threads() {
  const TableProcess& row = Row();
  std::vector<ThreadTimes> threads;
  for (const TableThread& thread : processes_->Threads(row)) {
    if (!lists_.Take(sizeof(ThreadTimes))) break;
    threads.push_back({static_cast<uint64_t>(thread.id), Seconds(thread.user), Seconds(thread.kernel)});
  }
  return threads;
}

int WindowsProcess::NumHandles() {
  DWORD count = 0;
  if (row_) {
    count = row_->handles;
  } else if (!GetProcessHandleCount(Open(PROCESS_QUERY_LIMITED_INFORMATION), &count)) {
    ThrowWin32(GetLastError(), "GetProcessHandleCount");
  }
  return static_cast<int>(count);
}

std::vector<Connection> WindowsProcess::Connections() {
  std::vector<Connection> connections = context_.ConnectionsOf(pid_);
  // The sockets are of the PID: of this process only if it still exists, as a handle then keeps its PID.
  for (const OpenedHandle& opened : handles_) {
    if (HasExited(opened.handle.get())) throw SystemError(ProcessGone(pid_));
  }
  size_t count = 0;
  while (count < connections.size() && lists_.Take(sizeof(Connection))) ++count;
  connections.resize(count);
  return connections;
}

ProcessCpuTimes WindowsProcess::CpuTimes() {
  ProcessCpuTimes times;
  if (row_) {
    times.user = Seconds(row_->user);
    times.system = Seconds(row_->kernel);
    return times;
  }
  FILETIME start{}, exit{}, kernel{}, user{};
  if (!GetProcessTimes(Open(PROCESS_QUERY_LIMITED_INFORMATION), &start, &exit, &kernel, &user)) {
    ThrowWin32(GetLastError(), "GetProcessTimes");
  }
  times.user = Seconds(TicksOf(user));
  times.system = Seconds(TicksOf(kernel));
  return times;
}

std::vector<int> WindowsProcess::CpuAffinity() {
  const HANDLE process = Open(PROCESS_QUERY_LIMITED_INFORMATION);
  DWORD_PTR mask = 0, system = 0;
  if (!GetProcessAffinityMask(process, &mask, &system)) ThrowWin32(GetLastError(), "GetProcessAffinityMask");
  const std::vector<USHORT> groups = GroupsOf(process);
  // With threads in several groups, each thread has a mask of its own.
  return CpusOfGroups(groups, groups.size() > 1 ? 0 : mask);
}

}  // namespace psutil
