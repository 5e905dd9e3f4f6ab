#pragma once

#include "../core/system.h"

namespace psutil {

/// Returns the sessions of Remote Desktop Services, which include the local one.
std::vector<User> ReadUsers(const Host&);

}  // namespace psutil
