#include "file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <memory>
#include <string_view>

#include "../core/error.h"
#include "text.h"

namespace {

std::string Join(const Folder& folder, const std::string& name) { return folder.path + "/" + name; }

int Open(int folder, const char* name, int flags, const std::string& path, const char* call = "open") {
  int fd;
  do {
    fd = openat(folder, name, flags | O_RDONLY | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  if (fd < 0) throw SystemError(errno, call, path);
  return fd;
}

// Pseudo files have no size to ask for, and some give out one page per read: read until there is no more.
std::string ReadToEnd(const Fd& file, const std::string& path) {
  std::string text;
  char buffer[16384];
  for (;;) {
    const ssize_t count = read(file.get(), buffer, sizeof buffer);
    if (count > 0) {
      text.append(buffer, static_cast<size_t>(count));
    } else if (count == 0) {
      return text;
    } else if (errno != EINTR) {
      throw SystemError(errno, "read", path);
    }
  }
}

void VisitEntries(int fd, const std::string& path, const std::function<void(const char* name)>& visit) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(fdopendir(fd), closedir);
  if (!folder) throw SystemError(errno, "fdopendir", path);
  for (;;) {
    errno = 0;
    const dirent* entry = readdir(folder.get());
    if (!entry) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") visit(entry->d_name);
  }
  if (errno != 0) throw SystemError(errno, "readdir", path);
}

/// What is known of a file without asking a server; false before Linux 4.11, which cannot be asked so.
bool Statx(const Folder& folder, const std::string& name, unsigned what, struct statx& file) {
  const int flags = AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT;
  if (syscall(SYS_statx, folder.fd.get(), name.c_str(), flags, what, &file) == 0) return true;
  if (errno == ENOSYS) return false;
  throw SystemError(errno, "statx", Join(folder, name));
}

mode_t ModeOf(const Folder& folder, const std::string& name) {
  struct stat file;
  if (fstatat(folder.fd.get(), name.c_str(), &file, AT_NO_AUTOMOUNT) == 0) return file.st_mode;
  throw SystemError(errno, "fstatat", Join(folder, name));
}

/// The device that the kernel keeps all sockets on.
dev_t SocketDevice() {
  const Fd any(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  struct stat file;
  if (any.get() < 0 || fstat(any.get(), &file) != 0) throw SystemError(errno, "socket");
  return file.st_dev;
}

}  // namespace

Fd::~Fd() {
  if (fd_ >= 0) close(fd_);
}

Folder OpenFolder(const std::string& path) {
  return {Fd(Open(AT_FDCWD, path.c_str(), O_DIRECTORY | O_PATH, path)), path};
}

std::string ReadFile(const std::string& path) {
  const Fd file(Open(AT_FDCWD, path.c_str(), 0, path));
  return ReadToEnd(file, path);
}

std::string ReadFile(const Folder& folder, const std::string& name) {
  const std::string path = Join(folder, name);
  const Fd file(Open(folder.fd.get(), name.c_str(), 0, path));
  return ReadToEnd(file, path);
}

std::string ReadLink(const Folder& folder, const std::string& name) {
  char target[PATH_MAX];
  const ssize_t length = readlinkat(folder.fd.get(), name.c_str(), target, sizeof target);
  if (length < 0) throw SystemError(errno, "readlink", Join(folder, name));
  // Some kernels put what lay behind the path's end into it as well.
  return std::string(std::string_view(target, static_cast<size_t>(length)).substr(0, strnlen(target, length)));
}

std::optional<std::string> ReadFileIfAny(const std::string& path) try {
  return ReadFile(path);
} catch (const SystemError& error) {
  if (error.failure.code == ENOENT || error.failure.code == ENOTDIR) return std::nullopt;
  throw;
}

std::optional<std::string> ReadLineIfAny(const std::string& path) try {
  const auto text = ReadFileIfAny(path);
  if (!text || text->empty()) return std::nullopt;
  return text->substr(0, text->find('\n'));
} catch (const SystemError&) {
  return std::nullopt;
}

void ForEachEntry(const std::string& path, const std::function<void(const char* name)>& visit) {
  VisitEntries(Open(AT_FDCWD, path.c_str(), O_DIRECTORY, path, "opendir"), path, visit);
}

void ForEachEntry(const Folder& folder, const char* name, const std::function<void(const char* name)>& visit) {
  const std::string path = Join(folder, name);
  VisitEntries(Open(folder.fd.get(), name, O_DIRECTORY, path, "opendir"), path, visit);
}

uint64_t EntryCount(const Folder& folder, const char* name) {
  const std::string path = Join(folder, name);
  Fd opened(Open(folder.fd.get(), name, O_DIRECTORY, path));  // which is refused where its entries are
  struct stat file;
  if (fstat(opened.get(), &file) != 0) throw SystemError(errno, "fstat", path);
  uint64_t count = static_cast<uint64_t>(file.st_size);
  if (count == 0) VisitEntries(opened.Release(), path, [&](const char*) { ++count; });
  return count;
}

bool IsRegularFile(const Folder& folder, const std::string& name) {
  struct statx file;
  return S_ISREG(Statx(folder, name, STATX_TYPE, file) ? file.stx_mode : ModeOf(folder, name));
}

std::optional<uint64_t> DeviceOf(const std::string& path) {
  struct stat file;
  if (stat(path.c_str(), &file) != 0 || !S_ISCHR(file.st_mode)) return std::nullopt;
  return file.st_rdev;
}

std::optional<uint64_t> LinkedSocketNumber(const Folder& folder, const std::string& name) {
  constexpr std::string_view kStart = "socket:[";
  const std::string link = ReadLink(folder, name);
  if (link.compare(0, kStart.size(), kStart) != 0 || link.back() != ']') return std::nullopt;
  return ParseNumber(std::string_view(link).substr(kStart.size(), link.size() - kStart.size() - 1));
}

std::optional<uint64_t> SocketNumber(const Folder& folder, const std::string& name) {
  static const dev_t sockets = SocketDevice();
  struct statx file;
  if (!Statx(folder, name, STATX_TYPE | STATX_INO, file)) return LinkedSocketNumber(folder, name);
  // A UNIX socket's place among files is a socket too, and another one.
  if (makedev(file.stx_dev_major, file.stx_dev_minor) != sockets) return std::nullopt;
  return file.stx_ino;
}

bool Exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

bool Exists(const Folder& folder, const std::string& name) { return WhyNot(folder, name) == 0; }

int WhyNot(const Folder& folder, const std::string& name) {
  return faccessat(folder.fd.get(), name.c_str(), F_OK, 0) == 0 ? 0 : errno;
}

bool SameFile(const Folder& folder, const std::string& name, const std::string& other) {
  struct stat one;
  struct stat two;
  return fstatat(folder.fd.get(), name.c_str(), &one, 0) == 0 &&
         fstatat(folder.fd.get(), other.c_str(), &two, 0) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}
