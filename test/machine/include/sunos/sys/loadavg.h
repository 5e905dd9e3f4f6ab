#pragma once

// getloadavg(3C), which stdlib.h declares on other systems.

#include <stdlib.h>
