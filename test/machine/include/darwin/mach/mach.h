#pragma once

#include <stddef.h>
#include <stdint.h>

typedef uint32_t mach_port_t;
typedef int kern_return_t;
typedef int integer_t;
typedef unsigned natural_t;
typedef unsigned mach_msg_type_number_t;
typedef integer_t* processor_info_array_t;
typedef uintptr_t vm_address_t;

#define KERN_SUCCESS 0
#define KERN_PROTECTION_FAILURE 2
#define KERN_FAILURE 5
#define KERN_NO_ACCESS 8
#define PROCESSOR_CPU_LOAD_INFO 2
#define HOST_VM_INFO64 4
#define HOST_INFO_MAX 1024

extern "C" {
mach_port_t mach_host_self();
mach_port_t mach_task_self();
kern_return_t mach_port_deallocate(mach_port_t task, mach_port_t port);
kern_return_t host_statistics64(mach_port_t host, int flavor, integer_t* fields, mach_msg_type_number_t* count);
kern_return_t host_processor_info(mach_port_t host, int flavor, natural_t* processors, processor_info_array_t* info,
                                  mach_msg_type_number_t* count);
kern_return_t vm_deallocate(mach_port_t task, vm_address_t address, size_t size);
}
