#include "kstat.h"

#include <kstat.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <tuple>

#include "../core/error.h"

namespace psutil {

namespace {

static_assert(sizeof(kstat_t) == 184 && offsetof(kstat_t, ks_module) == 20 && offsetof(kstat_t, ks_instance) == 52);
static_assert(offsetof(kstat_t, ks_name) == 56 && offsetof(kstat_t, ks_type) == 87 &&
              offsetof(kstat_t, ks_class) == 88);
static_assert(offsetof(kstat_t, ks_data) == 120 && offsetof(kstat_t, ks_ndata) == 128);
static_assert(offsetof(kstat_t, ks_data_size) == 136 && offsetof(kstat_t, ks_snaptime) == 144);

struct CloseStatistics {
  void operator()(kstat_ctl_t* chain) const { kstat_close(chain); }
};

/// Returns the chain of statistics of this thread, as it is now. Opening it copies the headers of thousands of
/// statistics, and a thread cannot use one while another updates it.
kstat_ctl_t* OpenChain() {
  thread_local std::unique_ptr<kstat_ctl_t, CloseStatistics> chain;
  if (!chain) {
    chain.reset(kstat_open());
    if (!chain) throw SystemError(errno, "kstat_open");
  } else if (kstat_chain_update(chain.get()) < 0) {
    const int code = errno;
    chain.reset();
    throw SystemError(code, "kstat_chain_update");
  }
  return chain.get();
}

template <size_t size>
std::string KstatText(const char (&field)[size]) {
  return std::string(field, strnlen(field, size));
}

template <size_t size>
bool Matches(const char (&field)[size], const std::string& wanted) {
  return wanted.empty() || wanted.compare(0, std::string::npos, field, strnlen(field, size)) == 0;
}

bool IsWanted(const kstat_t& statistic, const StatisticQuery& query) {
  return Matches(statistic.ks_module, query.module) && Matches(statistic.ks_name, query.name) &&
         Matches(statistic.ks_class, query.kind) &&
         (statistic.ks_type == KSTAT_TYPE_NAMED || statistic.ks_type == KSTAT_TYPE_IO);
}

}  // namespace

std::vector<Statistic> ReadStatistics(const Host& host, const StatisticQuery& query) {
  RequireLocal(host, "kstat_open");
  kstat_ctl_t* const chain = OpenChain();
  std::vector<Statistic> statistics;
  for (kstat_t* each = chain->kc_chain; each; each = each->ks_next) {
    if (!IsWanted(*each, query)) continue;
    if (kstat_read(chain, each, nullptr) < 0) {
      // The device or the CPU was removed after the update of the chain.
      if (errno == ENXIO || errno == ENOENT) continue;
      throw SystemError(errno, "kstat_read", KstatText(each->ks_name));
    }
    Statistic statistic;
    statistic.module = KstatText(each->ks_module);
    statistic.instance = each->ks_instance;
    statistic.name = KstatText(each->ks_name);
    if (each->ks_data) statistic.bytes.assign(static_cast<const char*>(each->ks_data), each->ks_data_size);
    statistic.address = reinterpret_cast<uintptr_t>(each->ks_data);
    statistics.push_back(std::move(statistic));
  }
  std::sort(statistics.begin(), statistics.end(), [](const Statistic& one, const Statistic& other) {
    return std::tie(one.instance, one.name) < std::tie(other.instance, other.name);
  });
  return statistics;
}

Statistic ReadStatistic(const Host& host, const StatisticQuery& query) {
  std::vector<Statistic> statistics = ReadStatistics(host, query);
  if (statistics.empty()) throw SystemError(ENOENT, "kstat_lookup", query.name);
  return std::move(statistics.front());
}

void RequireLocal(const Host& host, const char* call) {
  if (!host.IsLocal()) throw SystemError(ENOTSUP, call);
}

}  // namespace psutil
