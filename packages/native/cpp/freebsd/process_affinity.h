#pragma once

#include <vector>

#include "../core/record.h"

namespace psutil {

/// Returns the CPUs on which a process may run. Throws SystemError.
std::vector<int> ReadAffinity(int pid);

/// Returns the CPUs on which a process may be made to run: those of its jail. Throws SystemError.
std::vector<int> ReadEligibleCpus(int pid);

/// Sets the CPUs on which a process may run. Returns whether it may run on one of them. Throws SystemError.
bool WriteAffinity(int pid, const std::vector<int>& cpus);

}  // namespace psutil
