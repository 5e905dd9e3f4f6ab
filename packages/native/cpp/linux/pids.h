#pragma once

#include <string>
#include <vector>

#include "../core/host.h"

namespace psutil {

/// Returns the entries of a directory whose names are numbers, ascending: PIDs in /proc, TIDs in /proc/PID/task.
std::vector<int> NumericEntries(const std::string& directory);

/// Returns the PIDs of all processes, ascending.
std::vector<int> ReadPids(const Host& host);

}  // namespace psutil
