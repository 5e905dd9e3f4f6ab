#pragma once

#include "../core/process.h"
#include "handle.h"
#include "nt.h"

namespace psutil {

/// Opens the process of a target with some rights, and with the right to identify it. Throws SystemError, which is
/// classified where the process has ended or another one has its PID.
Handle OpenTarget(const Target& target, DWORD access);

/// Throws a Win32 error or a status of a call for the process of a target, or that the process has ended.
[[noreturn]] void ThrowOfTarget(const Target& target, const Handle& process, DWORD code, const char* call);
[[noreturn]] void ThrowStatusOfTarget(const Target& target, const Handle& process, NTSTATUS status, const char* call);

}  // namespace psutil
