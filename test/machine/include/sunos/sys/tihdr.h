#pragma once

// What sys/tihdr.h of SunOS declares, as far as cpp/sunos uses it: messages of the Transport Provider Interface.

typedef int t_scalar_t;

#define T_SVR4_OPTMGMT_REQ 9
#define T_ERROR_ACK 18
#define T_OPTMGMT_ACK 22

#define T_SUCCESS 0x020
#define T_CURRENT 0x080

struct T_optmgmt_req {
  t_scalar_t PRIM_type;
  t_scalar_t OPT_length;
  t_scalar_t OPT_offset;
  t_scalar_t MGMT_flags;
};

struct T_optmgmt_ack {
  t_scalar_t PRIM_type;
  t_scalar_t OPT_length;
  t_scalar_t OPT_offset;
  t_scalar_t MGMT_flags;
};

struct T_error_ack {
  t_scalar_t PRIM_type;
  t_scalar_t ERROR_prim;
  t_scalar_t TLI_error;
  t_scalar_t UNIX_error;
};

/// SunOS declares it in sys/socket.h.
struct opthdr {
  long level;
  long name;
  long len;
};
