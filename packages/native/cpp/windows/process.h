#pragma once

#include "../core/process.h"

namespace psutil {

void AddProcess(ProcessCollectors& collectors);

}  // namespace psutil
