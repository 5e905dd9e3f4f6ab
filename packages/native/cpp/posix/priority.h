#pragma once

namespace psutil {

constexpr int kMinNice = -20;
constexpr int kMaxNice = 20;  // which kernels take for the lowest priority that they have

/// Sets the nice value of a process: setpriority(2). Throws SystemError.
void SetPriority(int pid, int nice);

}  // namespace psutil
