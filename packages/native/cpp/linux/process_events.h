#pragma once

#include "../core/process.h"

namespace psutil {

void AddEvents(ProcessWatches& watches);

}  // namespace psutil
