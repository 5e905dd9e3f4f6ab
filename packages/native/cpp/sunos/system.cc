#include "system.h"

#include <sys/systeminfo.h>
#include <sys/utsname.h>
#include <zone.h>

#include <cerrno>

#include "../core/bytes.h"
#include "../core/error.h"
#include "../posix/os_release_parser.h"
#include "../posix/users.h"
#include "file.h"
#include "kstat.h"
#include "process_parser.h"
#include "release_parser.h"

namespace psutil {

namespace {

/// Returns the content of a small file of /etc; nothing where there is none.
std::optional<std::string> ReadEtc(const Host& host, const char* name) {
  constexpr size_t kMaxText = size_t{1} << 20;
  try {
    return ReadProcFile(OpenProcDirectory(host.etc), name, kMaxText);
  } catch (const SystemError& error) {
    if (error.failure.code != ENOENT) throw;
    return std::nullopt;
  }
}

/// Returns the start of the first process of another host: that of the kernel, or in a zone that of init.
int64_t FirstStart(const Host& host) {
  for (const char* pid : {"0", "1"}) {
    try {
      const ProcDirectory process = OpenProcDirectory(host.proc + "/" + pid);
      return ReadAt<ProcInfo>(ReadProcFile(process, "psinfo", sizeof(ProcInfo)), 0).start.seconds;
    } catch (const SystemError& error) {
      if (error.failure.code != ENOENT) throw;
    }
  }
  throw SystemError(ENOENT, "open", host.proc + "/1/psinfo");
}

/// Seconds since the epoch.
int64_t BootSeconds(const Host& host) {
  if (!host.IsLocal()) return FirstStart(host);
  return static_cast<int64_t>(ReadStatistic(host, {"unix", "system_misc"}).Named().Get("boot_time"));
}

Timestamp ReadBootTime(const Host& host) { return {static_cast<double>(BootSeconds(host))}; }

/// SunOS has no identifier of a boot but its time.
std::string ReadBootId(const Host& host) { return std::to_string(BootSeconds(host)); }

OsInfo ReadOs(const Host& host) {
  if (const auto text = ReadEtc(host, "os-release")) return ParseOsRelease(*text);
  return ParseRelease(ReadEtc(host, "release").value_or(""));
}

/// Returns the instruction set of 64-bit programs, such as `amd64`.
Nullable<std::string> ReadArchitecture() {
  char text[257];
  if (sysinfo(SI_ARCHITECTURE_64, text, sizeof text) < 0) return {};
  return std::string(text);
}

void AddLocalInfo(HostInfo& info) {
  utsname name;
  // It returns a non-negative value, and not only 0.
  if (uname(&name) < 0) throw SystemError(errno, "uname");
  info.hostname = name.nodename;
  info.kernel = name.release;
  info.arch = ReadArchitecture();
  if (getzoneid() != GLOBAL_ZONEID) info.container = std::string("zone");
}

HostInfo ReadHostInfo(const Host& host) {
  HostInfo info;
  info.os = ReadOs(host);
  info.bootId = ReadBootId(host);
  if (host.IsLocal()) {
    AddLocalInfo(info);
  } else {
    const std::string name = ReadEtc(host, "nodename").value_or("");
    info.hostname = name.substr(0, name.find('\n'));
  }
  return info;
}

std::vector<User> ReadUsers(const Host& host) {
  RequireLocal(host, "getutxent");
  return ReadUtmpxUsers(host);
}

}  // namespace

void AddSystem(SystemCollectors& collectors) {
  collectors.bootTime = ReadBootTime;
  collectors.bootId = ReadBootId;
  collectors.hostInfo = ReadHostInfo;
  collectors.users = ReadUsers;
}

}  // namespace psutil
