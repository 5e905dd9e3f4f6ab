#pragma once

#include <optional>
#include <string>

namespace machine {

/// Returns the answer that an open descriptor was opened for, such as `proc/1/psinfo`; nothing for another file.
std::optional<std::string> CallOfDescriptor(int fd);

}  // namespace machine
