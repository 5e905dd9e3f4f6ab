#pragma once

// What inet/mib2.h of SunOS declares, as far as cpp/sunos uses it.

#define MIB2_IP 4
#define MIB2_TCP 6
#define MIB2_TCP_CONN 13
#define MIB2_TCP6_CONN 14
#define MIB2_UDP 7
#define MIB2_UDP_ENTRY 5
#define MIB2_UDP6_ENTRY 6
