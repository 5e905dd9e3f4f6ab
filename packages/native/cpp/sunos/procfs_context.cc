#include "procfs_context.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "../posix/passwd.h"
#include "connections.h"
#include "file.h"
#include "procfs_process.h"

namespace psutil {

namespace {

using I = ProcessInfo;
using P = ProcfsProcess;

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
    ReadBy<&I::uids, &P::Uids>(),
    ReadBy<&I::gids, &P::Gids>(),
    ReadBy<&I::terminal, &P::Terminal>(),
    ReadBy<&I::processGroup, &P::ProcessGroup>(),
    ReadBy<&I::sessionId, &P::SessionId>(),
    ReadBy<&I::nice, &P::Nice>(),
    ReadBy<&I::numCtxSwitches, &P::NumCtxSwitches>(true),
    ReadBy<&I::pageFaults, &P::GetPageFaults>(true),
    ReadBy<&I::numThreads, &P::NumThreads>(),
    ReadBy<&I::threads, &P::Threads>(),
    ReadBy<&I::numFds, &P::NumFds>(),
    ReadBy<&I::openFiles, &P::OpenFiles>(),
    ReadBy<&I::connections, &P::Connections>(),
    ReadBy<&I::cpuTimes, &P::CpuTimes>(),
    ReadBy<&I::cpuNum, &P::CpuNum>(),
    ReadBy<&I::memoryInfo, &P::MemoryInfo>(),
    ReadBy<&I::memoryInfoEx, &P::MemoryInfoEx>(),
    ReadBy<&I::memoryPercent, &P::MemoryPercent>(),
    ReadBy<&I::memoryMaps, &P::MemoryMaps>(),
};

}  // namespace

const AttributeTable& ProcfsContext::Table() { return kTable; }

ProcfsContext::ProcfsContext(const Host& of, const std::string& kind)
    : ReadContext(Table()), host(of), socket_kind_(kind) {}

std::vector<int> ProcfsContext::ListPids() { return ListProcNumbers(OpenProcDirectory(host.proc), "."); }

std::unique_ptr<OpenProcess> ProcfsContext::Open(const Target& target, Attributes) {
  return std::make_unique<ProcfsProcess>(*this, target.pid);
}

void ProcfsContext::ReadPasswd() try {
  constexpr size_t kMaxPasswd = size_t{64} << 20;
  users_ = ParsePasswd(ReadProcFile(OpenProcDirectory(host.etc), "passwd", kMaxPasswd));
} catch (const SystemError& error) {
  if (error.failure.code != ENOENT) throw;
}

std::string ProcfsContext::UserName(uint64_t uid) {
  const std::lock_guard lock(mutex_);
  // The user database of this machine may have other sources than the file.
  if (!host.IsLocal() && !std::exchange(has_read_passwd_, true)) ReadPasswd();
  std::string& name = users_[uid];
  if (name.empty() && host.IsLocal()) name = FindUserName(uid);
  if (name.empty()) name = std::to_string(uid);
  return name;
}

void ProcfsContext::ReadTerminals() {
  const auto add = [&](const std::string& path) {
    struct stat file;
    if (stat(path.c_str(), &file) == 0 && S_ISCHR(file.st_mode)) terminals_.emplace(file.st_rdev, path);
  };
  for (const std::string directory : {"/dev/pts", "/dev/term"}) {
    try {
      for (const std::string& name : ListNames(directory)) add(directory + "/" + name);
    } catch (const SystemError& error) {
      if (error.failure.code != ENOENT) throw;
    }
  }
  add("/dev/console");
}

Nullable<std::string> ProcfsContext::Terminal(uint64_t device) {
  if (!host.IsLocal()) throw SystemError(ENOTSUP, "terminal");
  const std::lock_guard lock(mutex_);
  if (!std::exchange(has_read_terminals_, true)) ReadTerminals();
  const auto known = terminals_.find(device);
  return known == terminals_.end() ? Nullable<std::string>() : Nullable<std::string>(known->second);
}

std::vector<Connection> ProcfsContext::SocketsOf(int pid) {
  const std::lock_guard lock(mutex_);
  if (!sockets_) sockets_ = ReadConnections(host, socket_kind_);
  std::vector<Connection> own;
  for (const Connection& socket : *sockets_) {
    if (socket.pid && *socket.pid == pid) own.push_back(socket);
  }
  return own;
}

uint64_t ProcfsContext::TotalMemory() const {
  if (!host.IsLocal()) throw SystemError(ENOTSUP, "memoryPercent");
  return static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace psutil
