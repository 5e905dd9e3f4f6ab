#include "procfs_process.h"

#include <algorithm>
#include <cerrno>
#include <ctime>

#include "../core/bytes.h"

namespace psutil {

namespace {

bool IsMissing(int code) { return code == ENOENT || code == ESRCH; }

bool IsDenied(int code) { return code == EACCES || code == EPERM; }

constexpr size_t kMaxFile = size_t{64} << 20;
// ARG_MAX of 64-bit programs is 2 MiB, in arguments and environment.
constexpr size_t kMaxTexts = 65536;
constexpr uint64_t kNoTerminal = UINT64_MAX;

/// Returns what `read` returns; nothing where this user may not read it.
template <class Read>
auto IfAllowed(Read&& read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const SystemError& error) {
    if (!IsDenied(error.failure.code)) throw;
    return std::nullopt;
  }
}

}  // namespace

ProcfsProcess::ProcfsProcess(ProcfsContext& context, int pid)
    : context_(context),
      pid_(pid),
      path_(context.host.proc + "/" + std::to_string(pid)),
      arguments_(context.arguments),
      lists_(context.lists) {}

const ProcDirectory& ProcfsProcess::Directory() {
  if (!directory_) directory_ = OpenProcDirectory(path_);
  return *directory_;
}

/// Returns what `call` returns. A program that executes another one with other privileges invalidates descriptors of
/// its files: they are opened again, once. It then has other arguments than psinfo had before.
template <class Call>
auto ProcfsProcess::ReadAgain(Call&& call) -> decltype(call()) {
  try {
    return call();
  } catch (const SystemError& error) {
    if (error.failure.code != EAGAIN) throw;
    info_.reset();
    return call();
  }
}

std::string ProcfsProcess::Read(const std::string& file) {
  return ReadAgain([&] { return ReadProcFile(Directory(), file, kMaxFile); });
}

const ProcInfo& ProcfsProcess::Info() {
  if (!info_) info_ = ReadAt<ProcInfo>(Read("psinfo"), 0);
  return *info_;
}

const ProcUsage& ProcfsProcess::Usage() {
  if (!usage_) usage_ = ReadAt<ProcUsage>(Read("usage"), 0);
  return *usage_;
}

std::optional<ProcCredentials> ProcfsProcess::Credentials() {
  if (IsZombie(Info())) return std::nullopt;
  return IfAllowed([&] { return ReadAt<ProcCredentials>(Read("cred"), 0); });
}

std::optional<ProcStatus> ProcfsProcess::StatusFile() {
  if (IsZombie(Info())) return std::nullopt;
  return IfAllowed([&] { return ReadAt<ProcStatus>(Read("status"), 0); });
}

void ProcfsProcess::Take(size_t bytes, const std::string& file) {
  if (!lists_.Take(bytes)) throw SystemError(EOVERFLOW, "read", PathOf(file));
}

void ProcfsProcess::RequireLive(const std::string& file) {
  if (IsZombie(Info())) throw SystemError(ESRCH, "read", PathOf(file));
}

Timestamp ProcfsProcess::CreateTime() {
  if (Info().start.seconds != 0 || !IsZombie(Info())) return {SecondsOf(Info().start)};
  // psinfo of a zombie has no start, but usage has the times of the start and of the reading since boot.
  if (!context_.host.IsLocal()) throw SystemError(ENOTSUP, "createTime", PathOf("psinfo"));
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  const double age = SecondsOf(Usage().now) - SecondsOf(Usage().create);
  return {SecondsOf({now.tv_sec, now.tv_nsec}) - age};
}

std::string ProcfsProcess::Exe() {
  RequireLive("path/a.out");
  return IsKernelProcess(Info()) ? "" : ReadProcLink(Directory(), "path/a.out");
}

std::vector<std::string> ProcfsProcess::ReadTexts(uint64_t array, size_t count) {
  AddressSpace memory(OpenProcFile(Directory(), "as"), PathOf("as"));
  const size_t size = PointerSize(Info());
  std::vector<std::string> texts;
  // The array is read in pieces, as that of the environment has no length.
  constexpr size_t kPiece = 512;
  for (size_t at = 0; at < std::min(count, kMaxTexts); at += kPiece) {
    const size_t expected = std::min(kPiece, count - at);
    const auto pointers = ParsePointers(memory.Read(array + at * size, expected * size), size == sizeof(uint64_t));
    for (const uint64_t pointer : pointers) {
      texts.push_back(memory.ReadText(pointer, arguments_.available()));
      if (!arguments_.Take(texts.back().size() + 1)) return texts;
    }
    if (pointers.size() < kPiece) break;
  }
  return texts;
}

