#pragma once

// The number of the structure ifmediareq of 48 bytes.
#define SIOCGIFMEDIA 0xc0306938ul
