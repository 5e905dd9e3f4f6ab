#pragma once

#include <cstdint>
#include <string>

#include "../core/error.h"

namespace psutil {

/// Throws the SystemError of a Win32 error, as returned by GetLastError(). The number is kept as `systemErrno`.
[[noreturn]] void ThrowWin32(uint32_t code, const std::string& call, const std::string& path = "");

/// Throws the SystemError of an NTSTATUS. The number is kept as `systemErrno`.
[[noreturn]] void ThrowStatus(int32_t status, const std::string& call, const std::string& path = "");

}  // namespace psutil
