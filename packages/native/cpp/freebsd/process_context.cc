#include "process_context.h"

#include "connections.h"
#include "freebsd_process.h"

namespace psutil {

namespace {

constexpr bool kInTable = true;

using I = ProcessInfo;
using P = FreebsdProcess;

// Never destroyed, as a detached thread may use it until the process ends.
const AttributeTable& kTable = *new AttributeTable{
    ReadBy<&I::createTime, &P::CreateTime>(kInTable),
    ReadBy<&I::ppid, &P::Ppid>(kInTable),
    ReadBy<&I::name, &P::Name>(),
    ReadBy<&I::exe, &P::Exe>(),
    ReadBy<&I::cmdline, &P::Cmdline>(),
    ReadBy<&I::environ_, &P::Environ>(),
    ReadBy<&I::cwd, &P::Cwd>(),
    ReadBy<&I::status, &P::Status>(kInTable),
    ReadBy<&I::isKernelProcess, &P::IsKernel>(kInTable),
    ReadBy<&I::username, &P::Username>(kInTable),
    ReadBy<&I::uids, &P::Uids>(kInTable),
    ReadBy<&I::gids, &P::Gids>(kInTable),
    ReadBy<&I::terminal, &P::Terminal>(kInTable),
    ReadBy<&I::processGroup, &P::ProcessGroup>(kInTable),
    ReadBy<&I::sessionId, &P::SessionId>(kInTable),
    ReadBy<&I::nice, &P::Nice>(kInTable),
    ReadBy<&I::ioCounters, &P::IoCounters>(kInTable),
    ReadBy<&I::numCtxSwitches, &P::NumCtxSwitches>(kInTable),
    ReadBy<&I::pageFaults, &P::GetPageFaults>(kInTable),
    ReadBy<&I::numThreads, &P::NumThreads>(kInTable),
    ReadBy<&I::threads, &P::Threads>(),
    ReadBy<&I::numFds, &P::NumFds>(),
    ReadBy<&I::openFiles, &P::OpenFiles>(),
    ReadBy<&I::connections, &P::Connections>(),
    ReadBy<&I::cpuTimes, &P::CpuTimes>(kInTable),
    ReadBy<&I::cpuNum, &P::CpuNum>(kInTable),
    ReadBy<&I::cpuAffinity, &P::CpuAffinity>(),
    ReadBy<&I::memoryInfo, &P::MemoryInfo>(kInTable),
    ReadBy<&I::memoryPercent, &P::MemoryPercent>(kInTable),
    ReadBy<&I::memoryMaps, &P::MemoryMaps>(),
};

}  // namespace

const AttributeTable& FreebsdContext::Table() { return kTable; }

FreebsdContext::FreebsdContext(const Host&, std::string kind_of_sockets)
    : KinfoContext(Table(), std::move(kind_of_sockets)) {}

std::unique_ptr<OpenProcess> FreebsdContext::Open(const Target& target, Attributes) {
  return std::make_unique<FreebsdProcess>(*this, target.pid);
}

ConnectionStatus FreebsdContext::TcpStatusOf(uint64_t control_block) {
  const std::lock_guard lock(mutex_);
  if (!tcp_statuses_) tcp_statuses_ = ReadTcpStatuses();
  const auto found = tcp_statuses_->find(control_block);
  // It was closed meanwhile.
  return found == tcp_statuses_->end() ? ConnectionStatus::kClose : found->second;
}

}  // namespace psutil
