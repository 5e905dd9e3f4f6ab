#include "system.h"

#include "file_time.h"
#include "host_info.h"
#include "users.h"

namespace psutil {

namespace {

Timestamp BootTime(const Host&) { return {static_cast<double>(UnixMicroseconds(ReadBootTime())) / 1e6}; }

}  // namespace

void AddSystem(SystemCollectors& collectors) {
  collectors.bootTime = BootTime;
  collectors.bootId = ReadBootId;
  collectors.hostInfo = ReadHostInfo;
  collectors.users = ReadUsers;
}

}  // namespace psutil
