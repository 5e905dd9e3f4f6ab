#pragma once

#include <cstdint>

#include "../core/error.h"
#include "handle.h"

namespace psutil {

/// Returns the failure of a process that does not exist, or no longer.
Failure ProcessGone(int pid);

/// Whether a process has exited. Its PID still opens it while any program holds a handle to it.
bool HasExited(HANDLE process);

/// Returns the creation time of a process, in microseconds since 1970: with the PID, its identity. Throws SystemError.
uint64_t StartOf(HANDLE process);

/// Opens a process that exists. Throws SystemError, which is classified where the process does not exist.
Handle OpenProcessHandle(int pid, DWORD access);

}  // namespace psutil
