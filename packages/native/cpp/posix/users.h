#pragma once

#include <vector>

#include "../core/system.h"

namespace psutil {

/// Returns the login sessions in the database of user accounting: getutxent(3).
std::vector<User> ReadUtmpxUsers(const Host& host);

}  // namespace psutil
