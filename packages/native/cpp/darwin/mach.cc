#include "mach.h"

#include <mach/mach.h>

#include <array>
#include <cerrno>

#include "../core/error.h"

namespace psutil {

namespace {

/// The port of this host, which is released with its owner: each mach_host_self() adds a reference.
class HostPort {
 public:
  HostPort() : port_(mach_host_self()) {}
  HostPort(const HostPort&) = delete;
  HostPort& operator=(const HostPort&) = delete;
  ~HostPort() { mach_port_deallocate(mach_task_self(), port_); }

  mach_port_t get() const { return port_; }

 private:
  const mach_port_t port_;
};

/// Translates a kern_return_t.
void CheckMach(kern_return_t result, const char* call) {
  if (result == KERN_SUCCESS) return;
  const bool is_denied = result == KERN_NO_ACCESS || result == KERN_PROTECTION_FAILURE;
  throw SystemError(is_denied ? EPERM : EIO, call);
}

}  // namespace

std::string ReadVmStatistics() {
  const HostPort host;
  std::array<integer_t, HOST_INFO_MAX> fields{};
  mach_msg_type_number_t count = HOST_INFO_MAX;
  CheckMach(host_statistics64(host.get(), HOST_VM_INFO64, fields.data(), &count), "host_statistics64");
  return std::string(reinterpret_cast<const char*>(fields.data()), count * sizeof(integer_t));
}

std::string ReadProcessorTicks() {
  const HostPort host;
  natural_t processors = 0;
  processor_info_array_t info = nullptr;
  mach_msg_type_number_t count = 0;
  CheckMach(host_processor_info(host.get(), PROCESSOR_CPU_LOAD_INFO, &processors, &info, &count),
            "host_processor_info");
  const size_t size = count * sizeof(integer_t);
  std::string bytes(reinterpret_cast<const char*>(info), size);
  vm_deallocate(mach_task_self(), reinterpret_cast<vm_address_t>(info), size);
  return bytes;
}

}  // namespace psutil
