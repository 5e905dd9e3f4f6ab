#include <algorithm>
#include <cerrno>
#include <climits>

#include "../posix/parse.h"
#include "limits.h"
#include "procfs_process.h"

namespace psutil {

namespace {

/// The path of a descriptor below /proc/PID.
std::string Entry(const char* directory, int fd) { return directory + std::to_string(fd); }

/// Finds the 64 hexadecimal digits by which Docker, containerd, CRI-O and Podman name containers.
std::optional<std::string> HexadecimalId(std::string_view name) {
  constexpr size_t kDigits = 64;
  constexpr std::string_view kHexadecimal = "0123456789abcdef";
  while (name.size() >= kDigits) {
    const size_t length = std::min(name.find_first_not_of(kHexadecimal), name.size());
    if (length == kDigits) return std::string(name.substr(0, kDigits));
    name.remove_prefix(std::min(length + 1, name.size()));
  }
  return std::nullopt;
}

/// Finds the ID of a container in the names of control groups.
Nullable<std::string> ContainerIn(std::string_view groups) {
  constexpr std::string_view kPayload = "lxc.payload.";
  while (!groups.empty()) {
    std::string_view line = SplitNext(groups, '\n');
    while (!line.empty()) {
      const std::string_view name = SplitNext(line, '/');
      if (name.substr(0, kPayload.size()) == kPayload) return std::string(name.substr(kPayload.size()));
      if (auto id = HexadecimalId(name)) return id;
    }
  }
  return {};
}

}  // namespace

OpenFile ProcfsProcess::ResolveLink(const std::string& link, std::string target) {
  OpenFile file;
  file.path = std::move(target);
  // A file may be named so: then the path, resolved from the root of the process, leads to the same file.
  file.deleted = EndsWith(file.path, kDeleted) && !SameFile(OpenedDirectory(), link, "root" + file.path);
  if (*file.deleted) file.path.resize(file.path.size() - kDeleted.size());
  return file;
}

std::string ProcfsProcess::LinkedPath(const char* link) {
  std::string path = ResolveLink(link, ReadLink(OpenedDirectory(), link)).path;
  Take(path.size(), link);
  return path;
}

std::string ProcfsProcess::Exe() try { return LinkedPath("exe"); } catch (const SystemError& error) {
  // Kernel threads have no executable, and neither has a process that is about to end.
  if (error.failure.code == ENOENT && Classify(error.failure).kind == ProcessFailureKind::kUnknown) return "";
  throw;
}

std::string ProcfsProcess::Cwd() try { return LinkedPath("cwd"); } catch (const SystemError& error) {
  if (error.failure.code == ENOENT && Classify(error.failure).kind == ProcessFailureKind::kUnknown) return "";
  throw;
}

const std::vector<int>& ProcfsProcess::Descriptors() {
  if (descriptors_) return *descriptors_;
  std::vector<int> found;
  if (!Stat().IsZombie()) {  // a zombie has closed all descriptors
    ForEachEntry(OpenedDirectory(), "fd", [&](const char* name) {
      const auto fd = ParseNumber(name);
      if (fd && *fd <= INT_MAX) found.push_back(static_cast<int>(*fd));
    });
    EnsureAlive();
    std::sort(found.begin(), found.end());
  }
  return descriptors_.emplace(std::move(found));
}

int ProcfsProcess::NumFds() try {
  const bool is_known = descriptors_ || !context_.host.IsLocal();
  const uint64_t count = is_known ? 0 : EntryCount(OpenedDirectory(), "fd");
  return static_cast<int>(count > 0 ? count : Descriptors().size());
} catch (const SystemError&) {
  if (Stat().IsZombie()) return 0;
  throw;
}

std::optional<OpenFile> ProcfsProcess::OpenFileAt(int fd) try {
  const std::string link = Entry("fd/", fd);
  std::string target = ReadLink(OpenedDirectory(), link);
  if (target.substr(0, 1) != "/") return std::nullopt;
  try {
    if (!IsRegularFile(OpenedDirectory(), link)) return std::nullopt;
  } catch (const SystemError& error) {
    // The links of a captured tree lead nowhere.
    if (context_.host.IsLocal() || !IsMissing(error.failure.code)) throw;
  }
  OpenFile file = ResolveLink(link, std::move(target));
  file.fd = fd;
  const std::string facts = Entry("fdinfo/", fd);
  ParseDescriptor(Read(facts), PathOf(facts), file);
  return file;
} catch (const SystemError& error) {
  // The descriptor was closed meanwhile, or its path is longer than PATH_MAX.
  if (IsMissing(error.failure.code) || error.failure.code == ENAMETOOLONG || error.failure.code == EINVAL) return {};
  throw;
}

std::vector<OpenFile> ProcfsProcess::OpenFiles() {
  std::vector<OpenFile> files;
  for (const int fd : Descriptors()) {
    auto file = OpenFileAt(fd);
    if (!file) continue;
    if (!lists_.Take(sizeof *file + file->path.size())) break;
    files.push_back(std::move(*file));
  }
  EnsureAlive();
  return files;
}

std::vector<ProcfsProcess::OpenSocket> ProcfsProcess::OpenSockets() {
  std::vector<OpenSocket> sockets;
  for (const int fd : Descriptors()) {
    try {
      const auto number = SocketInode(context_.host, OpenedDirectory(), Entry("fd/", fd));
      if (number) sockets.push_back({fd, *number});
    } catch (const SystemError& error) {
      if (!IsMissing(error.failure.code)) throw;  // the descriptor was closed meanwhile
    }
  }
  return sockets;
}

std::vector<Connection> ProcfsProcess::Connections() {
  std::vector<Connection> connections;
  const auto open = OpenSockets();
  if (!open.empty()) {  // otherwise no socket table is needed
    const auto& sockets = context_.SocketsOf(OpenedDirectory());
    for (const auto& [fd, number] : open) {
      const auto found = sockets.find(number);
      if (found == sockets.end()) continue;
      if (!lists_.Take(sizeof(Connection))) break;
      connections.push_back(found->second);
      connections.back().pid = pid_;
      connections.back().fd = fd;
    }
  }
  EnsureAlive();
  return connections;
}

const std::string& ProcfsProcess::CgroupText() {
  if (!cgroup_) cgroup_ = Read("cgroup");
  return *cgroup_;
}

Nullable<std::string> ProcfsProcess::Cgroup() {
  auto group = MainGroup(context_.host, CgroupText(), PathOf("cgroup"));
  if (group) Take(group->size(), "cgroup");
  return group;
}

Nullable<std::string> ProcfsProcess::Container() { return ContainerIn(CgroupText()); }
Limits ProcfsProcess::CgroupLimits() { return context_.LimitsOf(CgroupText(), PathOf("cgroup")); }

}  // namespace psutil
