#include "process_context.h"

#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "../bsd/sysctl.h"
#include "../posix/passwd.h"
#include "darwin_process.h"

namespace psutil {

namespace {

constexpr bool kInTable = true;

using I = ProcessInfo;
using P = DarwinProcess;

// Never destroyed, as a detached thread may use it until the process ends.
const AttributeTable& kTable = *new AttributeTable{
    ReadBy<&I::createTime, &P::CreateTime>(kInTable),
    ReadBy<&I::ppid, &P::Ppid>(kInTable),
    ReadBy<&I::name, &P::Name>(),
    ReadBy<&I::exe, &P::Exe>(),
    ReadBy<&I::cmdline, &P::Cmdline>(),
    ReadBy<&I::environ_, &P::Environ>(),
    ReadBy<&I::cwd, &P::Cwd>(),
    ReadBy<&I::status, &P::Status>(),
    ReadBy<&I::isKernelProcess, &P::IsKernel>(kInTable),
    ReadBy<&I::username, &P::Username>(kInTable),
    ReadBy<&I::uids, &P::Uids>(kInTable),
    ReadBy<&I::gids, &P::Gids>(kInTable),
    ReadBy<&I::terminal, &P::Terminal>(kInTable),
    ReadBy<&I::processGroup, &P::ProcessGroup>(kInTable),
    ReadBy<&I::sessionId, &P::SessionId>(),
    ReadBy<&I::nice, &P::Nice>(kInTable),
    ReadBy<&I::ioCounters, &P::IoCounters>(),
    ReadBy<&I::numCtxSwitches, &P::NumCtxSwitches>(),
    ReadBy<&I::pageFaults, &P::GetPageFaults>(),
    ReadBy<&I::numThreads, &P::NumThreads>(),
    ReadBy<&I::threads, &P::Threads>(),
    ReadBy<&I::numFds, &P::NumFds>(),
    ReadBy<&I::openFiles, &P::OpenFiles>(),
    ReadBy<&I::connections, &P::Connections>(),
    ReadBy<&I::cpuTimes, &P::CpuTimes>(),
    ReadBy<&I::memoryInfo, &P::MemoryInfo>(),
    ReadBy<&I::memoryInfoEx, &P::MemoryInfoEx>(),
    ReadBy<&I::memoryFullInfo, &P::MemoryFullInfo>(),
    ReadBy<&I::memoryPercent, &P::MemoryPercent>(),
    ReadBy<&I::memoryMaps, &P::MemoryMaps>(),
};

/// Returns the path of a terminal; null where the device has no name.
Nullable<std::string> FindTerminal(int device) {
  constexpr int kNone = -1;
  std::array<char, 128> name{};
  if (device == kNone) return {};
  if (!devname_r(device, S_IFCHR, name.data(), static_cast<int>(name.size())) || name[0] == '?') return {};
  return std::string("/dev/") + name.data();
}

}  // namespace

const AttributeTable& DarwinContext::Table() { return kTable; }

DarwinContext::DarwinContext(const Host&, std::string kind_of_sockets)
    : ReadContext(Table()), kind(std::move(kind_of_sockets)) {}

std::vector<int> DarwinContext::ListPids() {
  processes_ = ReadProcessTable();
  std::vector<int> pids;
  for (const KinfoProcess& process : processes_) pids.push_back(process.pid);
  return pids;
}

std::unique_ptr<OpenProcess> DarwinContext::Open(const Target& target, Attributes) {
  return std::make_unique<DarwinProcess>(*this, target.pid);
}

const KinfoProcess* DarwinContext::FindListed(int pid) const {
  const auto found = std::lower_bound(processes_.begin(), processes_.end(), pid,
                                      [](const KinfoProcess& process, int value) { return process.pid < value; });
  return found == processes_.end() || found->pid != pid ? nullptr : &*found;
}

std::string DarwinContext::UserName(uint64_t uid) {
  const std::lock_guard lock(mutex_);
  std::string& name = users_[uid];
  if (name.empty()) name = FindUserName(uid);
  if (name.empty()) name = std::to_string(uid);
  return name;
}

Nullable<std::string> DarwinContext::Terminal(int device) {
  const std::lock_guard lock(mutex_);
  const auto known = terminals_.find(device);
  return known != terminals_.end() ? known->second : terminals_.emplace(device, FindTerminal(device)).first->second;
}

uint64_t DarwinContext::Constant(const char* name) {
  const std::lock_guard lock(mutex_);
  const auto known = constants_.find(name);
  return known != constants_.end() ? known->second : constants_.emplace(name, ReadSysctlNumber(name)).first->second;
}

}  // namespace psutil
