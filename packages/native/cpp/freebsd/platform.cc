#include "../core/collectors.h"
#include "cpu.h"
#include "disk.h"
#include "memory.h"
#include "net.h"
#include "process.h"
#include "sensors.h"
#include "system.h"

namespace psutil {

Collectors PlatformCollectors() {
  Collectors collectors;
  AddCpu(collectors);
  AddMemory(collectors);
  AddDisk(collectors);
  AddNet(collectors);
  AddSensors(collectors);
  AddSystem(collectors);
  AddProcess(collectors, collectors.watches);
  return collectors;
}

}  // namespace psutil
