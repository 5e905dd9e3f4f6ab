#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "file_time.h"

namespace psutil {

/// The PIDs of the pseudo process for idle time, and of the kernel.
constexpr int kIdlePid = 0;
constexpr int kSystemPid = 4;

/// A process in the table of all processes. Times are in units of 100 ns, sizes in bytes.
struct TableProcess {
  int pid = 0;
  int ppid = 0;
  std::string name;
  uint64_t start = 0;  // microseconds since 1970
  uint64_t user = 0, kernel = 0;
  int priority = 0;
  uint32_t threads = 0, handles = 0, session = 0;
  uint32_t faults = 0, hard_faults = 0;
  uint64_t wset = 0, peak_wset = 0;
  uint64_t paged_pool = 0, peak_paged_pool = 0, nonpaged_pool = 0, peak_nonpaged_pool = 0;
  uint64_t pagefile = 0, peak_pagefile = 0, private_bytes = 0;
  uint64_t reads = 0, writes = 0, others = 0;
  uint64_t read_bytes = 0, write_bytes = 0, other_bytes = 0;
  size_t offset = 0;
};

/// A thread in the table. Times are in units of 100 ns.
struct TableThread {
  int id = 0;
  uint64_t user = 0, kernel = 0;
  uint32_t switches = 0, state = 0, wait_reason = 0;
};

/// The table of all processes: the SystemProcessInformation of NtQuerySystemInformation().
class ProcessTable {
 public:
  /// `address` is the one of the buffer that the system filled: names are pointers into it. Throws SystemError.
  ProcessTable(std::string bytes, uint64_t address);

  /// The processes, with ascending PIDs.
  const std::vector<TableProcess>& processes() const { return processes_; }
  const TableProcess* Find(int pid) const;
  std::vector<TableThread> Threads(const TableProcess& process) const;

 private:
  std::string bytes_;
  std::vector<TableProcess> processes_;
};

/// Whether all threads of a process are suspended.
bool IsSuspended(const std::vector<TableThread>& threads);

/// Whether a process is a part of the kernel: it has no executable.
bool IsKernelProcess(const TableProcess& process);

}  // namespace psutil
