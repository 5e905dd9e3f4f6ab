#pragma once

#include "../core/process.h"

namespace psutil {

/// Whether system calls of this program take the PIDs in /proc of a host. They do not if /proc belongs to another
/// machine, or to another PID namespace than this program, as after `unshare --pid --fork` without `--mount-proc`:
/// pid_namespaces(7).
bool HasLocalPids(const Host& host);

/// Throws SystemError where a system call on a PID would reach another process.
void RequireLocalPids(const Host& host, const Target& target, const char* call);

/// Returns the PID of this program in /proc of a host. Throws SystemError where it has none.
int OwnPid(const Host& host);

/// Whether the directory of processes of a host contains processes: not if /proc is not mounted, as in a chroot.
bool HasProcesses(const Host& host);

}  // namespace psutil
