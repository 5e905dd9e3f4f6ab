#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cmath>
#include <functional>

#include "linux.h"
#include "process_reader.h"
#include "text.h"

namespace {

struct Reading {
  int attribute;
  void (*read)(ProcessReader& from, ProcessInfo& to);
};

template <auto attribute, auto reader>
Reading Read() {
  return {FieldIndex(attribute),
          [](ProcessReader& from, ProcessInfo& to) { (to.*attribute).emplace(std::invoke(reader, from)); }};
}

/// How each attribute is read. One that is missing here is not supported on Linux.
const Reading kReadings[] = {
    Read<&ProcessInfo::createTime, &ProcessReader::CreateTime>(),
    Read<&ProcessInfo::ppid, &ProcessReader::Ppid>(),
    Read<&ProcessInfo::name, &ProcessReader::Name>(),
    Read<&ProcessInfo::exe, &ProcessReader::Exe>(),
    Read<&ProcessInfo::cmdline, &ProcessReader::Cmdline>(),
    Read<&ProcessInfo::environ_, &ProcessReader::Environ>(),
    Read<&ProcessInfo::cwd, &ProcessReader::Cwd>(),
    Read<&ProcessInfo::status, &ProcessReader::Status>(),
    Read<&ProcessInfo::username, &ProcessReader::Username>(),
    Read<&ProcessInfo::uids, &ProcessReader::Uids>(),
    Read<&ProcessInfo::gids, &ProcessReader::Gids>(),
    Read<&ProcessInfo::terminal, &ProcessReader::Terminal>(),
    Read<&ProcessInfo::processGroup, &ProcessReader::ProcessGroup>(),
    Read<&ProcessInfo::sessionId, &ProcessReader::SessionId>(),
    Read<&ProcessInfo::nice, &ProcessReader::Nice>(),
    Read<&ProcessInfo::ionice, &ProcessReader::Ionice>(),
    Read<&ProcessInfo::ioCounters, &ProcessReader::IoCounters>(),
    Read<&ProcessInfo::numCtxSwitches, &ProcessReader::NumCtxSwitches>(),
    Read<&ProcessInfo::pageFaults, &ProcessReader::Faults>(),
    Read<&ProcessInfo::numThreads, &ProcessReader::NumThreads>(),
    Read<&ProcessInfo::threads, &ProcessReader::Threads>(),
    Read<&ProcessInfo::openFiles, &ProcessReader::OpenFiles>(),
    Read<&ProcessInfo::connections, &ProcessReader::Connections>(),
    Read<&ProcessInfo::numFds, &ProcessReader::NumFds>(),  // which are known now, if they had to be listed
    Read<&ProcessInfo::cpuTimes, &ProcessReader::CpuTimes>(),
    Read<&ProcessInfo::cpuNum, &ProcessReader::CpuNum>(),
    Read<&ProcessInfo::cpuAffinity, &ProcessReader::CpuAffinity>(),
    Read<&ProcessInfo::memoryInfo, &ProcessReader::MemoryInfo>(),
    Read<&ProcessInfo::memoryInfoEx, &ProcessReader::MemoryInfoEx>(),
    Read<&ProcessInfo::memoryFullInfo, &ProcessReader::MemoryFullInfo>(),
    Read<&ProcessInfo::memoryPercent, &ProcessReader::MemoryPercent>(),
    Read<&ProcessInfo::memoryMaps, &ProcessReader::MemoryMaps>(),
    Read<&ProcessInfo::cgroup, &ProcessReader::Cgroup>(),
    Read<&ProcessInfo::container, &ProcessReader::Container>(),
    Read<&ProcessInfo::limits, &ProcessReader::GroupLimits>(),
};

/// Reads an attribute; false when the process has gone meanwhile.
bool ReadAttribute(const Reading& reading, ProcessReader& process, ProcessRow& row) try {
  reading.read(process, row.info);
  return true;
} catch (const SystemError& error) {
  Failure failure = process.Explain(error.failure);
  const bool gone = failure.fate == Fate::kGone;
  if (gone) {
    row.failure = std::move(failure);
  } else {
    row.refused.push_back({reading.attribute, std::move(failure)});
  }
  return !gone;
}

/// Notes the start ticks and compares them with those that the process must have. Where stat is closed to us there
/// is nothing to note, and nobody to mistake if none was expected.
bool Identify(ProcessReader& process, const Target& target, ProcessRow& row) try {
  row.startTicks = static_cast<double>(process.Stat().startTicks);
  if (std::isnan(target.startTicks) || *row.startTicks == target.startTicks) return true;
  row.failure = process.Reused();
  return false;
} catch (const SystemError& error) {
  Failure failure = process.Explain(error.failure);
  if (std::isnan(target.startTicks) && failure.fate == Fate::kUnknown && failure.code != EBADMSG) return true;
  row.failure = std::move(failure);
  return false;
}

/// What was asked and is none of the readings is not supported here.
void RefuseOthers(Attributes attributes, ProcessReader& process, ProcessRow& row) {
  for (const Reading& reading : kReadings) attributes.bits &= ~(uint64_t{1} << reading.attribute);
  int position = 0;
  ProcessInfo::Fields([&](const char* name, auto, const char*) {
    if (attributes.Has(position))
      row.refused.push_back({position, process.Explain(SystemError(ENOTSUP, name).failure)});
    ++position;
  });
}

Failure WithoutFolder(Failure failure, int pid) {
  failure.pid = pid;
  if (IsMissing(failure.code)) failure.fate = Fate::kGone;
  return failure;
}

ProcessRow ReadProcess(Snapshot& snapshot, const Target& target, Attributes attributes) {
  ProcessRow row;
  row.pid = target.pid;
  try {
    ProcessReader process(snapshot, target.pid);
    if (!Identify(process, target, row)) return row;
    for (const Reading& reading : kReadings) {
      if (attributes.Has(reading.attribute) && !ReadAttribute(reading, process, row)) return row;
    }
    RefuseOthers(attributes, process, row);
  } catch (const SystemError& error) {  // there is no such folder
    row.failure = WithoutFolder(error.failure, target.pid);
  }
  return row;
}

std::vector<ProcessRow> ReadProcesses(const Host& host, Attributes attributes, const Targets& targets,
                                      const SocketKind& kind) {
  Snapshot snapshot(host, kind.name);
  std::vector<ProcessRow> rows;
  for (const Target& target : targets.list) rows.push_back(ReadProcess(snapshot, target, attributes));
  if (!targets.all) return rows;
  for (const int pid : ReadPids(host)) {
    ProcessRow row = ReadProcess(snapshot, {pid, NAN}, attributes);
    const bool ended = row.failure && row.failure->fate == Fate::kGone;  // after its pid was listed
    if (!ended) rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<MappedRegion> ReadMemoryMaps(const Host& host, const Target& target) {
  Snapshot snapshot(host);
  return ReadOne(snapshot, target, [](ProcessReader& process) { return process.MemoryRegions(); });
}

std::vector<Connection> ReadProcessConnections(const Host& host, const Target& target, const std::string& kind) {
  Snapshot snapshot(host, kind);
  return ReadOne(snapshot, target, [](ProcessReader& process) { return process.Connections(); });
}

/// A signal 0 to a thread group by its leader reaches no thread but that: the tid of another thread is no pid.
bool LocalPidExists(int pid) { return syscall(SYS_tgkill, pid, pid, 0) == 0 || errno == EPERM; }

bool PidExists(const Host& host, int pid) {
  if (pid <= 0) return false;
  if (host.IsLocal()) return LocalPidExists(pid);
  const auto pids = ReadPids(host);
  return std::binary_search(pids.begin(), pids.end(), pid);
}

}  // namespace

ProcessReader IdentifiedProcess(Snapshot& snapshot, const Target& target) {
  try {
    ProcessReader process(snapshot, target.pid);
    ProcessRow row;
    if (Identify(process, target, row)) return process;
    throw SystemError(*row.failure);
  } catch (const SystemError& error) {
    throw SystemError(error.failure.fate == Fate::kUnknown ? WithoutFolder(error.failure, target.pid) : error.failure);
  }
}

std::vector<int> ReadPids(const Host& host) {
  std::vector<int> pids;
  ForEachEntry(host.proc, [&](const char* name) {
    const auto pid = ParseNumber(name);
    if (pid && *pid <= INT_MAX) pids.push_back(static_cast<int>(*pid));
  });
  std::sort(pids.begin(), pids.end());
  return pids;
}

void AddProcess(ProcessCollectors& collectors) {
  collectors.pids = ReadPids;
  collectors.pidExists = PidExists;
  collectors.processes = ReadProcesses;
  collectors.processMemoryMaps = ReadMemoryMaps;
  collectors.processConnections = ReadProcessConnections;
}
