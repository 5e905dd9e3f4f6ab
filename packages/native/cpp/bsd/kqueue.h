#pragma once

#include <memory>

#include "../core/reactor.h"

namespace psutil {

/// Waits for the sources of this file: kqueue(2). Throws SystemError.
std::unique_ptr<Poller> MakeKqueuePoller();

/// Returns a source that is ready when the process that now has a PID has ended, or is a zombie. Throws SystemError.
std::shared_ptr<EventSource> WatchExitOf(int pid);

}  // namespace psutil