StringList ProcfsProcess::Cmdline() {
  RequireLive("as");
  if (IsKernelProcess(Info()) || Info().argc <= 0) return {};
  const auto texts =
      IfAllowed([&] { return ReadAgain([&] { return ReadTexts(Info().argv, static_cast<size_t>(Info().argc)); }); });
  if (!texts) return ArgumentsOf(Info());
  StringList list;
  for (const std::string& text : *texts) list.text.append(text).push_back('\0');
  return list;
}

std::vector<EnvironmentVariable> ProcfsProcess::Environ() {
  RequireLive("as");
  std::vector<EnvironmentVariable> variables;
  if (IsKernelProcess(Info()) || Info().envp == 0) return variables;
  const auto texts = ReadAgain([&] { return ReadTexts(Info().envp, kMaxTexts); });
  for (const std::string& text : texts) {
    const size_t end = text.find('=');
    if (end != std::string::npos && end > 0) variables.push_back({text.substr(0, end), text.substr(end + 1)});
  }
  return variables;
}

std::string ProcfsProcess::Cwd() {
  RequireLive("path/cwd");
  try {
    return ReadProcLink(Directory(), "path/cwd");
  } catch (const SystemError& error) {
    // The kernel may not know the path of a directory.
    if (error.failure.code == ENOENT && Classify(error.failure).kind == ProcessFailureKind::kUnknown) return "";
    throw;
  }
}

ProcessIds ProcfsProcess::Uids() {
  const auto credentials = Credentials();
  if (!credentials) return {Info().uid, Info().euid, std::nullopt};
  return {credentials->ruid, credentials->euid, credentials->suid};
}

ProcessIds ProcfsProcess::Gids() {
  const auto credentials = Credentials();
  if (!credentials) return {Info().gid, Info().egid, std::nullopt};
  return {credentials->rgid, credentials->egid, credentials->sgid};
}

Nullable<std::string> ProcfsProcess::Terminal() {
  if (Info().terminal == kNoTerminal) return {};
  return context_.Terminal(Info().terminal);
}

int ProcfsProcess::Nice() {
  RequireLive("psinfo");
  return NiceOf(Info());
}

ContextSwitches ProcfsProcess::NumCtxSwitches() { return {Usage().voluntary_switches, Usage().involuntary_switches}; }

std::vector<ThreadTimes> ProcfsProcess::Threads() {
  RequireLive("lusage");
  const std::string bytes = Read("lusage");
  Take(bytes.size(), "lusage");
  return ParseThreads(bytes);
}

int ProcfsProcess::NumFds() {
  RequireLive("fd");
  return static_cast<int>(ListProcNumbers(Directory(), "fd").size());
}

std::vector<OpenFile> ProcfsProcess::OpenFiles() {
  RequireLive("fd");
  std::vector<OpenFile> files;
  for (const int fd : ListProcNumbers(Directory(), "fd")) {
    const std::string name = std::to_string(fd);
    try {
      if (!IsRegularProcFile(Directory(), "fd/" + name)) continue;
      OpenFile file;
      file.path = ReadProcLink(Directory(), "path/" + name);
      file.fd = fd;
      if (!lists_.Take(sizeof file + file.path.size())) break;
      files.push_back(std::move(file));
    } catch (const SystemError& error) {
      // It was closed meanwhile, or the kernel does not know its path.
      if (!IsMissing(error.failure.code)) throw;
    }
  }
  return files;
}

std::vector<Connection> ProcfsProcess::Connections() {
  RequireLive("fd");
  return context_.SocketsOf(pid_);
}

ProcessCpuTimes ProcfsProcess::CpuTimes() {
  ProcessCpuTimes times = CpuTimesOf(Usage());
  if (const auto status = StatusFile()) {
    times.childrenUser = SecondsOf(status->children_user);
    times.childrenSystem = SecondsOf(status->children_system);
  }
  return times;
}

int ProcfsProcess::CpuNum() {
  RequireLive("psinfo");
  return Info().lwp.cpu;
}

Failure ProcfsProcess::Classify(Failure failure) {
  failure.pid = pid_;
  if (failure.kind != ProcessFailureKind::kUnknown || !IsMissing(failure.code)) return failure;
  try {
    const auto now = ReadAt<ProcInfo>(Read("psinfo"), 0);
    if (IsZombie(now)) {
      failure.kind = ProcessFailureKind::kZombie;
      failure.ppid = now.ppid;
    }
  } catch (const SystemError& error) {
    if (IsMissing(error.failure.code)) failure.kind = ProcessFailureKind::kGone;
  }
  return failure;
}

Failure ProcfsProcess::Reused() const {
  Failure failure;
  failure.code = ESRCH;
  failure.call = "read";
  failure.path = PathOf("usage");
  failure.kind = ProcessFailureKind::kReused;
  failure.pid = pid_;
  return failure;
}

}  // namespace psutil
