#pragma once

#include "../core/net.h"

namespace psutil {

std::vector<NamedNetIoCounters> ReadNetIoCounters(const Host&, bool physical);
std::vector<NamedNicAddress> ReadNetIfAddrs(const Host&);
std::vector<NamedNicStats> ReadNetIfStats(const Host&);

}  // namespace psutil
