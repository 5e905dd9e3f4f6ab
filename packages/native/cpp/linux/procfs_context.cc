#include "procfs_context.h"

#include <cmath>

#include "clock.h"
#include "kernel_units.h"
#include "limits.h"
#include "memory.h"
#include "pids.h"
#include "process_dir_cache.h"
#include "process_tree.h"
#include "procfs_process.h"
#include "system.h"

namespace psutil {

namespace {

constexpr bool kInStat = true;

using I = ProcessInfo;
using P = ProcfsProcess;

// Never destroyed, as a detached thread may use it until the process ends.
const AttributeTable& kTable = *new AttributeTable{
    ReadBy<&I::createTime, &P::CreateTime>(kInStat),
    ReadBy<&I::ppid, &P::Ppid>(kInStat),
    ReadBy<&I::name, &P::Name>(kInStat),
    ReadBy<&I::exe, &P::Exe>(),
    ReadBy<&I::cmdline, &P::Cmdline>(),
    ReadBy<&I::environ_, &P::Environ>(),
    ReadBy<&I::cwd, &P::Cwd>(),
    ReadBy<&I::status, &P::Status>(kInStat),
    ReadBy<&I::isKernelProcess, &P::IsKernelProcess>(kInStat),
    ReadBy<&I::username, &P::Username>(),
    ReadBy<&I::uids, &P::Uids>(),
    ReadBy<&I::gids, &P::Gids>(),
    ReadBy<&I::terminal, &P::Terminal>(kInStat),
    ReadBy<&I::processGroup, &P::ProcessGroup>(kInStat),
    ReadBy<&I::sessionId, &P::SessionId>(kInStat),
    ReadBy<&I::nice, &P::Nice>(kInStat),
    ReadBy<&I::ionice, &P::Ionice>(),
    ReadBy<&I::ioCounters, &P::IoCounters>(),
    ReadBy<&I::numCtxSwitches, &P::NumCtxSwitches>(),
    ReadBy<&I::pageFaults, &P::GetPageFaults>(kInStat),
    ReadBy<&I::numThreads, &P::NumThreads>(kInStat),
    ReadBy<&I::threads, &P::Threads>(),
    ReadBy<&I::openFiles, &P::OpenFiles>(),
    ReadBy<&I::connections, &P::Connections>(),
    ReadBy<&I::numFds, &P::NumFds>(),  // after the two that list the descriptors anyway
    ReadBy<&I::cpuTimes, &P::CpuTimes>(kInStat),
    ReadBy<&I::cpuNum, &P::CpuNum>(kInStat),
    ReadBy<&I::cpuAffinity, &P::CpuAffinity>(),
    ReadBy<&I::memoryInfo, &P::MemoryInfo>(),
    ReadBy<&I::memoryInfoEx, &P::MemoryInfoEx>(),
    ReadBy<&I::memoryFullInfo, &P::MemoryFullInfo>(),
    ReadBy<&I::memoryPercent, &P::MemoryPercent>(),
    ReadBy<&I::memoryMaps, &P::MemoryMaps>(),
    ReadBy<&I::cgroup, &P::Cgroup>(),
    ReadBy<&I::container, &P::Container>(),
    ReadBy<&I::limits, &P::CgroupLimits>(),
};

}  // namespace

const AttributeTable& ProcfsContext::Table() { return kTable; }

ProcfsContext::ProcfsContext(const Host& of, const std::string& kind)
    : ReadContext(Table()),
      host(of),
      page_size(PageSize(of)),
      clock_tick(ClockTick(of)),
      users_(of),
      terminals_(of),
      sockets_(of, kind) {}

std::vector<int> ProcfsContext::ListPids() {
  auto pids = ReadPids(host);
  if (host.IsLocal()) ProcessDirCache::Local().EraseExcept(pids);
  return pids;
}

std::unique_ptr<OpenProcess> ProcfsContext::Open(const Target& target, Attributes attributes) {
  const bool may_be_cached = host.IsLocal() && attributes.bits != 0 && !std::isnan(target.start);
  auto cached = may_be_cached ? ProcessDirCache::Local().Find(target) : nullptr;
  auto process = std::make_unique<ProcfsProcess>(*this, target.pid, std::move(cached));
  // Where more than stat is read, stat is read from the open directory too: both are then of one process.
  if (process->IsIdentified() || attributes.Without(table.with_start).bits == 0) return process;
  try {
    process->OpenedDirectory();
  } catch (const SystemError& error) {
    throw SystemError(process->Classify(error.failure));
  }
  return process;
}

void ProcfsContext::Close(const Target& target, OpenProcess& process, bool has_ended) {
  if (!host.IsLocal()) return;
  if (has_ended) {
    ProcessDirCache::Local().Erase(target);
  } else if (!process.IsIdentified()) {
    ProcessDirCache::Local().Insert(target, static_cast<ProcfsProcess&>(process).directory());
  }
}

std::optional<std::vector<ProcessRow>> ProcfsContext::FindDescendants(int pid, bool recursive,
                                                                      const std::function<ProcessRow(int pid)>& read) {
  // The files of a captured machine may be of several moments.
  return host.IsLocal() ? WalkTree(host, pid, recursive, read) : std::nullopt;
}

double ProcfsContext::BootTime() {
  const std::lock_guard lock(mutex_);
  if (!boot_time_) boot_time_ = host.IsLocal() ? LocalBootTime(1 / clock_tick) : ReadBootTime(host);
  return *boot_time_;
}

uint64_t ProcfsContext::MemTotal() {
  const std::lock_guard lock(mutex_);
  if (!mem_total_) mem_total_ = ReadMemTotal(host);
  return *mem_total_;
}

// The following return references to elements of maps, which stay valid when other elements are inserted.

const std::string& ProcfsContext::UserName(uint64_t uid) {
  const std::lock_guard lock(mutex_);
  return users_.Of(uid);
}

const Nullable<std::string>& ProcfsContext::Terminal(int number) {
  const std::lock_guard lock(mutex_);
  return terminals_.Of(number);
}

const std::unordered_map<uint64_t, Connection>& ProcfsContext::SocketsOf(const Directory& process) {
  const std::lock_guard lock(mutex_);
  return sockets_.Of(process);
}

const Limits& ProcfsContext::LimitsOf(const std::string& groups, const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto known = limits_.find(groups);
  return known != limits_.end() ? known->second : limits_.emplace(groups, ReadLimits(host, groups, path)).first->second;
}

}  // namespace psutil
