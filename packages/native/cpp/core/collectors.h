#pragma once

#include "cpu.h"
#include "disk.h"
#include "limits.h"
#include "memory.h"
#include "net.h"
#include "process.h"
#include "sensors.h"
#include "services.h"
#include "system.h"

namespace psutil {

/// Everything that a platform supports.
struct Collectors : CpuCollectors,
                    MemoryCollectors,
                    DiskCollectors,
                    NetCollectors,
                    SensorCollectors,
                    LimitCollectors,
                    SystemCollectors,
                    ServiceCollectors,
                    ProcessCollectors {
  ProcessWatches watches;
  /// Whether readings take a Host: the system has pseudo files below directories.
  bool hasPseudoFiles = false;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    CpuCollectors::Fields(collector);
    MemoryCollectors::Fields(collector);
    DiskCollectors::Fields(collector);
    NetCollectors::Fields(collector);
    SensorCollectors::Fields(collector);
    LimitCollectors::Fields(collector);
    SystemCollectors::Fields(collector);
    ServiceCollectors::Fields(collector);
    ProcessCollectors::Fields(collector);
  }
};

/// Returns the collectors of this platform. Each system defines it once; the build selects the system.
Collectors PlatformCollectors();

}  // namespace psutil
