#include "process_context.h"

#include <windows.h>

#include <cerrno>

#include "connections.h"
#include "dos_devices.h"
#include "error.h"
#include "file_time.h"
#include "host_info.h"
#include "nt.h"
#include "process_handle.h"
#include "windows_process.h"

namespace psutil {

namespace {

using I = ProcessInfo;
using P = WindowsProcess;

// Never destroyed, as a detached thread may use it until the process ends.
const AttributeTable& kTable = *new AttributeTable{
    ReadBy<&I::createTime, &P::CreateTime>(),
    ReadBy<&I::ppid, &P::Ppid>(),
    ReadBy<&I::name, &P::Name>(),
    ReadBy<&I::exe, &P::Exe>(),
    ReadBy<&I::cmdline, &P::Cmdline>(),
    ReadBy<&I::environ_, &P::Environ>(),
    ReadBy<&I::cwd, &P::Cwd>(),
    ReadBy<&I::status, &P::Status>(),
    ReadBy<&I::isKernelProcess, &P::IsKernel>(),
    ReadBy<&I::username, &P::Username>(),
    ReadBy<&I::sessionId, &P::SessionId>(),
    ReadBy<&I::nice, &P::Nice>(),
    ReadBy<&I::ionice, &P::Ionice>(),
    ReadBy<&I::ioCounters, &P::IoCounters>(),
    ReadBy<&I::numCtxSwitches, &P::NumCtxSwitches>(),
    ReadBy<&I::pageFaults, &P::GetPageFaults>(),
    ReadBy<&I::numThreads, &P::NumThreads>(),
    ReadBy<&I::threads, &P::Threads>(),
    ReadBy<&I::numHandles, &P::NumHandles>(),
    ReadBy<&I::connections, &P::Connections>(),
    ReadBy<&I::cpuTimes, &P::CpuTimes>(),
    ReadBy<&I::cpuAffinity, &P::CpuAffinity>(),
    ReadBy<&I::memoryInfo, &P::MemoryInfo>(),
    ReadBy<&I::memoryInfoEx, &P::MemoryInfoEx>(),
    ReadBy<&I::memoryFullInfo, &P::MemoryFullInfo>(),
    ReadBy<&I::memoryPercent, &P::MemoryPercent>(),
    ReadBy<&I::memoryMaps, &P::MemoryMaps>(),
    ReadBy<&I::openFiles, &P::OpenFiles>(),
};

uint64_t ReadTotalMemory() {
  MEMORYSTATUSEX status{};
  status.dwLength = sizeof status;
  if (!GlobalMemoryStatusEx(&status)) ThrowWin32(GetLastError(), "GlobalMemoryStatusEx");
  return status.ullTotalPhys;
}

}  // namespace

std::shared_ptr<const ProcessTable> ReadProcessTable() {
  constexpr int kSystemProcessInformation = 5;
  constexpr size_t kExpected = size_t{256} << 10;
  std::string bytes = QuerySystem(kSystemProcessInformation, kExpected);
  const auto address = reinterpret_cast<uintptr_t>(bytes.data());
  return std::make_shared<const ProcessTable>(std::move(bytes), address);
}

const AttributeTable& WindowsContext::Table() { return kTable; }

WindowsContext::WindowsContext(const Host&, std::string kind) : ReadContext(Table()), kind_(std::move(kind)) {}

std::vector<int> WindowsContext::ListPids() {
  is_listing_ = true;
  std::vector<int> pids;
  for (const TableProcess& process : Processes()->processes()) pids.push_back(process.pid);
  return pids;
}

std::unique_ptr<OpenProcess> WindowsContext::Open(const Target& target, Attributes) {
  auto process = std::make_unique<WindowsProcess>(*this, target.pid);
  try {
    // One process is read by its handle, which costs less than the table.
    if (is_listing_) {
      process->Row();
    } else {
      process->OpenOrFind();
    }
  } catch (const SystemError& error) {
    throw SystemError(process->Classify(error.failure));
  }
  return process;
}

std::shared_ptr<const ProcessTable> WindowsContext::Processes(bool is_fresh) {
  const std::lock_guard lock(mutex_);
  if (!processes_ || is_fresh) processes_ = ReadProcessTable();
  return processes_;
}

std::vector<Connection> WindowsContext::ConnectionsOf(int pid) {
  const std::lock_guard lock(mutex_);
  if (!connections_) {
    std::unordered_map<int, std::vector<Connection>> by_pid;
    for (Connection& connection : ReadConnections(kind_)) {
      if (connection.pid) by_pid[*connection.pid].push_back(std::move(connection));
    }
    connections_ = std::move(by_pid);
  }
  const auto found = connections_->find(pid);
  return found == connections_->end() ? std::vector<Connection>() : found->second;
}

// The following returns a reference to an element of a map, which stays valid when other elements are inserted.
const std::string& WindowsContext::AccountName(PSID identifier) {
  const std::lock_guard lock(mutex_);
  return accounts_.Of(identifier);
}

std::string WindowsContext::ToDosPath(std::string_view path) {
  const std::lock_guard lock(mutex_);
  if (!devices_) devices_ = ReadDosDevices();
  return DosPath(path, *devices_);
}

double WindowsContext::BootTime() {
  const std::lock_guard lock(mutex_);
  if (!boot_time_) boot_time_ = static_cast<double>(UnixMicroseconds(ReadBootTime())) / 1e6;
  return *boot_time_;
}

uint64_t WindowsContext::TotalMemory() {
  const std::lock_guard lock(mutex_);
  if (!total_memory_) total_memory_ = ReadTotalMemory();
  return *total_memory_;
}

}  // namespace psutil
