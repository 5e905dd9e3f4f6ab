#include "process.h"

namespace psutil {

void AddProcess(ProcessCollectors&) {}

}  // namespace psutil
