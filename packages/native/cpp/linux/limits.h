#pragma once

#include <string_view>

#include "../core/limits.h"

namespace psutil {

/// Returns the effective limits of the control groups that a text in the format of /proc/PID/cgroup lists.
Limits ReadLimits(const Host& host, std::string_view groups, const std::string& path);

/// Returns the path of the group among them that limits memory; null without any.
Nullable<std::string> MainGroup(const Host& host, std::string_view groups, const std::string& path);

/// Reads a file of a control group; nothing where the controller is not enabled in that group.
std::optional<std::string> ReadCgroupFile(const std::string& path);

/// Returns the directory on which control groups of version 2 are mounted.
std::string CgroupV2Mount(const Host& host);

void AddLimits(LimitCollectors& collectors);

}  // namespace psutil
