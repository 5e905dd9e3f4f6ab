#pragma once

#include "../core/net.h"

namespace psutil {

void AddNet(NetCollectors& collectors);

}  // namespace psutil
