#include "file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>

#include "../posix/parse.h"

namespace psutil {

namespace {

std::string Join(const ProcDirectory& directory, const std::string& name) { return directory.path + "/" + name; }

Fd OpenAt(int directory, const std::string& name, int flags, const char* call, const std::string& path) {
  int fd;
  do {
    fd = openat(directory, name.c_str(), flags | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  if (fd < 0) throw SystemError(errno, call, path);
  return Fd(fd);
}

struct CloseDirectory {
  void operator()(DIR* directory) const { closedir(directory); }
};

template <class Visit>
void VisitNames(Fd directory, const std::string& path, Visit&& visit) {
  const std::unique_ptr<DIR, CloseDirectory> listing(fdopendir(directory.get()));
  if (!listing) throw SystemError(errno, "opendir", path);
  directory.Release();
  for (;;) {
    errno = 0;
    const dirent* entry = readdir(listing.get());
    if (!entry) break;
    visit(entry->d_name);
  }
  if (errno != 0) throw SystemError(errno, "readdir", path);
}

}  // namespace

ProcDirectory OpenProcDirectory(const std::string& path) {
  return {OpenAt(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, "open", path), path};
}

Fd OpenDevice(const char* path) { return OpenAt(AT_FDCWD, path, O_RDWR, "open", path); }

Fd OpenProcFile(const ProcDirectory& directory, const std::string& name) {
  return OpenAt(directory.fd.get(), name, O_RDONLY, "open", Join(directory, name));
}

std::string ReadProcFile(const ProcDirectory& directory, const std::string& name, size_t limit) {
  const Fd file = OpenProcFile(directory, name);
  const std::string path = Join(directory, name);
  constexpr size_t kPiece = 16384;
  std::string bytes;
  for (;;) {
    const size_t at = bytes.size();
    bytes.resize(std::min(at + kPiece, limit));
    const size_t count = ReadProcBytes(file, at, &bytes[at], bytes.size() - at, path);
    bytes.resize(at + count);
    if (count == 0 || bytes.size() == limit) return bytes;
  }
}

size_t ReadProcBytes(const Fd& file, uint64_t offset, char* bytes, size_t count, const std::string& path) {
  ssize_t read;
  do {
    read = pread(file.get(), bytes, count, static_cast<off_t>(offset));
  } while (read < 0 && errno == EINTR);
  if (read < 0) throw SystemError(errno, "read", path);
  return static_cast<size_t>(read);
}

std::string ReadProcLink(const ProcDirectory& directory, const std::string& name) {
  std::string target(PATH_MAX, '\0');
  const ssize_t length = readlinkat(directory.fd.get(), name.c_str(), &target[0], target.size());
  if (length < 0) throw SystemError(errno, "readlink", Join(directory, name));
  target.resize(static_cast<size_t>(length));
  return target;
}

std::vector<int> ListProcNumbers(const ProcDirectory& directory, const std::string& name) {
  std::vector<int> numbers;
  const std::string path = Join(directory, name);
  VisitNames(OpenAt(directory.fd.get(), name, O_RDONLY | O_DIRECTORY, "opendir", path), path, [&](const char* entry) {
    const auto number = ParseNumber(entry);
    if (number && *number <= INT_MAX) numbers.push_back(static_cast<int>(*number));
  });
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::vector<std::string> ListNames(const std::string& path) {
  std::vector<std::string> names;
  VisitNames(OpenAt(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, "opendir", path), path,
             [&](const char* entry) { names.emplace_back(entry); });
  return names;
}

bool IsRegularProcFile(const ProcDirectory& directory, const std::string& name) {
  struct stat file;
  if (fstatat(directory.fd.get(), name.c_str(), &file, 0) != 0) {
    throw SystemError(errno, "fstatat", Join(directory, name));
  }
  return S_ISREG(file.st_mode);
}

}  // namespace psutil
