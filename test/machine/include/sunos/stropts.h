#pragma once

// What stropts.h of SunOS declares, as far as cpp/sunos uses it.

#include <sys/ioctl.h>

#define I_PUSH (('S' << 8) | 2)

#define MORECTL 1
#define MOREDATA 2

struct strbuf {
  int maxlen;
  int len;
  char* buf;
};

extern "C" {
int getmsg(int descriptor, struct strbuf* control, struct strbuf* data, int* flags);
int putmsg(int descriptor, const struct strbuf* control, const struct strbuf* data, int flags);
}
