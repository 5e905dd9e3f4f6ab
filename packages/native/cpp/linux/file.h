#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "../core/error.h"
#include "../posix/fd.h"

namespace psutil {

/// An open directory and its path, which errors name.
struct Directory {
  Fd fd;
  std::string path;
};

/// Opens a directory to reach what is in it.
Directory OpenDirectory(const std::string& path);

/// The same to list it as well, which more users may be refused.
Directory OpenListing(const std::string& path);

// Each throws SystemError, which names the call and the file.
Fd OpenToRead(const std::string& path);
std::string ReadFile(const std::string& path);
std::string ReadFile(const Directory& directory, const std::string& name);
std::string ReadFile(const Fd& file, const std::string& path);
std::string ReadLink(const Directory& directory, const std::string& name);

/// A file that the kernel gives out in one piece or in short lines. What leaves room on a page for one more is all of
/// it: to ask whether there is more would cost as much as a quarter of the reading.
std::string ReadShortFile(const Directory& directory, const std::string& name);
std::string ReadShortFile(const Fd& file, const std::string& path);

/// Whether a failure says that there is no such file.
bool IsNoFile(const SystemError& error);

/// The file's text, or nothing where there is no such file.
std::optional<std::string> ReadFileIfAny(const std::string& path);

/// The first line of a file; nothing where it is missing or empty, or where it cannot be read: hardware that does not
/// answer is told by drivers in many ways.
std::optional<std::string> ReadLineIfAny(const std::string& path);

/// Calls `visit` with the name of each entry of a directory but `.` and `..`.
void ForEachEntry(const std::string& path, const std::function<void(const char* name)>& visit);

/// The same of a directory in a directory, and of one that was opened to be listed.
void ForEachEntry(const Directory& directory, const char* name, const std::function<void(const char* name)>& visit);
void ForEachEntry(const Directory& listing, const std::function<void(const char* name)>& visit);

/// The number of entries of a directory of /proc, which Linux 6.2 says of descriptors itself; else they are counted.
uint64_t EntryCount(const Directory& directory, const char* name);

/// Whether what an entry leads to is a regular file. No file system is asked for what it would have to ask a server.
bool IsRegularFile(const Directory& directory, const std::string& name);

/// The device that a path leads to; nothing where that is no device.
std::optional<uint64_t> DeviceOf(const std::string& path);

/// The number of the socket that an entry of a directory of descriptors leads to; nothing where that is no socket. No
/// file system is asked for what it would have to ask a server for.
std::optional<uint64_t> SocketInode(const Directory& directory, const std::string& name);

/// The same from the text of the link alone, as files that were captured have it.
std::optional<uint64_t> SocketInodeFromLink(const Directory& directory, const std::string& name);

/// Whether there is such a file or directory.
bool Exists(const std::string& path);
bool Exists(const Directory& directory, const std::string& name);

/// Why an entry of a directory cannot be reached, as an error number; 0 where it can.
int AccessError(const Directory& directory, const std::string& name);

/// Whether two files, followed through links, are one; false where either cannot be reached.
bool SameFile(const Directory& directory, const std::string& name, const std::string& other);

}  // namespace psutil
