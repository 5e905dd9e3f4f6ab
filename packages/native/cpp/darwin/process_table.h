#pragma once

#include <optional>

#include "process_table_parser.h"

namespace psutil {

/// Returns the table of all processes. Throws SystemError.
std::vector<KinfoProcess> ReadProcessTable();

/// Returns the process that has a PID, also a zombie; nothing where there is none. Throws SystemError.
std::optional<KinfoProcess> FindProcess(int pid);

}  // namespace psutil
