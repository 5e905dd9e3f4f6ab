#include "swap_parser.h"

#include "../core/bytes.h"

namespace psutil {

namespace {

/// The start of SYSTEM_PAGEFILE_INFORMATION. The name follows.
struct PageFile {
  uint32_t next;
  uint32_t total;
  uint32_t used;
  uint32_t peak;
};

}  // namespace

SwapMemory ParsePageFiles(std::string_view bytes, uint64_t page_size) {
  SwapMemory memory;
  // Without page files, the list is empty.
  for (size_t at = 0; !bytes.empty();) {
    const auto file = ReadAt<PageFile>(bytes, at);
    memory.total += file.total * page_size;
    memory.free += (file.total - std::min(file.used, file.total)) * page_size;
    if (file.next == 0) break;
    at += file.next;
  }
  return memory;
}

}  // namespace psutil
