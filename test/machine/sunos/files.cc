// The files of SunOS: /proc, /etc and /dev are answers. A file is read from its answer. A directory is that of the
// answers below it, and an open one stays bound to its process.
#include "files.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "../answers.h"

using machine::Answer;
using machine::AnswerTo;
using machine::Status;

extern "C" {
int __real_openat(int directory, const char* path, int flags, ...);
ssize_t __real_pread(int fd, void* buffer, size_t size, off_t offset);
ssize_t __real_readlinkat(int directory, const char* path, char* buffer, size_t size);
int __real_fstatat(int directory, const char* path, struct stat* status, int flags);
int __real_stat(const char* path, struct stat* status);
int __real_access(const char* path, int mode);
int __real_poll(pollfd* files, nfds_t count, int timeout);
int __real_closedir(DIR* directory);
int __real_close(int fd);
}

namespace {

struct OpenFile {
  std::string call;
  /// The directory of the process, which another one with its PID does not have; 0 for other files.
  ino_t process = 0;
  std::string bytes;
};

std::mutex mutex;
std::unordered_map<int, OpenFile> open_files;

std::optional<OpenFile> FindOpenFile(int fd) {
  const std::lock_guard lock(mutex);
  const auto found = open_files.find(fd);
  return found == open_files.end() ? std::nullopt : std::optional<OpenFile>(found->second);
}

void Forget(int fd) {
  const std::lock_guard lock(mutex);
  open_files.erase(fd);
}

bool IsIn(const std::string& path, const std::string& directory) {
  return path == directory || path.compare(0, directory.size() + 1, directory + "/") == 0;
}

/// Returns the part of a call such as `proc/1/fd/3` that names a process; empty if it names none.
std::string ProcessOf(const std::string& call) {
  if (!IsIn(call, "proc") || call.size() <= 5) return "";
  return call.substr(0, call.find('/', 5));
}

int PidOf(const std::string& call) { return std::atoi(ProcessOf(call).substr(5).c_str()); }

ino_t InodeOfProcess(const std::string& call) {
  const std::string process = ProcessOf(call);
  struct stat status{};
  return !process.empty() && __real_stat(machine::AnswerFile(process).c_str(), &status) == 0 ? status.st_ino : 0;
}

/// The call that stands for a path; nothing if it is not one of the machine.
std::optional<std::string> CallOfPath(int directory, const std::string& path) {
  if (path[0] != '/') {
    const auto opened = FindOpenFile(directory);
    if (!opened) return std::nullopt;
    return path == "." ? opened->call : opened->call + "/" + path;
  }
  for (const char* const root : {"/proc", "/etc", "/dev/arp", "/dev/pts", "/dev/term", "/dev/console"}) {
    if (IsIn(path, root)) return path.substr(1);
  }
  return std::nullopt;
}

/// A process that has ended, whose PID another one may have.
bool IsGone(const OpenFile& file) { return file.process != 0 && InodeOfProcess(file.call) != file.process; }

/// Returns the answer for a file that is found from a directory.
Answer AskAt(int directory, const std::string& path, const std::string& call) {
  const auto opened = path[0] == '/' ? std::nullopt : FindOpenFile(directory);
  return opened && IsGone(*opened) ? Answer{ENOENT, "", true} : AnswerTo(call);
}

int OpenAnswer(int directory, const char* path, const std::string& call, int flags) {
  Answer answer = AskAt(directory, path, call);
  if (answer.error != 0) return Status(answer.error);
  const int fd =
      __real_openat(AT_FDCWD, machine::AnswerFile(call).c_str(), O_RDONLY | (flags & (O_DIRECTORY | O_CLOEXEC)));
  if (fd < 0) return -1;
  const std::lock_guard lock(mutex);
  open_files[fd] = {call, InodeOfProcess(call), std::move(answer.bytes)};
  return fd;
}

/// Answers of stat(2) have a mode and a device number.
int FillStatus(const Answer& answer, struct stat* status) {
  if (answer.error != 0) return Status(answer.error);
  uint64_t fields[2] = {};
  std::memcpy(fields, answer.bytes.data(), std::min(sizeof fields, answer.bytes.size()));
  *status = {};
  status->st_mode = static_cast<mode_t>(fields[0]);
  status->st_rdev = fields[1];
  return 0;
}

/// What poll(2) returns for a file of a process, as prpoll() of the kernel does: a zombie has ended.
short EventsOf(const OpenFile& file) {
  if (IsGone(file) || __real_access(machine::AliveFile(PidOf(file.call)).c_str(), F_OK) != 0) return POLLHUP;
  return AnswerTo("poll/" + std::to_string(PidOf(file.call))).is_missing ? 0 : POLLERR;
}

/// Sets the events of the files of processes, and returns the number of files with events.
int SetEvents(pollfd* files, const std::vector<std::pair<nfds_t, OpenFile>>& processes) {
  int ready = 0;
  for (const auto& [index, file] : processes) {
    files[index].revents = EventsOf(file);
    if (files[index].revents != 0) ++ready;
  }
  return ready;
}

/// Waits for other files, and for the end of processes.
int PollProcesses(pollfd* files, nfds_t count, const std::vector<std::pair<nfds_t, OpenFile>>& processes) {
  const int watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  std::vector<pollfd> others(files, files + count);
  for (const auto& [index, file] : processes) {
    others[index].fd = -1;
    inotify_add_watch(watch, machine::AliveFile(PidOf(file.call)).c_str(), IN_DELETE_SELF);
  }
  others.push_back({watch, POLLIN, 0});
  // A process may have ended before it was watched.
  int ready = SetEvents(files, processes);
  const int others_ready = __real_poll(others.data(), count + 1, ready > 0 ? 0 : -1);
  if (ready == 0) ready = SetEvents(files, processes);
  for (nfds_t i = 0; i < count; ++i) {
    if (others[i].fd < 0) continue;
    files[i].revents = others[i].revents;
    if (files[i].revents != 0) ++ready;
  }
  __real_close(watch);
  return others_ready < 0 ? -1 : ready;
}

}  // namespace

