#pragma once

#include <optional>
#include <vector>

#include "process_table_parser.h"

namespace psutil {

/// Returns the table of all processes. Throws SystemError.
std::vector<KinfoProcess> ReadProcessTable();

/// Returns the process that has a PID, also a zombie; nothing where there is none, or where it is hidden from this user
/// or jail. Throws SystemError.
std::optional<KinfoProcess> FindProcess(int pid);

/// Returns the threads of a process. Throws SystemError.
std::vector<KinfoProcess> ReadThreads(int pid);

}  // namespace psutil
