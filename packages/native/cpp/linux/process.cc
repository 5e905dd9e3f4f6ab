#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cmath>
#include <functional>
#include <future>
#include <set>

#include "linux.h"
#include "parse.h"
#include "process_reader.h"

namespace psutil {

namespace {

/// Which files tell of an attribute.
enum Source { kStat, kOthers };

struct AttributeReader {
  int attribute;
  Source source;
  void (*read)(ProcessReader& from, ProcessInfo& to);
};

template <auto attribute, auto reader>
AttributeReader Read(Source source = kOthers) {
  return {FieldIndex(attribute), source,
          [](ProcessReader& from, ProcessInfo& to) { (to.*attribute).emplace(std::invoke(reader, from)); }};
}

/// How each attribute is read. One that is missing here is not supported on Linux.
const AttributeReader kReadings[] = {
    Read<&ProcessInfo::createTime, &ProcessReader::CreateTime>(kStat),
    Read<&ProcessInfo::ppid, &ProcessReader::Ppid>(kStat),
    Read<&ProcessInfo::name, &ProcessReader::Name>(kStat),
    Read<&ProcessInfo::exe, &ProcessReader::Exe>(),
    Read<&ProcessInfo::cmdline, &ProcessReader::Cmdline>(),
    Read<&ProcessInfo::environ_, &ProcessReader::Environ>(),
    Read<&ProcessInfo::cwd, &ProcessReader::Cwd>(),
    Read<&ProcessInfo::status, &ProcessReader::Status>(kStat),
    Read<&ProcessInfo::isKernelProcess, &ProcessReader::IsKernelProcess>(kStat),
    Read<&ProcessInfo::username, &ProcessReader::Username>(),
    Read<&ProcessInfo::uids, &ProcessReader::Uids>(),
    Read<&ProcessInfo::gids, &ProcessReader::Gids>(),
    Read<&ProcessInfo::terminal, &ProcessReader::Terminal>(kStat),
    Read<&ProcessInfo::processGroup, &ProcessReader::ProcessGroup>(kStat),
    Read<&ProcessInfo::sessionId, &ProcessReader::SessionId>(kStat),
    Read<&ProcessInfo::nice, &ProcessReader::Nice>(kStat),
    Read<&ProcessInfo::ionice, &ProcessReader::Ionice>(),
    Read<&ProcessInfo::ioCounters, &ProcessReader::IoCounters>(),
    Read<&ProcessInfo::numCtxSwitches, &ProcessReader::NumCtxSwitches>(),
    Read<&ProcessInfo::pageFaults, &ProcessReader::Faults>(kStat),
    Read<&ProcessInfo::numThreads, &ProcessReader::NumThreads>(kStat),
    Read<&ProcessInfo::threads, &ProcessReader::Threads>(),
    Read<&ProcessInfo::openFiles, &ProcessReader::OpenFiles>(),
    Read<&ProcessInfo::connections, &ProcessReader::Connections>(),
    Read<&ProcessInfo::numFds, &ProcessReader::NumFds>(),  // which are known now, if they had to be listed
    Read<&ProcessInfo::cpuTimes, &ProcessReader::CpuTimes>(kStat),
    Read<&ProcessInfo::cpuNum, &ProcessReader::CpuNum>(kStat),
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
bool ReadAttribute(const AttributeReader& reading, ProcessReader& process, ProcessRow& row) try {
  reading.read(process, row.info);
  return true;
} catch (const SystemError& error) {
  Failure failure = process.Classify(error.failure);
  const bool gone = failure.kind == ProcessFailureKind::kGone;
  if (gone) {
    row.failure = std::move(failure);
  } else {
    row.refused.push_back({reading.attribute, std::move(failure)});
  }
  return !gone;
}

/// The attributes that some files tell of.
Attributes AttributesIn(std::initializer_list<Source> sources) {
  Attributes attributes;
  for (const AttributeReader& reading : kReadings) {
    const bool is_one = std::find(sources.begin(), sources.end(), reading.source) != sources.end();
    if (is_one) attributes = attributes.With(reading.attribute);
  }
  return attributes;
}

const Attributes kInStat = AttributesIn({kStat});
const Attributes kSupported = AttributesIn({kStat, kOthers});

/// Notes the start ticks and compares them with those that the process must have. Where stat is closed to us there
/// is nothing to note, and nobody to mistake if none was expected.
bool Identify(ProcessReader& process, const Target& target, ProcessRow& row) try {
  row.start = static_cast<double>(process.Stat().startTicks);
  if (std::isnan(target.start) || *row.start == target.start) return true;
  row.failure = process.Ended(ProcessFailureKind::kReused);
  return false;
} catch (const SystemError& error) {
  Failure failure = process.Classify(error.failure);
  const bool is_closed =
      failure.kind == ProcessFailureKind::kUnknown && failure.code != EBADMSG && !IsMissing(failure.code);
  if (is_closed && std::isnan(target.start)) return true;
  row.failure = std::move(failure);
  return false;
}

/// What was asked and is none of the readings is not supported here.
void RefuseOthers(Attributes attributes, ProcessReader& process, ProcessRow& row) {
  const Attributes others = attributes.Without(kSupported);
  if (others.bits == 0) return;
  int position = 0;
  ProcessInfo::Fields([&](const char* name, auto, const char*) {
    if (others.Has(position)) row.refused.push_back({position, process.Classify(SystemError(ENOTSUP, name).failure)});
    ++position;
  });
}

void ReadAttributes(ProcessReader& process, Attributes attributes, ProcessRow& row) {
  for (const AttributeReader& reading : kReadings) {
    if (attributes.Has(reading.attribute) && !ReadAttribute(reading, process, row)) return;
  }
  RefuseOthers(attributes, process, row);
}

/// Opens the directory of a process, where more of it is read than stat, which then is read there as well.
bool Open(ProcessReader& process, Attributes attributes, ProcessRow& row) try {
  if (attributes.Without(kInStat).bits != 0) process.Opened();
  return true;
} catch (const SystemError& error) {
  row.failure = process.Classify(error.failure);
  return false;
}

ProcessRow ReadProcess(ReadContext& context, const Target& target, Attributes attributes) {
  ProcessRow row;
  row.pid = target.pid;
  ProcessReader process(context, target.pid);
  if (!Open(process, attributes, row) || !Identify(process, target, row)) return row;
  ReadAttributes(process, attributes, row);
  if (context.host.IsLocal() && !row.failure) ProcessDirCache::Local().Keep(target, process.directory());
  return row;
}

/// The same of a process that may be known: then nothing is read of it but what was asked.
ProcessRow ReadTarget(ReadContext& context, const Target& target, Attributes attributes) {
  const bool may_be_known = context.host.IsLocal() && attributes.bits != 0;
  auto directory = may_be_known ? ProcessDirCache::Local().Find(target) : nullptr;
  if (!directory) return ReadProcess(context, target, attributes);
  ProcessRow row;
  row.pid = target.pid;
  row.start = target.start;
  ProcessReader process(context, target.pid, std::move(directory));
  ReadAttributes(process, attributes, row);
  if (!row.failure) return row;
  ProcessDirCache::Local().Forget(target);
  return ReadProcess(context, target, attributes);  // which finds out who has its pid now
}

// What a thread takes at once, and how many processes are worth a second thread.
constexpr size_t kPiece = 16;
constexpr size_t kWorthThread = 256;

/// Calls `work` for each number below `count`, on two threads where that is worth it.
template <class Work>
void ForEachBelow(size_t count, Threads threads, Work&& work) {
  std::atomic<size_t> next{0};
  const auto run = [&] {
    for (size_t from = next.fetch_add(kPiece); from < count; from = next.fetch_add(kPiece)) {
      for (size_t i = from; i < std::min(from + kPiece, count); ++i) work(i);
    }
  };
  std::future<void> other;
  try {
    if (threads.most > 1 && count >= kWorthThread) other = std::async(std::launch::async, run);
  } catch (const std::system_error&) {
    // There can be no more threads: one does it all.
  }
  run();
  if (other.valid()) other.get();
}

bool HasEnded(const ProcessRow& row) { return row.failure && row.failure->kind == ProcessFailureKind::kGone; }

std::vector<ProcessRow> ReadAll(ReadContext& context, Attributes attributes, Threads threads) {
  const auto pids = ReadPids(context.host);
  if (context.host.IsLocal()) ProcessDirCache::Local().ForgetOthers(pids);
  std::vector<ProcessRow> rows(pids.size());
  ForEachBelow(pids.size(), threads, [&](size_t i) { rows[i] = ReadProcess(context, {pids[i], NAN}, attributes); });
  rows.erase(std::remove_if(rows.begin(), rows.end(), HasEnded), rows.end());  // after its pid was listed
  return rows;
}

std::vector<ProcessRow> ReadProcesses(const Host& host, Attributes attributes, const Targets& targets,
                                      const SocketKind& kind, Threads threads) {
  ReadContext context(host, kind.name);
  if (targets.all) return ReadAll(context, attributes, threads);
  std::vector<ProcessRow> rows;
  for (const Target& target : targets.list) rows.push_back(ReadTarget(context, target, attributes));
  return rows;
}

std::vector<ProcessRow> ReadAncestors(const Host& host, int pid, Attributes asked) {
  ReadContext context(host);
  const Attributes attributes = asked.With(FieldIndex(&ProcessInfo::ppid));
  std::vector<ProcessRow> rows;
  // Read one after the other, they are not of one moment, and may show a circle.
  std::set<int> seen{0};
  for (int next = pid; seen.insert(next).second; next = rows.back().info.ppid.value_or(0)) {
    ProcessRow row = ReadProcess(context, {next, NAN}, attributes);
    if (HasEnded(row)) break;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ProcessRow> ReadDescendants(const Host& host, int pid, bool recursive, Attributes asked, Threads threads) {
  ReadContext context(host);
  const Attributes attributes = asked.With(FieldIndex(&ProcessInfo::ppid)).With(FieldIndex(&ProcessInfo::numThreads));
  const auto read = [&](int each) { return ReadProcess(context, {each, NAN}, attributes); };
  // What was captured of a machine may be of several moments.
  auto rows = host.IsLocal() ? WalkTree(host, pid, recursive, read) : std::nullopt;
  return rows ? std::move(*rows) : ReadAll(context, attributes, threads);
}

std::vector<MappedRegion> ReadMemoryMaps(const Host& host, const Target& target) {
  ReadContext context(host);
  return ReadIdentified(context, target, [](ProcessReader& process) { return process.MemoryRegions(); });
}

std::vector<Connection> ReadProcessConnections(const Host& host, const Target& target, const std::string& kind) {
  ReadContext context(host, kind);
  return ReadIdentified(context, target, [](ProcessReader& process) { return process.Connections(); });
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

ProcessReader IdentifiedProcess(ReadContext& context, const Target& target) {
  ProcessReader process(context, target.pid);
  ProcessRow row;
  if (!Open(process, kSupported, row) || !Identify(process, target, row)) throw SystemError(*row.failure);
  return process;
}

std::vector<int> NumbersIn(const std::string& directory) {
  std::vector<int> numbers;
  ForEachEntry(directory, [&](const char* name) {
    const auto number = ParseNumber(name);
    if (number && *number <= INT_MAX) numbers.push_back(static_cast<int>(*number));
  });
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::vector<int> ReadPids(const Host& host) { return NumbersIn(host.proc); }

void AddProcess(ProcessCollectors& collectors) {
  collectors.pids = ReadPids;
  collectors.pidExists = PidExists;
  collectors.processes = ReadProcesses;
  collectors.processAncestors = ReadAncestors;
  collectors.processDescendants = ReadDescendants;
  collectors.processMemoryMaps = ReadMemoryMaps;
  collectors.processConnections = ReadProcessConnections;
}

}  // namespace psutil
