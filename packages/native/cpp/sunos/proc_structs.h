#pragma once

#include <cstddef>
#include <cstdint>

// The files of /proc/PID: proc(5) and sys/procfs.h of illumos. They are declared here for 64-bit programs, so that
// trees of captured files can be read on any system.

namespace psutil {

/// timestruc_t.
struct ProcTime {
  int64_t seconds;
  int64_t nanoseconds;
};

/// lwpsinfo_t.
struct ProcLwp {
  int32_t flag;
  int32_t id;
  uint64_t address;
  uint64_t wait_channel;
  char stop_type;
  char state;
  char state_letter;
  char nice;
  int16_t system_call;
  char old_priority;
  char cpu_usage;
  int32_t priority;
  uint16_t cpu_percent;
  uint16_t pad;
  ProcTime start;
  ProcTime time;
  char class_name[8];
  char name[16];
  int32_t cpu;
  int32_t bound_cpu;
  int32_t bound_set;
  int32_t locality_group;
  int64_t last_on_cpu;
  int32_t filler[2];
};
static_assert(sizeof(ProcLwp) == 128);
static_assert(offsetof(ProcLwp, state) == 25 && offsetof(ProcLwp, nice) == 27 && offsetof(ProcLwp, priority) == 32);
static_assert(offsetof(ProcLwp, start) == 40 && offsetof(ProcLwp, class_name) == 72 && offsetof(ProcLwp, cpu) == 96);

/// psinfo_t.
struct ProcInfo {
  int32_t flag;
  int32_t lwps;
  int32_t pid;
  int32_t ppid;
  int32_t group;
  int32_t session;
  uint32_t uid;
  uint32_t euid;
  uint32_t gid;
  uint32_t egid;
  uint64_t address;
  uint64_t size_kib;
  uint64_t rss_kib;
  uint64_t filler;
  uint64_t terminal;
  uint16_t cpu_percent;
  uint16_t memory_percent;
  ProcTime start;
  ProcTime time;
  ProcTime children_time;
  char name[16];
  char arguments[80];
  int32_t wait_status;
  int32_t argc;
  uint64_t argv;
  uint64_t envp;
  char data_model;
  char pad[3];
  int32_t task;
  int32_t project;
  int32_t zombie_lwps;
  int32_t pool;
  int32_t zone;
  int32_t contract;
  int32_t more_filler;
  ProcLwp lwp;
};
static_assert(sizeof(ProcInfo) == 416);
static_assert(offsetof(ProcInfo, pid) == 8 && offsetof(ProcInfo, uid) == 24 && offsetof(ProcInfo, egid) == 36);
static_assert(offsetof(ProcInfo, size_kib) == 48 && offsetof(ProcInfo, rss_kib) == 56);
static_assert(offsetof(ProcInfo, terminal) == 72 && offsetof(ProcInfo, start) == 88);
static_assert(offsetof(ProcInfo, name) == 136);
static_assert(offsetof(ProcInfo, arguments) == 152 && offsetof(ProcInfo, argc) == 236);
static_assert(offsetof(ProcInfo, argv) == 240 && offsetof(ProcInfo, envp) == 248 &&
              offsetof(ProcInfo, data_model) == 256);
static_assert(offsetof(ProcInfo, zone) == 276 && offsetof(ProcInfo, lwp) == 288);

/// prusage_t.
struct ProcUsage {
  int32_t lwp;
  int32_t count;
  ProcTime now;
  ProcTime create;
  ProcTime end;
  ProcTime real;
  ProcTime user;
  ProcTime system;
  ProcTime trap;
  ProcTime other_times[7];
  ProcTime filler_times[6];
  uint64_t minor_faults;
  uint64_t major_faults;
  uint64_t swaps;
  uint64_t blocks_in;
  uint64_t blocks_out;
  uint64_t messages_sent;
  uint64_t messages_received;
  uint64_t signals;
  uint64_t voluntary_switches;
  uint64_t involuntary_switches;
  uint64_t system_calls;
  uint64_t characters;
  uint64_t filler[10];
};
static_assert(sizeof(ProcUsage) == 504);
static_assert(offsetof(ProcUsage, create) == 24 && offsetof(ProcUsage, user) == 72 && offsetof(ProcUsage, trap) == 104);
static_assert(offsetof(ProcUsage, minor_faults) == 328 && offsetof(ProcUsage, major_faults) == 336);
static_assert(offsetof(ProcUsage, voluntary_switches) == 392 && offsetof(ProcUsage, involuntary_switches) == 400);

/// The start of pstatus_t.
struct ProcStatus {
  int32_t flags;
  int32_t lwps;
  int32_t pid;
  int32_t ppid;
  int32_t group;
  int32_t session;
  int32_t agent;
  int32_t signal_lwp;
  uint64_t pending_signals[2];
  uint64_t heap;
  uint64_t heap_size;
  uint64_t stack;
  uint64_t stack_size;
  ProcTime user;
  ProcTime system;
  ProcTime children_user;
  ProcTime children_system;
};
static_assert(sizeof(ProcStatus) == 144);
static_assert(offsetof(ProcStatus, heap) == 48 && offsetof(ProcStatus, stack) == 64);
static_assert(offsetof(ProcStatus, user) == 80 && offsetof(ProcStatus, children_user) == 112);

/// The start of prcred_t: the effective IDs come first.
struct ProcCredentials {
  uint32_t euid;
  uint32_t ruid;
  uint32_t suid;
  uint32_t egid;
  uint32_t rgid;
  uint32_t sgid;
};
static_assert(sizeof(ProcCredentials) == 24);

/// prheader_t, with which lusage starts.
struct ProcHeader {
  int64_t count;
  uint64_t entry_size;
};
static_assert(sizeof(ProcHeader) == 16);

/// prxmap_t.
struct ProcMapping {
  uint64_t address;
  uint64_t size;
  char name[64];
  int64_t offset;
  int32_t flags;
  int32_t page_size;
  int32_t shared_memory;
  int32_t pad;
  uint64_t device;
  uint64_t inode;
  uint64_t rss_pages;
  uint64_t anonymous_pages;
  uint64_t locked_pages;
  uint64_t pad_size;
  uint64_t hat_page_size;
  uint64_t filler[7];
};
static_assert(sizeof(ProcMapping) == 216);
static_assert(offsetof(ProcMapping, flags) == 88 && offsetof(ProcMapping, page_size) == 92);
static_assert(offsetof(ProcMapping, shared_memory) == 96 && offsetof(ProcMapping, device) == 104);
static_assert(offsetof(ProcMapping, rss_pages) == 120 && offsetof(ProcMapping, anonymous_pages) == 128);
static_assert(offsetof(ProcMapping, locked_pages) == 136 && offsetof(ProcMapping, hat_page_size) == 152);

}  // namespace psutil
