#pragma once

#include <vector>

#include "nt_path_parser.h"

namespace psutil {

/// Returns the drives and the devices that they stand for.
std::vector<DosDevice> ReadDosDevices();

}  // namespace psutil
