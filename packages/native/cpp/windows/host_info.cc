#include "host_info.h"

#include <windows.h>

// ARM has no instruction that identifies a hypervisor.
#if defined(__x86_64__) || defined(_M_X64)
#include <intrin.h>
#define CPUID(registers, leaf) __cpuid(registers, leaf)
#else
#define CPUID(registers, leaf) static_cast<void>(leaf)
#endif

#include <cstring>

#include "error.h"
#include "nt.h"
#include "registry.h"
#include "system_parser.h"
#include "wide.h"

namespace psutil {

namespace {

constexpr wchar_t kVersionKey[] = L"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

std::string Hostname() {
  wchar_t name[256];
  DWORD size = 256;
  if (!GetComputerNameExW(ComputerNameDnsHostname, name, &size)) ThrowWin32(GetLastError(), "GetComputerNameExW");
  return FromWide({name, size});
}

OSVERSIONINFOW Version() {
  OSVERSIONINFOW version{};
  version.dwOSVersionInfoSize = sizeof version;
  RtlGetVersion(&version);
  return version;
}

/// Returns the architecture of the machine, also to a program that is emulated.
Nullable<std::string> Architecture() {
  USHORT process = 0;
  USHORT machine = 0;
  if (!IsWow64Process2(GetCurrentProcess(), &process, &machine)) return {};
  if (machine == IMAGE_FILE_MACHINE_AMD64) return std::string("x86_64");
  if (machine == IMAGE_FILE_MACHINE_ARM64) return std::string("arm64");
  return {};
}

/// Asks the CPU: https://learn.microsoft.com/virtualization/hyper-v-on-windows/tlfs/feature-discovery
std::string Hypervisor() {
  constexpr int kHypervisorBit = 1 << 31;
  constexpr int kVendorLeaf = 0x40000000;
  constexpr int kPrivilegesLeaf = 0x40000003;
  int registers[4] = {};  // eax, ebx, ecx, edx
  CPUID(registers, 1);
  if (!(registers[2] & kHypervisorBit)) return "";
  CPUID(registers, kVendorLeaf);
  char vendor[12];
  std::memcpy(vendor, &registers[1], sizeof vendor);
  const std::string name = HypervisorName({vendor, sizeof vendor});
  CPUID(registers, kPrivilegesLeaf);
  // The system that manages the virtual machines of Hyper-V runs on it too. Only that one may create them.
  const bool is_root = (registers[1] & 1) != 0;
  return name == "microsoft" && is_root ? "" : name;
}

Nullable<std::string> NullIfEmpty(std::string text) {
  return text.empty() ? Nullable<std::string>() : Nullable<std::string>(std::move(text));
}

OsInfo ReadOs(const OSVERSIONINFOW& version) {
  OsInfo os;
  os.id = std::string("windows");
  if (auto name = RegistryText(kVersionKey, L"ProductName")) {
    os.name = ProductName(std::move(*name), version.dwBuildNumber);
  }
  os.version = RegistryText(kVersionKey, L"DisplayVersion");
  if (!os.version) os.version = RegistryText(kVersionKey, L"ReleaseId");
  return os;
}

}  // namespace

uint64_t ReadBootTime() {
  constexpr int kTimeOfDay = 3;
  constexpr size_t kTimeOfDaySize = 48;
  // The clock may be set while the system copies the two numbers.
  uint64_t before = ParseBootTime(QuerySystem(kTimeOfDay, kTimeOfDaySize));
  for (;;) {
    const uint64_t after = ParseBootTime(QuerySystem(kTimeOfDay, kTimeOfDaySize));
    if (after == before) return after;
    before = after;
  }
}

std::string ReadBootId(const Host&) { return std::to_string(ReadBootTime()); }

HostInfo ReadHostInfo(const Host& host) {
  const OSVERSIONINFOW version = Version();
  HostInfo info;
  info.hostname = Hostname();
  info.os = ReadOs(version);
  info.kernel = std::to_string(version.dwMajorVersion) + "." + std::to_string(version.dwMinorVersion) + "." +
                std::to_string(version.dwBuildNumber);
  info.arch = Architecture();
  info.machineId = RegistryText(L"SOFTWARE\\Microsoft\\Cryptography", L"MachineGuid");
  info.bootId = ReadBootId(host);
  info.virtualization = NullIfEmpty(Hypervisor());
  // Set in the containers of Windows Server.
  if (HasRegistryValue(L"SYSTEM\\CurrentControlSet\\Control", L"ContainerType"))
    info.container = std::string("windows");
  return info;
}

}  // namespace psutil
