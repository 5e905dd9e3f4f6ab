#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../core/process_info.h"
#include "proc_structs.h"

namespace psutil {

/// Returns a time in seconds.
double SecondsOf(const ProcTime& time);

/// Returns the start of a process since boot, in microseconds, which no change of the clock moves. Throws SystemError.
double StartOf(const ProcUsage& usage);

/// Whether psinfo is of a process that has ended and was not waited for.
bool IsZombie(const ProcInfo& info);

/// Whether psinfo is of a process of the kernel, which has no arguments and no address space.
bool IsKernelProcess(const ProcInfo& info);

/// Returns the state by the one of the representative thread.
ProcessStatus StatusOf(const ProcInfo& info);

/// Returns the nice value; 0 in the scheduling classes without one.
int NiceOf(const ProcInfo& info);

/// Returns the name of a process.
std::string NameOf(const ProcInfo& info);

/// Returns the arguments as far as psinfo holds them, split at spaces: where the address space cannot be read.
StringList ArgumentsOf(const ProcInfo& info);

/// Returns the memory usage.
ProcessMemory MemoryOf(const ProcInfo& info);

/// Returns the CPU times; those of children are in status only.
ProcessCpuTimes CpuTimesOf(const ProcUsage& usage);

/// Parses lusage: the threads, by ID. The times of threads that have ended are left out. Throws SystemError.
std::vector<ThreadTimes> ParseThreads(std::string_view bytes);

/// Parses xmap: the mappings, with the names that /proc/PID/path has, or names such as `[heap]`. Throws SystemError.
std::vector<MappedRegion> ParseMappings(std::string_view bytes, const ProcStatus& status);

/// Returns the address of each string from an array of pointers up to a null pointer, in the data model of a process.
std::vector<uint64_t> ParsePointers(std::string_view bytes, bool is_64_bit);

/// Returns the size of a pointer in the data model of a process.
size_t PointerSize(const ProcInfo& info);

}  // namespace psutil
