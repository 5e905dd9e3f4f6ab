#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "../core/error.h"
#include "../posix/fd.h"

namespace psutil {

/// An open directory and its path, for errors.
struct Directory {
  Fd fd;
  std::string path;
};

/// Opens a directory to reach its entries by name.
Directory OpenDirectory(const std::string& path);

/// Opens a directory to list it, which requires read permission.
Directory OpenListing(const std::string& path);

// The following throw SystemError with the call and the path; the code is EOVERFLOW for a file that is longer than any
// that the kernel provides, such as an endless device in a captured tree.
Fd OpenToRead(const std::string& path);
std::string ReadFile(const std::string& path);
std::string ReadFile(const Fd& file, const std::string& path);
std::string ReadLink(const Directory& directory, const std::string& name);

/// Reads a file that the kernel returns in one piece or in short lines. A read that leaves room for another line on a
/// page has reached the end: a further read to confirm it would add a quarter to the cost.
std::string ReadShortFile(const Directory& directory, const std::string& name);
std::string ReadShortFile(const Fd& file, const std::string& path);

/// Returns the first bytes of a file whose length another process controls, such as cmdline, at most `limit`. Like
/// ReadShortFile, it takes a short read for the end.
std::string ReadFileUpTo(const Directory& directory, const std::string& name, size_t limit);

/// Reads a file in pieces and calls `visit` with the whole lines of each. Returns false for an empty file.
bool VisitLines(const Directory& directory, const std::string& name,
                const std::function<void(std::string_view lines)>& visit);

/// Whether an error number may be that of a system call that the kernel lacks or a sandbox refuses.
bool IsRefused(int code);

/// Whether a failure means that there is no such file.
bool IsNoFile(const SystemError& error);

/// Returns the content of a file, or nothing if there is no such file.
std::optional<std::string> ReadFileIfAny(const std::string& path);

/// Returns the first line of a file; nothing if it is missing, empty or unreadable: drivers fail with various errors
/// when hardware does not respond.
std::optional<std::string> ReadLineIfAny(const std::string& path);

/// Calls `visit` with the name of each entry of a directory except `.` and `..`.
void ForEachEntry(const std::string& path, const std::function<void(const char* name)>& visit);

/// Does so for a subdirectory, and for a directory that is open for listing.
void ForEachEntry(const Directory& directory, const char* name, const std::function<void(const char* name)>& visit);
void ForEachEntry(const Directory& listing, const std::function<void(const char* name)>& visit);

/// Returns the number of entries of a directory: from stat(2) for /proc/PID/fd since Linux 6.2, else by listing.
uint64_t EntryCount(const Directory& directory, const char* name);

/// Whether an entry leads to a regular file. No remote server is contacted.
bool IsRegularFile(const Directory& directory, const std::string& name);

/// Returns the number of the character device at a path; nothing for anything else.
std::optional<uint64_t> DeviceOf(const std::string& path);

/// Returns the inode of the socket that an entry of /proc/PID/fd leads to; nothing if it is no socket. No remote server
/// is contacted.
std::optional<uint64_t> SocketInode(const Directory& directory, const std::string& name);

/// Returns the inode from the text of the link, as in captured trees.
std::optional<uint64_t> SocketInodeFromLink(const Directory& directory, const std::string& name);

/// Whether a file or directory exists.
bool Exists(const std::string& path);
bool Exists(const Directory& directory, const std::string& name);

/// Returns the error number with which an entry cannot be accessed; 0 if it can.
int AccessError(const Directory& directory, const std::string& name);

/// Whether two paths lead to the same file; false if either cannot be followed.
bool SameFile(const Directory& directory, const std::string& name, const std::string& other);

}  // namespace psutil
