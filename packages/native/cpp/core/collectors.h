#pragma once

#include "cpu.h"
#include "disk.h"
#include "limits.h"
#include "memory.h"
#include "net.h"
#include "process.h"
#include "sensors.h"
#include "system.h"

namespace psutil {

/// Everything that can be measured.
struct Collectors : CpuCollectors,
                    MemoryCollectors,
                    DiskCollectors,
                    NetCollectors,
                    SensorCollectors,
                    LimitCollectors,
                    SystemCollectors,
                    ProcessCollectors {
  ProcessWatches watches;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    CpuCollectors::Fields(collector);
    MemoryCollectors::Fields(collector);
    DiskCollectors::Fields(collector);
    NetCollectors::Fields(collector);
    SensorCollectors::Fields(collector);
    LimitCollectors::Fields(collector);
    SystemCollectors::Fields(collector);
    ProcessCollectors::Fields(collector);
  }
};

/// What this platform measures. Defined once by each platform directory; the build picks the directory.
Collectors PlatformCollectors();

}  // namespace psutil
