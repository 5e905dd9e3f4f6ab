#include "process_control.h"

namespace psutil {

void AddControl(ProcessCollectors&, ProcessWatches&) {}

}  // namespace psutil
