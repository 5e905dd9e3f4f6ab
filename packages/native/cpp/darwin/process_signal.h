#pragma once

#include <cstdint>
#include <optional>

namespace psutil {

/// Returns the version of a PID, which differs for each process that has it and for each program that it executes;
/// nothing where the kernel does not report it, as for a zombie.
std::optional<uint32_t> FindPidVersion(int pid);

/// Sends a signal to the process that has a version of a PID, so that no other one can receive it. Returns false where
/// the release has no such call, or the version is not the current one. Throws SystemError.
bool SignalVersion(int pid, uint32_t version, int signal);

}  // namespace psutil
