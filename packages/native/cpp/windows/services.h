#pragma once

#include "../core/services.h"

namespace psutil {

void AddServices(ServiceCollectors& collectors);

}  // namespace psutil
