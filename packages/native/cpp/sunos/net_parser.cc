#include "net_parser.h"

#include <utility>

namespace psutil {

namespace {

// IFF_… of net/if.h.
constexpr uint64_t kUp = 0x1;
constexpr uint64_t kRunning = 0x40;

constexpr std::pair<uint64_t, const char*> kNicFlags[] = {
    {kUp, "up"},
    {0x2, "broadcast"},
    {0x4, "debug"},
    {0x8, "loopback"},
    {0x10, "pointopoint"},
    {0x20, "notrailers"},
    {kRunning, "running"},
    {0x80, "noarp"},
    {0x100, "promisc"},
    {0x200, "allmulti"},
    {0x400, "intelligent"},
    {0x800, "multicast"},
    {0x1000, "multi_bcast"},
    {0x2000, "unnumbered"},
    {0x4000, "dhcp"},
    {0x8000, "private"},
    {0x10000, "noxmit"},
    {0x20000, "nolocal"},
    {0x40000, "deprecated"},
    {0x80000, "addrconf"},
    {0x100000, "router"},
    {0x200000, "nonud"},
    {0x400000, "anycast"},
    {0x800000, "nortexch"},
    {0x1000000, "ipv4"},
    {0x2000000, "ipv6"},
};

}  // namespace

std::vector<std::string> NicFlagsOf(uint64_t flags) {
  std::vector<std::string> names;
  for (const auto& [flag, name] : kNicFlags) {
    if (flags & flag) names.emplace_back(name);
  }
  return names;
}

bool IsNicUp(uint64_t flags) { return (flags & kUp) != 0 && (flags & kRunning) != 0; }

}  // namespace psutil
