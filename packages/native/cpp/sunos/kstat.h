#pragma once

#include <string>
#include <vector>

#include "../core/host.h"
#include "kstat_parser.h"

namespace psutil {

/// Which kernel statistics to read. An empty text stands for any.
struct StatisticQuery {
  std::string module;
  std::string name;
  std::string kind = "";  // the class
};

/// A copy of a kernel statistic.
struct Statistic {
  std::string module;
  int instance = 0;
  std::string name;
  std::string bytes;
  /// Where the bytes were, as the texts among them are pointers.
  uint64_t address = 0;

  NamedStatistics Named() const { return {bytes, address}; }
};

/// Returns statistics of this machine, by instance and name: kstat(3KSTAT). Throws SystemError.
std::vector<Statistic> ReadStatistics(const Host& host, const StatisticQuery& query);

/// Returns the only statistic with a name. Throws SystemError, also where the kernel does not have it.
Statistic ReadStatistic(const Host& host, const StatisticQuery& query);

/// Throws where a host is not this machine: system calls cannot read it. Throws SystemError.
void RequireLocal(const Host& host, const char* call);

}  // namespace psutil
