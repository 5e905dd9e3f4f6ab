#pragma once

#include <functional>
#include <string_view>

#include "../core/collectors.h"

namespace psutil {

void AddCpu(CpuCollectors& collectors);
void AddMemory(MemoryCollectors& collectors);
void AddDisk(DiskCollectors& collectors);
void AddNet(NetCollectors& collectors);
void AddSensors(SensorCollectors& collectors);
void AddLimits(LimitCollectors& collectors);
void AddSystem(SystemCollectors& collectors);
void AddProcess(ProcessCollectors& collectors);
void AddControl(ProcessCollectors& collectors, ProcessWatches& watches);
void AddEvents(ProcessWatches& watches);

/// Bytes of a memory page and clock ticks of a second: this kernel's, unless the host says otherwise.
uint64_t PageSize(const Host& host);
double ClockTick(const Host& host);

/// The CPUs online as sysfs lists them, in order; nothing where it does not.
std::optional<std::vector<int>> ReadOnlineCpus(const Host& host);

/// The clock of each CPU online whose clock is known, in order.
std::vector<CpuFreq> ReadFrequencies(const Host& host);

/// What was done with each disk and partition since boot, and if asked which of them are physical.
std::vector<NamedDiskIoCounters> ReadDiskIo(const Host& host, bool physical);

/// The sockets of a kind and the processes that have them open.
std::vector<Connection> ReadConnections(const Host& host, const std::string& kind, bool namespaces);

/// The addresses and the state of the network interfaces.
std::vector<NamedNicAddress> ReadNicAddresses(const Host& host);
std::vector<NamedNicStats> ReadNicStats(const Host& host);

/// Bytes of RAM; more than any limit where that is not known.
uint64_t ReadMemTotal(const Host& host);

/// What the control groups that a text as of /proc/PID/cgroup names leave of a machine.
Limits ReadLimits(const Host& host, std::string_view groups, const std::string& path);

/// The path of the group among them that limits memory; null without any.
Nullable<std::string> MainGroup(const Host& host, std::string_view groups, const std::string& path);

/// Which machine a host is.
HostInfo ReadHostInfo(const Host& host);

/// The numbers among the entries of a directory, in order: pids in /proc, threads in the directory of those.
std::vector<int> NumbersIn(const std::string& directory);

/// The pids of all processes, in order.
std::vector<int> ReadPids(const Host& host);

/// A process and its children or, recursively, all that descend from it, as `read` reads them with their parent and
/// the number of their threads. They are found from list to list of the kernel. Nothing where to look at all processes
/// costs no more, or where the lists may lack some.
std::optional<std::vector<ProcessRow>> WalkTree(const Host& host, int root, bool recursive,
                                                const std::function<ProcessRow(int pid)>& read);

/// When a host booted, in whole seconds since the epoch, as its kernel says it.
double ReadBootTime(const Host& host);

}  // namespace psutil
