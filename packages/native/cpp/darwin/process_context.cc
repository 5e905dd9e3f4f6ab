#include "process_context.h"

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

}  // namespace

const AttributeTable& DarwinContext::Table() { return kTable; }

DarwinContext::DarwinContext(const Host&, std::string kind_of_sockets)
    : KinfoContext(Table(), std::move(kind_of_sockets)) {}

std::unique_ptr<OpenProcess> DarwinContext::Open(const Target& target, Attributes) {
  return std::make_unique<DarwinProcess>(*this, target.pid);
}

}  // namespace psutil
