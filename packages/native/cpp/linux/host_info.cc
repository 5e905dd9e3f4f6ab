#include "host_info.h"

#include <sys/utsname.h>

#include <algorithm>

#include "../core/error.h"
#include "../posix/os_release_parser.h"
#include "../posix/parse.h"
#include "file.h"
#include "system.h"

namespace psutil {

namespace {

std::string ReadLine(const std::string& path) { return ReadLineIfAny(path).value_or(""); }

OsInfo ReadOs(const Host& host) {
  for (const std::string& path : {host.etc + "/os-release", host.root + "/usr/lib/os-release"}) {
    if (const auto text = ReadFileIfAny(path)) return ParseOsRelease(*text);
  }
  return {};
}

bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// DMI strings of virtual machines, and their names in systemd-detect-virt(1).
constexpr std::pair<const char*, const char*> kFirmware[] = {
    {"KVM", "kvm"},
    {"OpenStack", "kvm"},
    {"KubeVirt", "kvm"},
    {"Amazon EC2", "amazon"},
    {"QEMU", "qemu"},
    {"VMware", "vmware"},
    {"VMW", "vmware"},
    {"innotek", "oracle"},
    {"VirtualBox", "oracle"},
    {"Xen", "xen"},
    {"Bochs", "bochs"},
    {"Parallels", "parallels"},
    {"BHYVE", "bhyve"},
    {"Hyper-V", "microsoft"},
    {"Microsoft Corporation Virtual Machine", "microsoft"},
    {"Apple Virt", "apple"},
    {"Google Compute", "google"},
};

std::string FindVirtualization(const Host& host, std::string_view kernel) {
  if (Has(kernel, "Microsoft") || Has(kernel, "WSL")) return "wsl";
  const std::string dmi = host.sys + "/class/dmi/id";
  std::string firmware;
  for (const char* file : {"/sys_vendor", "/product_name", "/board_vendor", "/bios_vendor", "/product_version"}) {
    firmware += ReadLine(dmi + file) + " ";
  }
  for (const auto& [vendor, name] : kFirmware) {
    if (Has(firmware, vendor)) return name;
  }
  const std::string hypervisor = ReadLine(host.sys + "/hypervisor/type");
  if (!hypervisor.empty()) return hypervisor;
  if (Has(ReadLine(host.proc + "/device-tree/hypervisor/compatible"), "kvm")) return "kvm";
  // x86: the flag that every hypervisor sets.
  const auto cpuinfo = ReadFileIfAny(host.proc + "/cpuinfo");
  return cpuinfo && Has(*cpuinfo, " hypervisor") ? "vm-other" : "";
}

/// Returns the kind of container that the container manager passed to the first process.
std::string ContainerVariable(const Host& host) {
  try {
    std::string_view rest;
    const auto text = ReadFileIfAny(host.proc + "/1/environ");
    if (text) rest = *text;
    while (!rest.empty()) {
      std::string_view variable = SplitNext(rest, '\0');
      if (SplitNext(variable, '=') == "container") return std::string(variable);
    }
  } catch (const SystemError&) {
    // The process belongs to another user.
  }
  return "";
}

std::string FindContainer(const Host& host) {
  std::string type = ReadLine(host.run + "/systemd/container");
  if (type.empty()) type = ContainerVariable(host);
  if (!type.empty()) return type;
  if (Exists(host.run + "/.containerenv")) return "podman";
  if (Exists(host.root + "/.dockerenv")) return "docker";
  const std::string groups = ReadFileIfAny(host.proc + "/1/cgroup").value_or("");
  if (Has(groups, "/kubepods")) return "kubernetes";
  if (Has(groups, "/docker/") || Has(groups, "/docker-")) return "docker";
  return Has(groups, "/lxc/") || Has(groups, "/lxc.payload") ? "lxc" : "";
}

std::string FindMachineId(const Host& host) {
  std::string id = ReadLine(host.etc + "/machine-id");
  if (id.empty() || id == "uninitialized") id = ReadLine(host.root + "/var/lib/dbus/machine-id");
  return id;
}

std::string FindArchitecture(const Host& host) {
  const std::string arch = ReadLine(host.proc + "/sys/kernel/arch");  // since Linux 6.1
  utsname name;
  if (!arch.empty() || !host.IsLocal()) return arch;
  if (uname(&name) != 0) throw SystemError(errno, "uname");
  return name.machine;
}

}  // namespace

HostInfo ReadHostInfo(const Host& host) {
  HostInfo info;
  const std::string kernel = host.proc + "/sys/kernel";
  const std::string text = ReadFile(kernel + "/hostname");
  info.hostname = text.substr(0, text.find('\n'));
  info.os = ReadOs(host);
  info.kernel = ReadLine(kernel + "/osrelease");
  info.arch = TextOrNull(FindArchitecture(host));
  info.machineId = TextOrNull(FindMachineId(host));
  info.bootId = TextOrNull(ReadLine(kernel + "/random/boot_id"));
  info.virtualization = TextOrNull(FindVirtualization(host, info.kernel));
  info.container = TextOrNull(FindContainer(host));
  return info;
}

}  // namespace psutil
