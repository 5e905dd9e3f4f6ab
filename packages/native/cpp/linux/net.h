#pragma once

#include "../core/net.h"

namespace psutil {

/// Reads the counters of all interfaces from /proc/net/dev and, if `physical`, whether each is one of a device.
std::vector<NamedNetIoCounters> ReadNetIo(const Host& host, bool physical);

void AddNet(NetCollectors& collectors);

}  // namespace psutil
