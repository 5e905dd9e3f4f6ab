#include "process_handle.h"

#include <cerrno>

#include "error.h"
#include "process_table_parser.h"

namespace psutil {

namespace {

uint64_t NumberOf(const FILETIME& time) { return uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime; }

/// OpenProcess(), with the right to wait where it is granted: it shows whether the process has exited.
Handle TryOpen(int pid, DWORD access) {
  const auto id = static_cast<DWORD>(pid);
  Handle handle(::OpenProcess(access | SYNCHRONIZE, FALSE, id));
  const bool is_denied = !handle && GetLastError() == ERROR_ACCESS_DENIED;
  return is_denied ? Handle(::OpenProcess(access, FALSE, id)) : std::move(handle);
}

}  // namespace

Failure ProcessGone(int pid) {
  Failure failure;
  failure.code = ESRCH;
  failure.call = "OpenProcess";
  failure.kind = ProcessFailureKind::kGone;
  failure.pid = pid;
  return failure;
}

bool HasExited(HANDLE process) {
  const DWORD state = WaitForSingleObject(process, 0);
  if (state != WAIT_FAILED) return state == WAIT_OBJECT_0;
  FILETIME start{}, exit{}, kernel{}, user{};
  return GetProcessTimes(process, &start, &exit, &kernel, &user) && NumberOf(exit) != 0;
}

uint64_t StartOf(HANDLE process) {
  FILETIME start{}, exit{}, kernel{}, user{};
  if (!GetProcessTimes(process, &start, &exit, &kernel, &user)) ThrowWin32(GetLastError(), "GetProcessTimes");
  return UnixMicroseconds(NumberOf(start));
}

Handle OpenProcessHandle(int pid, DWORD access) {
  Handle handle = TryOpen(pid, access);
  if (!handle) {
    const DWORD code = GetLastError();
    if (code == ERROR_INVALID_PARAMETER && pid != 0) throw SystemError(ProcessGone(pid));
    // The idle process cannot be opened.
    ThrowWin32(code == 0 || pid == 0 ? ERROR_ACCESS_DENIED : code, "OpenProcess");
  }
  // The system ignores the two low bits of a PID.
  const DWORD id = GetProcessId(handle.get());
  if ((id != 0 && id != static_cast<DWORD>(pid)) || HasExited(handle.get())) throw SystemError(ProcessGone(pid));
  return handle;
}

}  // namespace psutil
