#include "system.h"

#include "../bsd/boot_time.h"
#include "../bsd/sysctl.h"
#include "../posix/users.h"
#include "system_parser.h"

namespace psutil {

namespace {

Timestamp ReadBoot(const Host&) { return {ReadBootTime()}; }

std::string ReadBootId(const Host&) {
  if (const auto id = FindSysctl("kern.boot_id")) return BootIdOf(*id);
  // Kernels before FreeBSD 13 do not have it. The boot time moves when the clock is set.
  return std::to_string(static_cast<uint64_t>(ReadBootTime()));
}

/// Machines without one have a number of zeros.
Nullable<std::string> MachineId() {
  auto id = FindSysctlText("kern.hostuuid");
  if (!id || id->find_first_not_of("0-") == std::string::npos) return {};
  return id;
}

HostInfo ReadHostInfo(const Host& host) {
  HostInfo info;
  info.hostname = ReadSysctlText("kern.hostname");
  info.kernel = ReadSysctlText("kern.osrelease");
  info.os.id = std::string("freebsd");
  info.os.name = std::string("FreeBSD");
  info.os.version = VersionOf(info.kernel);
  info.arch = FindSysctlText("hw.machine");
  info.machineId = MachineId();
  info.bootId = ReadBootId(host);
  info.virtualization = VirtualizationOf(FindSysctlText("kern.vm_guest").value_or(""));
  if (FindSysctlNumber("security.jail.jailed").value_or(0) == 1) info.container = std::string("jail");
  return info;
}

}  // namespace

void AddSystem(SystemCollectors& collectors) {
  collectors.bootTime = ReadBoot;
  collectors.bootId = ReadBootId;
  collectors.hostInfo = ReadHostInfo;
  collectors.users = ReadUtmpxUsers;
}

}  // namespace psutil
