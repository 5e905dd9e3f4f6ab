#include "system.h"

#include <gethostuuid.h>
#include <time.h>
#include <uuid/uuid.h>

#include "../bsd/boot_time.h"
#include "../bsd/sysctl.h"
#include "../posix/users.h"

namespace psutil {

namespace {

Nullable<std::string> MachineId() {
  uuid_t id;
  const timespec wait{};
  if (gethostuuid(id, &wait) != 0) return {};
  uuid_string_t text;
  uuid_unparse_upper(id, text);
  return std::string(text);
}

/// Under Rosetta, `hw.machine` is the architecture of this program.
Nullable<std::string> Architecture() {
  if (FindSysctlNumber("sysctl.proc_translated").value_or(0) == 1) return std::string("arm64");
  return FindSysctlText("hw.machine");
}

Timestamp ReadBoot(const Host&) { return {ReadBootTime()}; }

std::string ReadBootId(const Host&) { return ReadSysctlText("kern.bootsessionuuid"); }

HostInfo ReadHostInfo(const Host&) {
  HostInfo info;
  info.hostname = ReadSysctlText("kern.hostname");
  info.os.id = std::string("macos");
  info.os.name = std::string("macOS");
  info.os.version = FindSysctlText("kern.osproductversion");
  info.kernel = ReadSysctlText("kern.osrelease");
  info.arch = Architecture();
  info.machineId = MachineId();
  info.bootId = FindSysctlText("kern.bootsessionuuid");
  // Apple's hypervisor is the only one on Apple silicon. On Intel the kernel does not report which one it is.
  if (FindSysctlNumber("kern.hv_vmm_present").value_or(0) == 1) {
    info.virtualization = std::string(info.arch == "arm64" ? "apple" : "vm-other");
  }
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
