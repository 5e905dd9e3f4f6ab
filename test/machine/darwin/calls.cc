// The calls of macOS: libproc, Mach and filesystems.
#include <dlfcn.h>
#include <gethostuuid.h>
#include <libproc.h>
#include <mach/mach.h>
#include <sys/attr.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uuid/uuid.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "../answers.h"
#include "iokit.h"

using machine::Answer;
using machine::AnswerTo;
using machine::Status;

extern "C" {
void* __real_dlopen(const char* path, int mode);
void* __real_dlsym(void* handle, const char* name);
int __real_ioctl(int fd, unsigned long request, void* argument);
}

namespace {

/// libproc returns 0 for an error.
int Failed(int error) {
  errno = error;
  return 0;
}

std::string CallOf(const char* function, int pid, const std::string& rest = "") {
  return std::string(function) + "/" + std::to_string(pid) + rest;
}

int CopyPart(const Answer& answer, void* buffer, int size) {
  const auto copied = std::min(answer.bytes.size(), static_cast<size_t>(size));
  std::memcpy(buffer, answer.bytes.data(), copied);
  return static_cast<int>(copied);
}

/// The answer to PROC_PIDREGIONPATHINFO is a list of all regions, ascending. A call returns the first that ends after
/// an address.
int CopyRegion(const Answer& regions, uint64_t address, void* buffer, int size) {
  constexpr size_t kSize = 1272, kAddress = 80, kLength = 88;
  for (size_t at = 0; at + kSize <= regions.bytes.size(); at += kSize) {
    uint64_t start = 0, length = 0;
    std::memcpy(&start, regions.bytes.data() + at + kAddress, sizeof start);
    std::memcpy(&length, regions.bytes.data() + at + kLength, sizeof length);
    if (start + length > address) {
      std::memcpy(buffer, regions.bytes.data() + at, static_cast<size_t>(size));
      return size;
    }
  }
  return Failed(EINVAL);
}

/// The error of libproc for a process without an answer. The kernel has the PID 0, and is open to root only.
int MissingProcess(int pid) { return pid == 0 ? EPERM : ESRCH; }

bool IsList(int flavor) { return flavor == PROC_PIDLISTFDS || flavor == 28; }

int SignalWithAuditToken(uint32_t* token, int signal) {
  const auto pid = static_cast<int>(token[5]);
  const Answer identifiers = AnswerTo(CallOf("proc_pidinfo", pid, "/17"));
  uint32_t version = 0;
  if (identifiers.bytes.size() < 56) return ESRCH;
  std::memcpy(&version, identifiers.bytes.data() + 32, sizeof version);
  if (version != token[7] || access(machine::AliveFile(pid).c_str(), F_OK) != 0) return ESRCH;
  const Answer denied = AnswerTo(CallOf("kill", pid));
  if (denied.error != 0 && !denied.is_missing) return denied.error;
  if (signal != 0) machine::Log(CallOf("kill ", pid).erase(5, 1) + " " + std::to_string(signal));
  return 0;
}

}  // namespace

machine::Answer machine::MissingSysctl(const std::string& name) {
  // KERN_PROC_PID succeeds and returns nothing, KERN_PROCARGS2 fails.
  if (name.rfind("1.14.1.", 0) == 0) return {0, "", false};
  return {name.rfind("1.49.", 0) == 0 ? EINVAL : ENOENT, "", true};
}

std::optional<size_t> machine::CutSysctl(const std::string&, const std::string&, size_t) { return std::nullopt; }

