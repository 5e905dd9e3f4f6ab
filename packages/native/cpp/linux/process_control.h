#pragma once

#include "../core/process.h"
#include "../posix/fd.h"

namespace psutil {

/// Opens a pidfd. It fails where the kernel is older than 5.3, a sandbox forbids it, no descriptor is left, or the PID
/// is that of a thread that is no group leader.
Fd OpenPidfd(int pid);

/// Sends a signal to the process of a pidfd or, where pidfds are refused, of a PID. Throws SystemError.
void SendSignal(const Fd& pidfd, int pid, int signal);

void AddControl(ProcessCollectors& collectors, ProcessWatches& watches);

}  // namespace psutil
