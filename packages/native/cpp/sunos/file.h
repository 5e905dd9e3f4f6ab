#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "../core/error.h"
#include "../posix/fd.h"

namespace psutil {

/// An open directory below /proc and its path, for errors.
struct ProcDirectory {
  Fd fd;
  std::string path;
};

// The following throw SystemError with the call and the path.

ProcDirectory OpenProcDirectory(const std::string& path);

/// Opens a device for reading and writing.
Fd OpenDevice(const char* path);

Fd OpenProcFile(const ProcDirectory& directory, const std::string& name);

/// Returns the content of a file, at most `limit` bytes of it.
std::string ReadProcFile(const ProcDirectory& directory, const std::string& name, size_t limit);

/// Reads at most as many bytes at an offset, which is an address in the file of an address space. Returns their number.
size_t ReadProcBytes(const Fd& file, uint64_t offset, char* bytes, size_t count, const std::string& path);

std::string ReadProcLink(const ProcDirectory& directory, const std::string& name);

/// Returns the names of a subdirectory that are numbers, ascending.
std::vector<int> ListProcNumbers(const ProcDirectory& directory, const std::string& name);

/// Returns the names of a directory.
std::vector<std::string> ListNames(const std::string& path);

/// Whether an entry leads to a regular file.
bool IsRegularProcFile(const ProcDirectory& directory, const std::string& name);

}  // namespace psutil
