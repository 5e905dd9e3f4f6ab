#pragma once

#include <memory>

#include "../core/process.h"

namespace psutil {

/// Becomes ready when a process has ended, and returns its exit code. Throws SystemError.
std::shared_ptr<EventSource> WatchProcessExit(const Host& host, const Target& target);

}  // namespace psutil
