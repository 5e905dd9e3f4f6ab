#include "working_set_parser.h"

#include "../core/bytes.h"

namespace psutil {

uint64_t CountUniquePages(std::string_view bytes) {
  // MEMORY_WORKING_SET_BLOCK: the bits of a page below its address.
  constexpr int kShareCountShift = 5;
  constexpr uint64_t kShareCountMask = 7;
  constexpr uint64_t kShared = 1 << 8;
  const auto count = ReadAt<uint64_t>(bytes, 0);
  uint64_t pages = 0;
  for (uint64_t i = 0; i < count; ++i) {
    const auto block = ReadAt<uint64_t>(bytes, (i + 1) * sizeof(uint64_t));
    if ((block & kShared) == 0 || ((block >> kShareCountShift) & kShareCountMask) <= 1) ++pages;
  }
  return pages;
}

std::vector<int> CpusOfMask(uint64_t mask, int first) {
  std::vector<int> cpus;
  for (int cpu = 0; mask != 0; ++cpu, mask >>= 1) {
    if (mask & 1) cpus.push_back(first + cpu);
  }
  return cpus;
}

}  // namespace psutil
