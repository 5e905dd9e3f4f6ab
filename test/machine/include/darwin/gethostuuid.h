#pragma once

#include <time.h>

extern "C" int gethostuuid(unsigned char* id, const timespec* wait);