std::optional<std::string> machine::CallOfDescriptor(int fd) {
  const auto file = FindOpenFile(fd);
  return file ? std::optional<std::string>(file->call) : std::nullopt;
}

extern "C" {

int __wrap_openat(int directory, const char* path, int flags) {
  const auto call = CallOfPath(directory, path);
  return call ? OpenAnswer(directory, path, *call, flags) : __real_openat(directory, path, flags);
}

ssize_t __wrap_pread(int fd, void* buffer, size_t size, off_t offset) {
  const auto file = FindOpenFile(fd);
  if (!file) return __real_pread(fd, buffer, size, offset);
  const Answer failure = AnswerTo(file->call + ".read");
  if (!failure.is_missing) return Status(failure.error);
  if (IsGone(*file)) return Status(ENOENT);
  if (offset < 0) return Status(EINVAL);
  const auto at = static_cast<size_t>(offset);
  const std::string& bytes = file->bytes;
  if (at >= bytes.size()) {
    // An address that is not mapped.
    const bool is_memory = bytes.size() > 0 && file->call.substr(file->call.rfind('/') + 1) == "as";
    return is_memory ? Status(EIO) : 0;
  }
  const size_t count = std::min(size, bytes.size() - at);
  std::memcpy(buffer, bytes.data() + at, count);
  return static_cast<ssize_t>(count);
}

ssize_t __wrap_readlinkat(int directory, const char* path, char* buffer, size_t size) {
  const auto call = CallOfPath(directory, path);
  if (!call) return __real_readlinkat(directory, path, buffer, size);
  const Answer answer = AskAt(directory, path, *call);
  if (answer.error != 0) return Status(answer.error);
  const size_t count = std::min(size, answer.bytes.size());
  std::memcpy(buffer, answer.bytes.data(), count);
  return static_cast<ssize_t>(count);
}

int __wrap_fstatat(int directory, const char* path, struct stat* status, int flags) {
  const auto call = CallOfPath(directory, path);
  return call ? FillStatus(AskAt(directory, path, *call), status) : __real_fstatat(directory, path, status, flags);
}

int __wrap_stat(const char* path, struct stat* status) {
  const auto call = CallOfPath(AT_FDCWD, path);
  return call ? FillStatus(AnswerTo(*call), status) : __real_stat(path, status);
}

int __wrap_access(const char* path, int mode) {
  const auto call = CallOfPath(AT_FDCWD, path);
  return call ? Status(AnswerTo(*call).error) : __real_access(path, mode);
}

int __wrap_poll(pollfd* files, nfds_t count, int timeout) {
  const Answer failure = AnswerTo("poll");
  if (!failure.is_missing) return Status(failure.error);
  std::vector<std::pair<nfds_t, OpenFile>> processes;
  for (nfds_t i = 0; i < count; ++i) {
    const auto file = FindOpenFile(files[i].fd);
    if (file) processes.emplace_back(i, *file);
  }
  return processes.empty() ? __real_poll(files, count, timeout) : PollProcesses(files, count, processes);
}

int __wrap_closedir(DIR* directory) {
  Forget(dirfd(directory));
  return __real_closedir(directory);
}

int __wrap_close(int fd) {
  Forget(fd);
  return __real_close(fd);
}

}  // extern "C"
