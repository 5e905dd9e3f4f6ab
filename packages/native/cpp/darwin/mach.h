#pragma once

#include <string>

namespace psutil {

/// Returns vm_statistics64, of which each release may have more fields. Throws SystemError.
std::string ReadVmStatistics();

/// Returns the tick counters of each CPU: host_processor_info(). Throws SystemError.
std::string ReadProcessorTicks();

}  // namespace psutil
