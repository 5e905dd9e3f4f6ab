#pragma once

#include <signal.h>

#include "../core/process.h"

namespace psutil {

/// Returns the signals that all Unixes have, and those that a system adds.
std::vector<SignalNumber> PosixSignals(std::vector<SignalNumber> more);

/// Sends a signal to one process: kill(2). Throws SystemError, also for a PID that stands for several processes.
void SendSignal(int pid, int signal);

template <auto send, int signal>
bool SendTo(const Host& host, const Target& target) {
  return send(host, target, signal);
}

/// Fills in the collectors that send signals, given the system's function `bool(const Host&, const Target&, int
/// signal)`.
template <auto send>
void AddSignals(ProcessCollectors& collectors) {
  collectors.signalProcess = send;
  collectors.suspendProcess = SendTo<send, SIGSTOP>;
  collectors.resumeProcess = SendTo<send, SIGCONT>;
  collectors.terminateProcess = SendTo<send, SIGTERM>;
  collectors.killProcess = SendTo<send, SIGKILL>;
}

}  // namespace psutil