extern "C" {

int proc_pidinfo(int pid, int flavor, uint64_t argument, void* buffer, int size) {
  const bool is_region = flavor == PROC_PIDREGIONINFO || flavor == PROC_PIDREGIONPATHINFO;
  std::string rest = "/" + std::to_string(is_region ? PROC_PIDREGIONPATHINFO : flavor);
  if (argument != 0 && !is_region) rest += "/" + std::to_string(argument);
  const Answer answer = AnswerTo(CallOf("proc_pidinfo", pid, rest));
  if (answer.error != 0) return Failed(answer.is_missing ? MissingProcess(pid) : answer.error);
  if (is_region) return CopyRegion(answer, argument, buffer, size);
  if (!IsList(flavor) && answer.bytes.size() > static_cast<size_t>(size)) return Failed(ENOMEM);
  return CopyPart(answer, buffer, size);
}

int proc_pidfdinfo(int pid, int fd, int flavor, void* buffer, int size) {
  const std::string rest = "/" + std::to_string(fd) + "/" + std::to_string(flavor);
  const Answer answer = AnswerTo(CallOf("proc_pidfdinfo", pid, rest));
  if (answer.error != 0) return Failed(answer.is_missing ? EBADF : answer.error);
  return CopyPart(answer, buffer, size);
}

int proc_pidpath(int pid, void* buffer, uint32_t size) {
  const Answer answer = AnswerTo(CallOf("proc_pidpath", pid));
  if (answer.error != 0) return Failed(answer.is_missing ? MissingProcess(pid) : answer.error);
  return CopyPart(answer, buffer, static_cast<int>(size));
}

int proc_pid_rusage(int pid, int, rusage_info_t* buffer) {
  const Answer answer = AnswerTo(CallOf("proc_pid_rusage", pid));
  if (answer.error != 0) return Status(answer.is_missing ? MissingProcess(pid) : answer.error);
  CopyPart(answer, buffer, 296);
  return 0;
}

mach_port_t mach_host_self() { return 1; }
mach_port_t mach_task_self() { return 2; }
kern_return_t mach_port_deallocate(mach_port_t, mach_port_t) { return KERN_SUCCESS; }

kern_return_t host_statistics64(mach_port_t, int, integer_t* fields, mach_msg_type_number_t* count) {
  const Answer answer = AnswerTo("host_statistics64");
  if (answer.error != 0) return answer.error == EPERM ? KERN_NO_ACCESS : KERN_FAILURE;
  *count = static_cast<mach_msg_type_number_t>(CopyPart(answer, fields, static_cast<int>(*count * sizeof *fields)) / 4);
  return KERN_SUCCESS;
}

kern_return_t host_processor_info(mach_port_t, int, natural_t* processors, processor_info_array_t* info,
                                  mach_msg_type_number_t* count) {
  const Answer answer = AnswerTo("host_processor_info");
  if (answer.error != 0) return answer.error == EPERM ? KERN_NO_ACCESS : KERN_FAILURE;
  *info = static_cast<integer_t*>(std::malloc(answer.bytes.size() + 1));
  std::memcpy(*info, answer.bytes.data(), answer.bytes.size());
  *count = static_cast<mach_msg_type_number_t>(answer.bytes.size() / sizeof **info);
  *processors = *count / 4;
  return KERN_SUCCESS;
}

kern_return_t vm_deallocate(mach_port_t, vm_address_t address, size_t) {
  std::free(reinterpret_cast<void*>(address));
  return KERN_SUCCESS;
}

int getfsstat(struct statfs* mounts, int size, int) {
  constexpr size_t kSize = 2168;
  const Answer answer = AnswerTo("getfsstat");
  if (answer.error != 0) return Status(answer.error);
  if (!mounts) return static_cast<int>(answer.bytes.size() / kSize);
  return CopyPart(answer, mounts, size) / static_cast<int>(kSize);
}

int __wrap_statfs(const char* path, struct statfs* filesystem) {
  return machine::Fill("statfs/" + machine::Escape(path), filesystem, 2168);
}

int getattrlist(const char* path, void*, void* buffer, size_t size, unsigned) {
  return machine::Fill("getattrlist/" + machine::Escape(path), buffer, size);
}

int __wrap_ioctl(int fd, unsigned long request, void* argument) {
  constexpr unsigned long kGetMedia = 0xc02c6938;
  if (request != kGetMedia) return __real_ioctl(fd, request, argument);
  const Answer answer = AnswerTo(std::string("ioctl/media/") + static_cast<const char*>(argument));
  if (answer.error == 0) CopyPart(answer, argument, 44);
  return Status(answer.error);
}

int gethostuuid(unsigned char* id, const timespec*) { return machine::Fill("gethostuuid", id, sizeof(uuid_t)); }

void uuid_unparse_upper(const uuid_t id, char* text) {
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *text++ = '-';
    text += std::snprintf(text, 3, "%02X", id[i]);
  }
}

char* devname_r(dev_t device, mode_t, char* name, int size) {
  const Answer answer = AnswerTo("devname/" + std::to_string(device));
  if (answer.error != 0) return nullptr;
  name[CopyPart(answer, name, size - 1)] = '\0';
  return name;
}

void* __wrap_dlopen(const char* path, int mode) {
  return std::strstr(path, ".framework/") ? machine::IoKitHandle() : __real_dlopen(path, mode);
}

void* __wrap_dlsym(void* handle, const char* name) {
  if (handle == machine::IoKitHandle()) return machine::FindIoKit(name);
  if (std::strcmp(name, "proc_signal_with_audittoken") != 0) return __real_dlsym(handle, name);
  return reinterpret_cast<void*>(&SignalWithAuditToken);
}

}  // extern "C"
