#pragma once

#include <vector>

#include "../core/record.h"

namespace psutil {

/// Returns the CPUs on which a process may run. Throws SystemError.
std::vector<int> ReadAffinity(int pid);

/// Returns the CPUs on which a process may be made to run: those of its numbered set, of which the kernel refuses to
/// leave any: cpuset(2). Throws SystemError.
std::vector<int> ReadEligibleCpus(int pid);

/// Sets the CPUs on which a process may run. Returns whether it may run on one of them. Throws SystemError.
bool WriteAffinity(int pid, const std::vector<int>& cpus);

}  // namespace psutil
