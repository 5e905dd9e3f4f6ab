#pragma once

#include "../core/sensors.h"

namespace psutil {

void AddSensors(SensorCollectors& collectors);

}  // namespace psutil
