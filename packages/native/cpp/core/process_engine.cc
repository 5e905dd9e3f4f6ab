#include "process_engine.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <future>
#include <set>

namespace psutil {

namespace {

bool HasEnded(const ProcessRow& row) { return row.failure && row.failure->kind == ProcessFailureKind::kGone; }

/// Reads an attribute; false when the process has ended meanwhile.
bool ReadAttribute(const AttributeReader& reader, OpenProcess& process, ProcessRow& row) try {
  reader.read(process, row.info);
  return true;
} catch (const SystemError& error) {
  Failure failure = process.Classify(error.failure);
  if (failure.kind == ProcessFailureKind::kGone) {
    row.failure = std::move(failure);
    return false;
  }
  row.errors.push_back({reader.attribute, std::move(failure)});
  return true;
}

/// Adds an error for each requested attribute that the system does not have.
void AddUnsupported(Attributes unsupported, OpenProcess& process, ProcessRow& row) {
  if (unsupported.bits == 0) return;
  int position = 0;
  ProcessInfo::Fields([&](const char* name, auto, const char*) {
    if (unsupported.Has(position)) {
      row.errors.push_back({position, process.Classify(SystemError(ENOTSUP, name).failure)});
    }
    ++position;
  });
}

void ReadAttributes(const ReadContext& context, Attributes attributes, OpenProcess& process, ProcessRow& row) {
  for (const AttributeReader& reader : context.table.readers) {
    if (attributes.Has(reader.attribute) && !ReadAttribute(reader, process, row)) return;
  }
  AddUnsupported(attributes.Without(context.table.supported), process, row);
}

/// Reads the start and compares it with the expected one. Without an expected start, a process whose start this user
/// may not read is accepted: no other process can be taken for it.
bool Identify(OpenProcess& process, const Target& target, ProcessRow& row) try {
  row.start = process.Start();
  if (std::isnan(target.start) || *row.start == target.start) return true;
  row.failure = process.Reused();
  return false;
} catch (const SystemError& error) {
  Failure failure = process.Classify(error.failure);
  const bool is_missing = failure.code == ENOENT || failure.code == ESRCH;
  const bool is_unreadable = failure.kind == ProcessFailureKind::kUnknown && failure.code != EBADMSG && !is_missing;
  if (is_unreadable && std::isnan(target.start)) return true;
  row.failure = std::move(failure);
  return false;
}

/// Reads a process that the system opens; sets `was_identified` where it needed no check.
ProcessRow ReadOpened(ReadContext& context, const Target& target, Attributes attributes, bool& was_identified) {
  ProcessRow row;
  row.pid = target.pid;
  std::unique_ptr<OpenProcess> process;
  try {
    process = context.Open(target, attributes);
  } catch (const SystemError& error) {
    row.failure = error.failure;
    return row;
  }
  was_identified = process->IsIdentified();
  if (was_identified) row.start = target.start;
  if (!was_identified && !Identify(*process, target, row)) return row;
  ReadAttributes(context, attributes, *process, row);
  context.Close(target, *process, row.failure.has_value());
  return row;
}

ProcessRow ReadProcess(ReadContext& context, const Target& target, Attributes attributes) {
  bool was_identified = false;
  ProcessRow row = ReadOpened(context, target, attributes, was_identified);
  // A kept process that has ended does not show which process has the PID now.
  if (was_identified && row.failure) return ReadOpened(context, target, attributes, was_identified);
  return row;
}

// The number of processes that a thread takes at once, and the number that is worth a second thread.
constexpr size_t kBatch = 16;
constexpr size_t kWorthThread = 256;

/// Calls `work` for each number below `count`, on two threads where that is faster.
template <class Work>
void ForEachBelow(size_t count, Threads threads, Work&& work) {
  std::atomic<size_t> next{0};
  const auto run = [&] {
    for (size_t from = next.fetch_add(kBatch); from < count; from = next.fetch_add(kBatch)) {
      for (size_t i = from; i < std::min(from + kBatch, count); ++i) work(i);
    }
  };
  std::future<void> other;
  try {
    if (threads.most > 1 && count >= kWorthThread) other = std::async(std::launch::async, run);
  } catch (const std::system_error&) {
    // No further thread can be created: this one reads all processes.
  }
  run();
  if (other.valid()) other.get();
}

std::vector<ProcessRow> ReadAll(ReadContext& context, Attributes attributes, Threads threads) {
  const auto pids = context.ListPids();
  context.Divide(pids.size());
  std::vector<ProcessRow> rows(pids.size());
  ForEachBelow(pids.size(), threads, [&](size_t i) { rows[i] = ReadProcess(context, {pids[i], NAN}, attributes); });
  rows.erase(std::remove_if(rows.begin(), rows.end(), HasEnded), rows.end());
  return rows;
}

}  // namespace

AttributeTable::AttributeTable(std::initializer_list<AttributeReader> table) : readers(table) {
  for (const AttributeReader& reader : readers) {
    supported = supported.With(reader.attribute);
    if (reader.comes_with_start) with_start = with_start.With(reader.attribute);
  }
}

void ReadContext::Close(const Target&, OpenProcess&, bool) {}

std::optional<std::vector<ProcessRow>> ReadContext::FindDescendants(int, bool,
                                                                    const std::function<ProcessRow(int pid)>&) {
  return std::nullopt;
}

std::vector<ProcessRow> ReadProcesses(ReadContext& context, Attributes attributes, const Targets& targets,
                                      Threads threads) {
  if (targets.all) return ReadAll(context, attributes, threads);
  context.Divide(targets.list.size());
  std::vector<ProcessRow> rows;
  for (const Target& target : targets.list) rows.push_back(ReadProcess(context, target, attributes));
  return rows;
}

std::vector<ProcessRow> ReadAncestors(ReadContext& context, int pid, Attributes requested) {
  const Attributes attributes = requested.With(FieldIndex(&ProcessInfo::ppid));
  std::vector<ProcessRow> rows;
  // Rows that are read one after the other are not of one moment, and may form a cycle.
  std::set<int> seen;
  for (std::optional<int> next = pid; next && seen.insert(*next).second; next = rows.back().info.ppid) {
    ProcessRow row = ReadProcess(context, {*next, NAN}, attributes);
    if (HasEnded(row)) break;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ProcessRow> ReadDescendants(ReadContext& context, int pid, bool recursive, Attributes requested,
                                        Threads threads) {
  const Attributes attributes =
      requested.With(FieldIndex(&ProcessInfo::ppid)).With(FieldIndex(&ProcessInfo::numThreads));
  const auto read = [&](int each) { return ReadProcess(context, {each, NAN}, attributes); };
  auto rows = context.FindDescendants(pid, recursive, read);
  return rows ? std::move(*rows) : ReadAll(context, attributes, threads);
}

std::unique_ptr<OpenProcess> OpenIdentified(ReadContext& context, const Target& target) {
  // Without a start, no process that was kept open is returned: its end, or the reuse of its PID, would not show.
  std::unique_ptr<OpenProcess> process = context.Open({target.pid, NAN}, context.table.supported);
  ProcessRow row;
  row.pid = target.pid;
  if (!process->IsIdentified() && !Identify(*process, target, row)) throw SystemError(*row.failure);
  return process;
}

}  // namespace psutil
