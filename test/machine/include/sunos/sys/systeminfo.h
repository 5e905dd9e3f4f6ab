#pragma once

// What sys/systeminfo.h of SunOS declares, as far as cpp/sunos uses it.

#define SI_ARCHITECTURE 6
#define SI_ARCHITECTURE_64 517

extern "C" int sysinfo(int command, char* buffer, long size);
