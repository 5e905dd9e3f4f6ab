#pragma once

#include <windows.h>

#include <cstdint>
#include <string>
#include <vector>

namespace psutil {

/// A process by its PID and its start, in microseconds since 1970.
struct ProcessKey {
  int pid;
  uint64_t start;
};

/// Returns the paths of the regular files among handles of a process, as the NT kernel names them. `process` has the
/// right PROCESS_DUP_HANDLE.
///
/// A query of a pipe on which another thread waits may never return, and one of a network file may take a minute. The
/// queries run on threads of their own; those that do not return within 100 ms are abandoned, and the others continue
/// on new threads. While a query hangs, its handle is not queried again.
std::vector<std::string> QueryFilePaths(HANDLE process, const ProcessKey& key, const std::vector<uint64_t>& handles);

}  // namespace psutil
