#include "process_table_parser.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>

#include "../core/bytes.h"
#include "text.h"

namespace psutil {

namespace {

// UNICODE_STRING of ntdef.h, for 64 bits.
struct UnicodeString {
  uint16_t length;
  uint16_t maximum;
  uint32_t padding;
  uint64_t buffer;
};
static_assert(sizeof(UnicodeString) == 16);

// SYSTEM_PROCESS_INFORMATION without its threads.
struct ProcessInformation {
  uint32_t next;
  uint32_t threads;
  uint64_t private_wset;
  uint32_t hard_faults;
  uint32_t peak_threads;
  uint64_t cycles;
  uint64_t create, user, kernel;
  UnicodeString name;
  int32_t priority;
  uint32_t padding;
  uint64_t pid, ppid;
  uint32_t handles, session;
  uint64_t key;
  uint64_t peak_virtual, virtual_size;
  uint32_t faults;
  uint32_t padding_of_faults;
  uint64_t peak_wset, wset;
  uint64_t peak_paged_pool, paged_pool, peak_nonpaged_pool, nonpaged_pool;
  uint64_t pagefile, peak_pagefile, private_bytes;
  uint64_t reads, writes, others;
  uint64_t read_bytes, write_bytes, other_bytes;
};
static_assert(sizeof(ProcessInformation) == 256);
static_assert(offsetof(ProcessInformation, create) == 32 && offsetof(ProcessInformation, name) == 56);
static_assert(offsetof(ProcessInformation, priority) == 72 && offsetof(ProcessInformation, pid) == 80);
static_assert(offsetof(ProcessInformation, handles) == 96 && offsetof(ProcessInformation, faults) == 128);
static_assert(offsetof(ProcessInformation, wset) == 144 && offsetof(ProcessInformation, pagefile) == 184);
static_assert(offsetof(ProcessInformation, private_bytes) == 200 && offsetof(ProcessInformation, reads) == 208);

// SYSTEM_THREAD_INFORMATION.
struct ThreadInformation {
  uint64_t kernel, user, create;
  uint32_t wait_time, padding;
  uint64_t address;
  uint64_t pid, tid;
  int32_t priority, base_priority;
  uint32_t switches, state, wait_reason, end;
};
static_assert(sizeof(ThreadInformation) == 80);
static_assert(offsetof(ThreadInformation, tid) == 48 && offsetof(ThreadInformation, switches) == 64);
static_assert(offsetof(ThreadInformation, wait_reason) == 72);

// KTHREAD_STATE and KWAIT_REASON of wdm.h.
constexpr uint32_t kWaiting = 5;
constexpr uint32_t kSuspended = 5;

std::string NameOf(std::string_view bytes, const UnicodeString& text, uint64_t address) {
  if (text.length == 0) return "";
  const uint64_t offset = text.buffer - address;
  if (text.buffer < address || offset > bytes.size() || bytes.size() - offset < text.length) {
    throw SystemError(EBADMSG, "NtQuerySystemInformation");
  }
  std::u16string units(text.length / sizeof(char16_t), u'\0');
  std::memcpy(units.data(), bytes.data() + offset, units.size() * sizeof(char16_t));
  return ToUtf8(units);
}

TableProcess Convert(const ProcessInformation& from, std::string name, size_t offset) {
  TableProcess to;
  to.pid = static_cast<int>(from.pid);
  to.ppid = static_cast<int>(from.ppid);
  to.name = to.pid == kIdlePid ? "System Idle Process" : std::move(name);
  to.start = UnixMicroseconds(from.create);
  to.user = from.user;
  to.kernel = from.kernel;
  to.priority = from.priority;
  to.threads = from.threads;
  to.handles = from.handles;
  to.session = from.session;
  to.faults = from.faults;
  to.hard_faults = from.hard_faults;
  to.wset = from.wset;
  to.peak_wset = from.peak_wset;
  to.paged_pool = from.paged_pool;
  to.peak_paged_pool = from.peak_paged_pool;
  to.nonpaged_pool = from.nonpaged_pool;
  to.peak_nonpaged_pool = from.peak_nonpaged_pool;
  to.pagefile = from.pagefile;
  to.peak_pagefile = from.peak_pagefile;
  to.private_bytes = from.private_bytes;
  to.reads = from.reads;
  to.writes = from.writes;
  to.others = from.others;
  to.read_bytes = from.read_bytes;
  to.write_bytes = from.write_bytes;
  to.other_bytes = from.other_bytes;
  to.offset = offset;
  return to;
}

bool HasLowerPid(const TableProcess& one, const TableProcess& other) { return one.pid < other.pid; }

}  // namespace

ProcessTable::ProcessTable(std::string bytes, uint64_t address) : bytes_(std::move(bytes)) {
  for (size_t offset = 0;;) {
    const auto information = ReadAt<ProcessInformation>(bytes_, offset);
    processes_.push_back(Convert(information, NameOf(bytes_, information.name, address), offset));
    if (information.next == 0) break;
    offset += information.next;
  }
  std::sort(processes_.begin(), processes_.end(), HasLowerPid);
}

const TableProcess* ProcessTable::Find(int pid) const {
  TableProcess searched;
  searched.pid = pid;
  const auto found = std::lower_bound(processes_.begin(), processes_.end(), searched, HasLowerPid);
  return found != processes_.end() && found->pid == pid ? &*found : nullptr;
}

std::vector<TableThread> ProcessTable::Threads(const TableProcess& process) const {
  std::vector<TableThread> threads;
  size_t offset = process.offset + sizeof(ProcessInformation);
  for (uint32_t i = 0; i < process.threads; ++i, offset += sizeof(ThreadInformation)) {
    const auto thread = ReadAt<ThreadInformation>(bytes_, offset);
    threads.push_back(
        {static_cast<int>(thread.tid), thread.user, thread.kernel, thread.switches, thread.state, thread.wait_reason});
  }
  return threads;
}

bool IsSuspended(const std::vector<TableThread>& threads) {
  const auto is_suspended = [](const TableThread& thread) {
    return thread.state == kWaiting && thread.wait_reason == kSuspended;
  };
  return !threads.empty() && std::all_of(threads.begin(), threads.end(), is_suspended);
}

bool IsKernelProcess(const TableProcess& process) {
  if (process.pid == kIdlePid || process.pid == kSystemPid) return true;
  // "Registry", "Memory Compression" and "Secure System", unlike the session manager, smss.exe.
  return process.ppid == kSystemPid && process.name.find('.') == std::string::npos;
}

}  // namespace psutil
