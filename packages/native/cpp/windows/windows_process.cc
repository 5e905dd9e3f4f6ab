#include "windows_process.h"

#include <algorithm>
#include <cerrno>

#include "process_handle.h"

namespace psutil {

namespace {

bool IsDenied(int code) { return code == EACCES || code == EPERM; }

}  // namespace

WindowsProcess::WindowsProcess(WindowsContext& context, int pid)
    : context_(context), pid_(pid), arguments_(context.arguments), lists_(context.lists) {}

HANDLE WindowsProcess::Open(DWORD access) {
  const DWORD rights = access | PROCESS_QUERY_LIMITED_INFORMATION;
  for (const OpenedHandle& opened : handles_) {
    if ((opened.access & rights) == rights) return opened.handle.get();
  }
  Handle handle = OpenProcessHandle(pid_, rights);
  const uint64_t start = StartOf(handle.get());
  // The PID now belongs to another process than the one in the table.
  if (start_ && *start_ != start) throw SystemError(ProcessGone(pid_));
  start_ = start;
  handles_.push_back({rights, std::move(handle)});
  return handles_.back().handle.get();
}

void WindowsProcess::OpenOrFind() try { Open(PROCESS_QUERY_LIMITED_INFORMATION); } catch (const SystemError& error) {
  if (!IsDenied(error.failure.code)) throw;
  Row();
}

bool WindowsProcess::Find(bool is_fresh) {
  auto processes = context_.Processes(is_fresh);
  const TableProcess* row = processes->Find(pid_);
  if (!row || (start_ && *start_ != row->start)) return false;
  processes_ = std::move(processes);
  row_ = row;
  start_ = row->start;
  return true;
}

const TableProcess& WindowsProcess::Row() {
  // The process may have started after the table was read for another one.
  if (!row_ && !Find(false) && !Find(true)) throw SystemError(ProcessGone(pid_));
  return *row_;
}

double WindowsProcess::Start() {
  if (!start_) OpenOrFind();
  return static_cast<double>(*start_);
}

Failure WindowsProcess::Classify(Failure failure) {
  failure.pid = pid_;
  if (failure.kind != ProcessFailureKind::kUnknown) return failure;
  const auto has_exited = [](const OpenedHandle& opened) { return HasExited(opened.handle.get()); };
  if (failure.code == ESRCH || std::any_of(handles_.begin(), handles_.end(), has_exited)) {
    failure.kind = ProcessFailureKind::kGone;
  }
  return failure;
}

Failure WindowsProcess::Reused() const {
  Failure failure = ProcessGone(pid_);
  failure.kind = ProcessFailureKind::kReused;
  return failure;
}

}  // namespace psutil
