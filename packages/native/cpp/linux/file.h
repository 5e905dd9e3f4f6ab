#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "../core/error.h"

/// A file descriptor that closes itself.
class Fd {
 public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd();

  int get() const { return fd_; }
  /// The descriptor, which is the caller's from now on.
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

/// An open folder and its path, which errors name.
struct Folder {
  Fd fd;
  std::string path;
};

/// Opens a folder to reach what is in it.
Folder OpenFolder(const std::string& path);

/// The same to list it as well, which more users may be refused.
Folder OpenListing(const std::string& path);

// Each throws SystemError, which names the call and the file.
Fd OpenToRead(const std::string& path);
std::string ReadFile(const std::string& path);
std::string ReadFile(const Folder& folder, const std::string& name);
std::string ReadFile(const Fd& file, const std::string& path);
std::string ReadLink(const Folder& folder, const std::string& name);

/// A file that the kernel gives out in one piece or in short lines. What leaves room on a page for one more is all of
/// it: to ask whether there is more would cost as much as a quarter of the reading.
std::string ReadShortFile(const Folder& folder, const std::string& name);
std::string ReadShortFile(const Fd& file, const std::string& path);

/// Whether a failure says that there is no such file.
bool IsNoFile(const SystemError& error);

/// The file's text, or nothing where there is no such file.
std::optional<std::string> ReadFileIfAny(const std::string& path);

/// The first line of a file; nothing where it is missing or empty, or where it cannot be read: hardware that does not
/// answer is told by drivers in many ways.
std::optional<std::string> ReadLineIfAny(const std::string& path);

/// Calls `visit` with the name of each entry of a folder but `.` and `..`.
void ForEachEntry(const std::string& path, const std::function<void(const char* name)>& visit);

/// The same of a folder in a folder, and of one that was opened to be listed.
void ForEachEntry(const Folder& folder, const char* name, const std::function<void(const char* name)>& visit);
void ForEachEntry(const Folder& listing, const std::function<void(const char* name)>& visit);

/// The number of entries of a folder of /proc, which Linux 6.2 says of descriptors itself; else they are counted.
uint64_t EntryCount(const Folder& folder, const char* name);

/// Whether what an entry leads to is a regular file. No file system is asked for what it would have to ask a server.
bool IsRegularFile(const Folder& folder, const std::string& name);

/// The device that a path leads to; nothing where that is no device.
std::optional<uint64_t> DeviceOf(const std::string& path);

/// The number of the socket that an entry of a folder of descriptors leads to; nothing where that is no socket. No
/// file system is asked for what it would have to ask a server for.
std::optional<uint64_t> SocketNumber(const Folder& folder, const std::string& name);

/// The same from the text of the link alone, as files that were captured have it.
std::optional<uint64_t> LinkedSocketNumber(const Folder& folder, const std::string& name);

/// Whether there is such a file or folder.
bool Exists(const std::string& path);
bool Exists(const Folder& folder, const std::string& name);

/// Why an entry of a folder cannot be reached, as an error number; 0 where it can.
int WhyNot(const Folder& folder, const std::string& name);

/// Whether two files, followed through links, are one; false where either cannot be reached.
bool SameFile(const Folder& folder, const std::string& name, const std::string& other);
