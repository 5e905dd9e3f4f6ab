// The other calls of SunOS: swap, zones, privileges, and values of the system.
#include <priv.h>
#include <sys/swap.h>
#include <sys/systeminfo.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <zone.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "../answers.h"

using machine::Answer;
using machine::AnswerTo;
using machine::Status;

extern "C" long __real_sysconf(int name);

namespace {

struct SwapArea {
  int64_t pages, free;
};

int ListSwap(const Answer& areas, swaptbl_t* table) {
  const size_t count = areas.bytes.size() / sizeof(SwapArea);
  if (static_cast<size_t>(table->swt_n) < count) return Status(ENOMEM);
  for (size_t i = 0; i < count; ++i) {
    SwapArea area;
    std::memcpy(&area, areas.bytes.data() + i * sizeof area, sizeof area);
    swapent_t& entry = table->swt_ent[i];
    // The kernel writes the path, too: each entry needs a buffer.
    std::strcpy(entry.ste_path, "/dev/zvol/dsk/rpool/swap");
    entry.ste_pages = area.pages;
    entry.ste_free = area.free;
  }
  return static_cast<int>(count);
}

long AskNumber(const std::string& call) {
  const Answer answer = AnswerTo(call);
  return answer.error == 0 ? std::atol(answer.bytes.c_str()) : Status(answer.error);
}

}  // namespace

extern "C" {

int swapctl(int command, void* argument) {
  const bool is_list = command == SC_LIST;
  const Answer areas = AnswerTo(is_list ? "swapctl/list" : "swapctl/count");
  if (areas.error != 0) return Status(areas.error);
  return is_list ? ListSwap(areas, static_cast<swaptbl_t*>(argument)) : std::atoi(areas.bytes.c_str());
}

int sysinfo(int command, char* buffer, long size) {
  const Answer answer = AnswerTo("sysinfo/" + std::to_string(command));
  if (answer.error != 0) return Status(answer.is_missing ? EINVAL : answer.error);
  const size_t count = std::min(answer.bytes.size(), static_cast<size_t>(size) - 1);
  std::memcpy(buffer, answer.bytes.data(), count);
  buffer[count] = '\0';
  return static_cast<int>(answer.bytes.size()) + 1;
}

zoneid_t getzoneid() { return static_cast<zoneid_t>(AskNumber("zoneid")); }

boolean_t priv_ineffect(const char* privilege) {
  return AnswerTo(std::string("privilege/") + privilege).error == 0 ? B_TRUE : B_FALSE;
}

long __wrap_sysconf(int name) {
  if (name == _SC_PHYS_PAGES) return AskNumber("sysconf/physical-pages");
  if (name == _SC_NPROCESSORS_ONLN) return AskNumber("sysconf/online-processors");
  return name == _SC_PAGESIZE ? 4096 : __real_sysconf(name);
}

int __wrap_uname(utsname* name) {
  const Answer answer = AnswerTo("uname");
  if (answer.error != 0) return Status(answer.error);
  std::istringstream fields(answer.bytes);
  *name = {};
  fields.get(name->nodename, sizeof name->nodename, ' ');
  fields.ignore(1).get(name->release, sizeof name->release, ' ');
  // Not 0: the call returns any number that is not negative.
  return 1;
}

}  // extern "C"
