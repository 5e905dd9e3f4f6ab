#pragma once

namespace psutil {

// include/uapi/linux/ioprio.h, which old C libraries lack.
constexpr int kIoprioWhoProcess = 1;
constexpr int kIoprioClassShift = 13;

}  // namespace psutil
