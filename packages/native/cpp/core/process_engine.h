#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <type_traits>

#include "process.h"
#include "read_budget.h"

// The part of reading processes that is the same on every system: listing them, checking that a PID still belongs to
// the expected process, reading a table of attributes, and collecting the errors of those that cannot be read. A system
// supplies an OpenProcess, a ReadContext and a table of attribute readers.

namespace psutil {

/// A process that is being read. The class of a system holds the object that binds its reads to that process: a
/// directory descriptor, a handle or a row of a table.
class OpenProcess {
 public:
  virtual ~OpenProcess() = default;

  /// Returns the start of the process: with the PID, its identity. Throws SystemError.
  virtual double Start() = 0;

  /// Whether the identity was checked when the process was opened, as for one that the system kept open.
  virtual bool IsIdentified() const { return false; }

  /// Adds to the failure of a read whether the process has ended or is a zombie.
  virtual Failure Classify(Failure failure) = 0;

  /// Returns the failure of a read that showed that the PID belongs to another process.
  virtual Failure Reused() const = 0;
};

/// Reads one attribute of an open process.
struct AttributeReader {
  int attribute;
  /// Whether Start() has read everything that the attribute needs.
  bool comes_with_start;
  void (*read)(OpenProcess& from, ProcessInfo& to);
};

template <class Method>
struct ClassOf;
template <class Class, class Value>
struct ClassOf<Value (Class::*)()> {
  using Type = Class;
};

/// Makes a reader of a field of ProcessInfo and the method of a system's process class that returns its value.
template <auto field, auto method>
AttributeReader ReadBy(bool comes_with_start = false) {
  using Process = typename ClassOf<decltype(method)>::Type;
  return {FieldIndex(field), comes_with_start,
          [](OpenProcess& from, ProcessInfo& to) { (to.*field).emplace((static_cast<Process&>(from).*method)()); }};
}

/// The attributes that a system reads, in the order in which they are read.
struct AttributeTable {
  AttributeTable(std::initializer_list<AttributeReader> table);

  std::vector<AttributeReader> readers;
  Attributes supported;
  /// Those that need no more than Start().
  Attributes with_start;
};

/// The state that all processes read in one call share, and the system's access to them. It is used by several threads.
class ReadContext {
 public:
  explicit ReadContext(const AttributeTable& attributes) : table(attributes) {}
  virtual ~ReadContext() = default;

  /// Returns the PIDs of all processes, ascending. Throws SystemError.
  virtual std::vector<int> ListPids() = 0;

  /// Opens a process to read some attributes. Throws SystemError whose failure is classified.
  virtual std::unique_ptr<OpenProcess> Open(const Target& target, Attributes attributes) = 0;

  /// Takes a process back after its attributes were read. A system may keep it open for the next call.
  virtual void Close(const Target& target, OpenProcess& process, bool has_ended);

  /// Returns a process and its children, or all its descendants, where the system finds them without listing all
  /// processes; nothing where it cannot, or where listing costs no more.
  virtual std::optional<std::vector<ProcessRow>> FindDescendants(int pid, bool recursive,
                                                                 const std::function<ProcessRow(int pid)>& read);

  /// Sets the number of processes that the call reads.
  void Divide(size_t processes) {
    arguments.Divide(processes);
    lists.Divide(processes);
  }

  const AttributeTable& table;
  ReadBudget arguments{8 * kMebibyte};  // of command lines and of environments
  ReadBudget lists{64 * kMebibyte};     // of all other values
};

/// Reads attributes of all processes, or of those that are listed. Processes that end meanwhile are left out of all.
std::vector<ProcessRow> ReadProcesses(ReadContext& context, Attributes attributes, const Targets& targets,
                                      Threads threads);

/// Reads attributes of a process, of its parent, of the parent's parent and so on.
std::vector<ProcessRow> ReadAncestors(ReadContext& context, int pid, Attributes attributes);

/// Reads attributes of a process and its children or descendants, and possibly of other processes.
std::vector<ProcessRow> ReadDescendants(ReadContext& context, int pid, bool recursive, Attributes attributes,
                                        Threads threads);

/// Opens a process whose identity is checked. Throws SystemError where it has ended or the PID was reused.
std::unique_ptr<OpenProcess> OpenIdentified(ReadContext& context, const Target& target);

/// Returns what `read` returns of a process whose identity is checked. A failure is classified.
template <class Process, class Read>
auto ReadIdentified(ReadContext& context, const Target& target, Read&& read) {
  const std::unique_ptr<OpenProcess> process = OpenIdentified(context, target);
  try {
    return read(static_cast<Process&>(*process));
  } catch (const SystemError& error) {
    throw SystemError(process->Classify(error.failure));
  }
}

/// Fills in the collectors that the engine implements over a system's context, which is made from a host and a kind
/// of sockets and has a static `Table()`.
template <class Context>
void AddProcessEngine(ProcessCollectors& collectors) {
  collectors.attributes = Context::Table().supported;
  collectors.pids = [](const Host& host) { return Context(host).ListPids(); };
  collectors.processes = [](const Host& host, Attributes attributes, const Targets& targets, const SocketKind& kind,
                            Threads threads) {
    Context context(host, kind.name);
    return ReadProcesses(context, attributes, targets, threads);
  };
  collectors.processAncestors = [](const Host& host, int pid, Attributes attributes) {
    Context context(host);
    return ReadAncestors(context, pid, attributes);
  };
  collectors.processDescendants = [](const Host& host, int pid, bool recursive, Attributes attributes,
                                     Threads threads) {
    Context context(host);
    return ReadDescendants(context, pid, recursive, attributes, threads);
  };
}

}  // namespace psutil
