#pragma once

// What priv.h of SunOS declares, as far as cpp/sunos uses it.

typedef enum { B_FALSE, B_TRUE } boolean_t;

extern "C" boolean_t priv_ineffect(const char* privilege);
