#include "memory.h"

#include <sys/param.h>
#include <sys/swap.h>
#include <unistd.h>
#include <zone.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

#include "../core/error.h"
#include "kstat.h"

namespace psutil {

namespace {

static_assert(sizeof(swapent_t) == 48 && offsetof(swapent_t, ste_pages) == 24 && offsetof(swapent_t, ste_free) == 32);
static_assert(offsetof(swaptbl_t, swt_ent) == 8);

uint64_t PageSize() { return static_cast<uint64_t>(sysconf(_SC_PAGESIZE)); }

uint64_t ReadZfsCache(const Host& host) {
  const auto cache = ReadStatistics(host, {"zfs", "arcstats"});
  return cache.empty() ? 0 : cache.front().Named().Get("size");
}

VirtualMemory ReadVirtualMemory(const Host& host) {
  const Statistic pages = ReadStatistic(host, {"unix", "system_pages"});
  VirtualMemory memory = VirtualMemoryOf(pages.Named(), PageSize(), ReadZfsCache(host));
  const zoneid_t zone = getzoneid();
  if (zone == GLOBAL_ZONEID) return memory;
  for (const Statistic& cap : ReadStatistics(host, {"", "", "zone_memory_cap"})) {
    if (cap.instance == zone) ApplyMemoryCap(cap.Named(), memory);
  }
  return memory;
}

/// Adds the pages of the swap areas to a record. Returns false if there are more areas than expected.
bool ListSwap(size_t count, uint64_t page_size, SwapMemory& swap) {
  std::vector<char> paths(count * MAXPATHLEN);
  // The structure has one entry of any number.
  std::vector<std::max_align_t> bytes((sizeof(swaptbl_t) + count * sizeof(swapent_t)) / sizeof(std::max_align_t) + 1);
  auto* const table = reinterpret_cast<swaptbl_t*>(bytes.data());
  table->swt_n = static_cast<int>(count);
  swapent_t* const entries = table->swt_ent;
  for (size_t i = 0; i < count; ++i) entries[i].ste_path = &paths[i * MAXPATHLEN];
  const int listed = swapctl(SC_LIST, table);
  if (listed < 0 && errno == ENOMEM) return false;
  if (listed < 0) throw SystemError(errno, "swapctl");
  for (int i = 0; i < std::min(listed, static_cast<int>(count)); ++i) {
    swap.total += static_cast<uint64_t>(entries[i].ste_pages) * page_size;
    swap.free += static_cast<uint64_t>(entries[i].ste_free) * page_size;
  }
  return true;
}

SwapMemory ReadSwapMemory(const Host& host) {
  RequireLocal(host, "swapctl");
  constexpr int kMaxAttempts = 20;
  SwapMemory swap;
  for (int attempt = 0;; ++attempt) {
    const int count = swapctl(SC_GETNSWP, nullptr);
    if (count < 0) throw SystemError(errno, "swapctl");
    // An area that is added meanwhile makes the list too short.
    if (count == 0 || ListSwap(static_cast<size_t>(count), PageSize(), swap)) break;
    if (attempt == kMaxAttempts) throw SystemError(ENOMEM, "swapctl");
  }
  for (const Statistic& cpu : ReadStatistics(host, {"cpu", "vm"})) AddSwapCounters(cpu.Named(), PageSize(), swap);
  return swap;
}

}  // namespace

void AddMemory(MemoryCollectors& collectors) {
  collectors.virtualMemory = ReadVirtualMemory;
  collectors.swapMemory = ReadSwapMemory;
}

}  // namespace psutil
