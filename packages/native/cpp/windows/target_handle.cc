#include "target_handle.h"

#include <cmath>
#include <exception>

#include "error.h"
#include "process_handle.h"

namespace psutil {

namespace {

/// A process whose start is unknown, because its reader had no right to open it, can be any process of the PID.
void CheckStart(const Target& target, const Handle& process) {
  if (std::isnan(target.start) || static_cast<double>(StartOf(process.get())) == target.start) return;
  Failure failure = ProcessGone(target.pid);
  failure.kind = ProcessFailureKind::kReused;
  throw SystemError(failure);
}

/// Opens a process to identify it.
Handle OpenLimited(const Target& target, DWORD access) {
  Handle process = OpenProcessHandle(target.pid, PROCESS_QUERY_LIMITED_INFORMATION | access);
  CheckStart(target, process);
  return process;
}

template <class Throw>
[[noreturn]] void Rethrow(const Target& target, const Handle& process, Throw&& throw_error) try {
  if (HasExited(process.get())) throw SystemError(ProcessGone(target.pid));
  throw_error();
  std::terminate();
} catch (SystemError& error) {
  error.failure.pid = target.pid;
  throw;
}

}  // namespace

Handle OpenTarget(const Target& target, DWORD access) try {
  return OpenLimited(target, access);
} catch (SystemError& error) {
  if (error.failure.kind != ProcessFailureKind::kUnknown) throw;
  error.failure.pid = target.pid;
  // The process that denies the rights may be another one, which has the PID now.
  if (access != 0) OpenLimited(target, 0);
  throw error;
}

void ThrowOfTarget(const Target& target, const Handle& process, DWORD code, const char* call) {
  Rethrow(target, process, [&] { ThrowWin32(code, call); });
}

void ThrowStatusOfTarget(const Target& target, const Handle& process, NTSTATUS status, const char* call) {
  Rethrow(target, process, [&] { ThrowStatus(status, call); });
}

}  // namespace psutil
