#include "../core/collectors.h"
#include "cpu.h"
#include "disk.h"
#include "memory.h"
#include "net.h"
#include "process.h"
#include "process_control.h"
#include "system.h"

namespace psutil {

Collectors PlatformCollectors() {
  Collectors collectors;
  collectors.hasPseudoFiles = true;
  AddCpu(collectors);
  AddMemory(collectors);
  AddDisk(collectors);
  AddNet(collectors);
  AddSystem(collectors);
  AddProcess(collectors);
  AddControl(collectors, collectors.watches);
  return collectors;
}

}  // namespace psutil
