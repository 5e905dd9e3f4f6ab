#include "file.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "../posix/parse.h"

namespace psutil {

namespace {

std::string Join(const Directory& directory, const std::string& name) { return directory.path + "/" + name; }

/// Opens a file or directory. Its full path is only built for errors.
template <class Path>
Fd Open(int directory, const char* name, int flags, Path&& path, const char* call = "open") {
  int fd;
  do {
    fd = openat(directory, name, flags | O_RDONLY | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  if (fd < 0) throw SystemError(errno, call, path());
  return Fd(fd);
}

Fd Open(const std::string& path, int flags, const char* call = "open") {
  return Open(AT_FDCWD, path.c_str(), flags, [&] { return path; }, call);
}

// A read that leaves room for a short line on the smallest page has reached the end: seq_read_iter() of fs/seq_file.c
// fills a page with whole lines.
constexpr size_t kRoomForLine = 4096 - 1024;

// The longest files of the kernel are tables of sockets, with 150 bytes for each.
constexpr size_t kMaxFile = size_t{512} << 20;

// seq_file returns at most the size of its buffer at once, which is a few pages, and cmdline and environ any amount.
constexpr size_t kPiece = 16384;
using Piece = char[kPiece];

/// Reads bytes at an offset; 0 at the end of the file.
template <class Path>
size_t ReadPiece(const Fd& file, Piece& piece, size_t most, size_t offset, Path&& path) {
  ssize_t count;
  do {
    count = pread(file.get(), piece, std::min(most, kPiece), static_cast<off_t>(offset));
  } while (count < 0 && errno == EINTR);
  if (count < 0) throw SystemError(errno, "read", path());
  return static_cast<size_t>(count);
}

/// Reads a file from its start until a read returns at most `last` bytes, since pseudo files report no size, or until
/// `limit` bytes are read.
template <class Path>
std::string ReadPieces(const Fd& file, size_t last, size_t limit, Path&& path) {
  std::string text;
  Piece piece;
  for (;;) {
    const size_t count = ReadPiece(file, piece, limit - text.size(), text.size(), path);
    text.append(piece, count);
    if (count <= last || text.size() == limit) return text;
  }
}

/// Reads a whole file.
template <class Path>
std::string ReadToEnd(const Fd& file, size_t last, Path&& path) {
  std::string text = ReadPieces(file, last, kMaxFile, path);
  if (text.size() == kMaxFile) throw SystemError(EOVERFLOW, "read", path());
  return text;
}

/// A directory entry of getdents64(2).
struct Entry {
  uint64_t inode;
  int64_t next;
  uint16_t length;
  unsigned char type;
  char name[1];
};

/// Lists a directory without the buffer that readdir(3) allocates for each.
template <class Path>
void VisitEntries(const Fd& listing, const std::function<void(const char* name)>& visit, Path&& path) {
  alignas(Entry) char buffer[32768];
  for (;;) {
    const long count = syscall(SYS_getdents64, listing.get(), buffer, sizeof buffer);
    if (count < 0) throw SystemError(errno, "getdents64", path());
    if (count == 0) return;
    for (long at = 0; at < count; at += reinterpret_cast<const Entry*>(buffer + at)->length) {
      const char* name = buffer + at + offsetof(Entry, name);
      if (std::strcmp(name, ".") != 0 && std::strcmp(name, "..") != 0) visit(name);
    }
  }
}

/// Reads file metadata without contacting a remote server; false where statx(2) is refused. Linux has it since 4.11.
bool Statx(const Directory& directory, const std::string& name, unsigned what, struct statx& file) {
  const int flags = AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT;
  if (syscall(SYS_statx, directory.fd.get(), name.c_str(), flags, what, &file) == 0) return true;
  if (IsRefused(errno)) return false;
  throw SystemError(errno, "statx", Join(directory, name));
}

mode_t ModeOf(const Directory& directory, const std::string& name) {
  struct stat file;
  if (fstatat(directory.fd.get(), name.c_str(), &file, AT_NO_AUTOMOUNT) == 0) return file.st_mode;
  throw SystemError(errno, "fstatat", Join(directory, name));
}

/// Returns the device number of sockfs, on which all sockets are; nothing where no socket can be created.
std::optional<dev_t> SocketDevice() {
  const Fd any(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  struct stat file;
  if (any.get() < 0 || fstat(any.get(), &file) != 0) return std::nullopt;
  return file.st_dev;
}

}  // namespace

Directory OpenDirectory(const std::string& path) { return {Open(path, O_DIRECTORY | O_PATH), path}; }

Directory OpenListing(const std::string& path) { return {Open(path, O_DIRECTORY, "opendir"), path}; }

Fd OpenToRead(const std::string& path) { return Open(path, 0); }

std::string ReadFile(const std::string& path) { return ReadFile(OpenToRead(path), path); }

std::string ReadFile(const Fd& file, const std::string& path) {
  return ReadToEnd(file, 0, [&] { return path; });
}

std::string ReadShortFile(const Directory& directory, const std::string& name) {
  const auto path = [&] { return Join(directory, name); };
  return ReadToEnd(Open(directory.fd.get(), name.c_str(), 0, path), kRoomForLine, path);
}

std::string ReadShortFile(const Fd& file, const std::string& path) {
  return ReadToEnd(file, kRoomForLine, [&] { return path; });
}

std::string ReadFileUpTo(const Directory& directory, const std::string& name, size_t limit) {
  const auto path = [&] { return Join(directory, name); };
  return ReadPieces(Open(directory.fd.get(), name.c_str(), 0, path), kRoomForLine, limit, path);
}

bool VisitLines(const Directory& directory, const std::string& name,
                const std::function<void(std::string_view lines)>& visit) {
  constexpr size_t kMaxLine = size_t{1} << 20;
  const auto path = [&] { return Join(directory, name); };
  const Fd file = Open(directory.fd.get(), name.c_str(), 0, path);
  Piece piece;
  std::string lines;
  size_t offset = 0;
  while (const size_t count = ReadPiece(file, piece, kPiece, offset, path)) {
    offset += count;
    lines.append(piece, count);
    const size_t end = lines.rfind('\n') + 1;
    if (end > 0) visit(std::string_view(lines).substr(0, end));
    lines.erase(0, end);
    if (lines.size() > kMaxLine) throw SystemError(EOVERFLOW, "read", path());
  }
  if (!lines.empty()) visit(lines);
  return offset > 0;
}

std::string ReadLink(const Directory& directory, const std::string& name) {
  char target[PATH_MAX];
  const ssize_t length = readlinkat(directory.fd.get(), name.c_str(), target, sizeof target);
  if (length < 0) throw SystemError(errno, "readlink", Join(directory, name));
  // Some kernels append bytes after a NUL.
  return std::string(std::string_view(target, static_cast<size_t>(length)).substr(0, strnlen(target, length)));
}

bool IsRefused(int code) { return code == ENOSYS || code == EPERM || code == EACCES; }

bool IsNoFile(const SystemError& error) { return error.failure.code == ENOENT || error.failure.code == ENOTDIR; }

std::optional<std::string> ReadFileIfAny(const std::string& path) try {
  return ReadFile(path);
} catch (const SystemError& error) {
  if (IsNoFile(error)) return std::nullopt;
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
  ForEachEntry(OpenListing(path), visit);
}

void ForEachEntry(const Directory& listing, const std::function<void(const char* name)>& visit) {
  VisitEntries(listing.fd, visit, [&] { return listing.path; });
}

void ForEachEntry(const Directory& directory, const char* name, const std::function<void(const char* name)>& visit) {
  const auto path = [&] { return Join(directory, name); };
  VisitEntries(Open(directory.fd.get(), name, O_DIRECTORY, path, "opendir"), visit, path);
}

uint64_t EntryCount(const Directory& directory, const char* name) {
  const auto path = [&] { return Join(directory, name); };
  const Fd listing = Open(directory.fd.get(), name, O_DIRECTORY, path);  // fails where reading the entries would
  struct stat file;
  if (fstat(listing.get(), &file) != 0) throw SystemError(errno, "fstat", path());
  uint64_t count = static_cast<uint64_t>(file.st_size);
  if (count == 0) VisitEntries(listing, [&](const char*) { ++count; }, path);
  return count;
}

bool IsRegularFile(const Directory& directory, const std::string& name) {
  struct statx file;
  return S_ISREG(Statx(directory, name, STATX_TYPE, file) ? file.stx_mode : ModeOf(directory, name));
}

std::optional<uint64_t> DeviceOf(const std::string& path) {
  struct stat file;
  if (stat(path.c_str(), &file) != 0 || !S_ISCHR(file.st_mode)) return std::nullopt;
  return file.st_rdev;
}

std::optional<uint64_t> SocketInodeFromLink(const Directory& directory, const std::string& name) {
  constexpr std::string_view kStart = "socket:[";
  const std::string link = ReadLink(directory, name);
  if (link.compare(0, kStart.size(), kStart) != 0 || link.back() != ']') return std::nullopt;
  return ParseNumber(std::string_view(link).substr(kStart.size(), link.size() - kStart.size() - 1));
}

std::optional<uint64_t> SocketInode(const Directory& directory, const std::string& name) {
  static const auto sockets = SocketDevice();
  struct statx file;
  if (!sockets || !Statx(directory, name, STATX_TYPE | STATX_INO, file)) return SocketInodeFromLink(directory, name);
  // The path of a bound UNIX socket is a socket too, on another device and with another inode.
  if (makedev(file.stx_dev_major, file.stx_dev_minor) != *sockets) return std::nullopt;
  return file.stx_ino;
}

bool Exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

bool Exists(const Directory& directory, const std::string& name) { return AccessError(directory, name) == 0; }

int AccessError(const Directory& directory, const std::string& name) {
  return faccessat(directory.fd.get(), name.c_str(), F_OK, 0) == 0 ? 0 : errno;
}

bool SameFile(const Directory& directory, const std::string& name, const std::string& other) {
  struct stat one;
  struct stat two;
  return fstatat(directory.fd.get(), name.c_str(), &one, 0) == 0 &&
         fstatat(directory.fd.get(), other.c_str(), &two, 0) == 0 && one.st_dev == two.st_dev &&
         one.st_ino == two.st_ino;
}

}  // namespace psutil
