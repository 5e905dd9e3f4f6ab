#pragma once

// What zone.h of SunOS declares, as far as cpp/sunos uses it.

typedef int zoneid_t;

#define GLOBAL_ZONEID 0

extern "C" zoneid_t getzoneid(void);
