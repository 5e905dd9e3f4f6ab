#pragma once

#include <cstdint>
#include <optional>

#include "process_table_parser.h"

namespace psutil {

/// Returns the table of all processes. Throws SystemError.
std::vector<KinfoProcess> ReadProcessTable();

/// Returns the process that has a PID, also a zombie; nothing where there is none. Throws SystemError.
std::optional<KinfoProcess> FindProcess(int pid);

/// Returns only the start of this process, as its row has it. Throws SystemError.
std::optional<uint64_t> FindStart(int pid);

}  // namespace psutil
