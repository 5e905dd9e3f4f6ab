#pragma once

#include "../core/net.h"

namespace psutil {

/// Fills in the network collectors.
void AddNet(NetCollectors& collectors);

}  // namespace psutil
