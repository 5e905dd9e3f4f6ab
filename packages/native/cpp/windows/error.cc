#include "error.h"

#include <cerrno>
#include <iterator>
#include <utility>

namespace psutil {

namespace {

/// The errors that libuv translates in the same way, and those of the calls of this directory:
/// https://learn.microsoft.com/windows/win32/debug/system-error-codes
constexpr std::pair<uint32_t, int> kWin32Errors[] = {
    {1, ENOSYS},          // ERROR_INVALID_FUNCTION
    {2, ENOENT},          // ERROR_FILE_NOT_FOUND
    {3, ENOENT},          // ERROR_PATH_NOT_FOUND
    {4, EMFILE},          // ERROR_TOO_MANY_OPEN_FILES
    {5, EACCES},          // ERROR_ACCESS_DENIED
    {6, EBADF},           // ERROR_INVALID_HANDLE
    {8, ENOMEM},          // ERROR_NOT_ENOUGH_MEMORY
    {13, EINVAL},         // ERROR_INVALID_DATA
    {14, ENOMEM},         // ERROR_OUTOFMEMORY
    {15, ENOENT},         // ERROR_INVALID_DRIVE
    {21, EIO},            // ERROR_NOT_READY
    {31, ESRCH},          // ERROR_GEN_FAILURE: the process is exiting
    {32, EBUSY},          // ERROR_SHARING_VIOLATION
    {33, EBUSY},          // ERROR_LOCK_VIOLATION
    {50, ENOTSUP},        // ERROR_NOT_SUPPORTED
    {87, EINVAL},         // ERROR_INVALID_PARAMETER
    {111, ENAMETOOLONG},  // ERROR_BUFFER_OVERFLOW
    {120, ENOSYS},        // ERROR_CALL_NOT_IMPLEMENTED
    {122, EINVAL},        // ERROR_INSUFFICIENT_BUFFER
    {123, ENOENT},        // ERROR_INVALID_NAME
    {126, ENOENT},        // ERROR_MOD_NOT_FOUND
    {127, ENOSYS},        // ERROR_PROC_NOT_FOUND
    {206, ENAMETOOLONG},  // ERROR_FILENAME_EXCED_RANGE
    {267, ENOENT},        // ERROR_DIRECTORY
    {299, EAGAIN},        // ERROR_PARTIAL_COPY: the process is starting or exiting
    {998, EACCES},        // ERROR_NOACCESS
    {1060, ENOENT},       // ERROR_SERVICE_DOES_NOT_EXIST
    {1115, EIO},          // ERROR_SHUTDOWN_IN_PROGRESS
    {1168, ENOENT},       // ERROR_NOT_FOUND
    {1314, EPERM},        // ERROR_PRIVILEGE_NOT_HELD
    {1450, ENOMEM},       // ERROR_NO_SYSTEM_RESOURCES
    {1460, ETIMEDOUT},    // ERROR_TIMEOUT
};

/// https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55
constexpr std::pair<uint32_t, int> kStatuses[] = {
    {0xC0000002, ENOSYS},   // STATUS_NOT_IMPLEMENTED
    {0xC0000003, ENOTSUP},  // STATUS_INVALID_INFO_CLASS
    {0xC0000005, EACCES},   // STATUS_ACCESS_VIOLATION
    {0xC0000008, EBADF},    // STATUS_INVALID_HANDLE
    {0xC000000B, ESRCH},    // STATUS_INVALID_CID
    {0xC000000D, EINVAL},   // STATUS_INVALID_PARAMETER
    {0xC0000010, ENOTSUP},  // STATUS_INVALID_DEVICE_REQUEST
    {0xC0000017, ENOMEM},   // STATUS_NO_MEMORY
    {0xC0000022, EACCES},   // STATUS_ACCESS_DENIED
    {0xC0000034, ENOENT},   // STATUS_OBJECT_NAME_NOT_FOUND
    {0xC0000061, EPERM},    // STATUS_PRIVILEGE_NOT_HELD
    {0xC000009A, ENOMEM},   // STATUS_INSUFFICIENT_RESOURCES
    {0xC00000BB, ENOTSUP},  // STATUS_NOT_SUPPORTED
    {0xC000010A, ESRCH},    // STATUS_PROCESS_IS_TERMINATING
    {0xC0000225, ENOENT},   // STATUS_NOT_FOUND
    {0x8000000D, EAGAIN},   // STATUS_PARTIAL_COPY
};

template <size_t size>
int Find(const std::pair<uint32_t, int> (&table)[size], uint32_t code) {
  for (const auto& [known, number] : table) {
    if (known == code) return number;
  }
  return EIO;
}

[[noreturn]] void Throw(int number, uint32_t code, const std::string& call, const std::string& path) {
  SystemError error(number, call, path);
  error.failure.systemErrno = code;
  throw error;
}

constexpr std::pair<int, const char*> kNames[] = {
    {EACCES, "EACCES"},
    {EAGAIN, "EAGAIN"},
    {EBADF, "EBADF"},
    {EBADMSG, "EBADMSG"},
    {EBUSY, "EBUSY"},
    {EINVAL, "EINVAL"},
    {EIO, "EIO"},
    {EISDIR, "EISDIR"},
    {EMFILE, "EMFILE"},
    {ENAMETOOLONG, "ENAMETOOLONG"},
    {ENOENT, "ENOENT"},
    {ENOEXEC, "ENOEXEC"},
    {ENOMEM, "ENOMEM"},
    {ENOSYS, "ENOSYS"},
    {ENOTDIR, "ENOTDIR"},
    {ENOTSUP, "ENOTSUP"},
    {EOVERFLOW, "EOVERFLOW"},
    {EPERM, "EPERM"},
    {ESRCH, "ESRCH"},
    {ETIMEDOUT, "ETIMEDOUT"},
};

}  // namespace

std::string ErrorName(int code) {
  for (const auto& [number, name] : kNames) {
    if (number == code) return name;
  }
  return "errno " + std::to_string(code);
}

void ThrowWin32(uint32_t code, const std::string& call, const std::string& path) {
  Throw(Find(kWin32Errors, code), code, call, path);
}

void ThrowStatus(int32_t status, const std::string& call, const std::string& path) {
  const auto code = static_cast<uint32_t>(status);
  Throw(Find(kStatuses, code), code, call, path);
}

}  // namespace psutil
