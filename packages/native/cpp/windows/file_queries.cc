#include "file_queries.h"

#include <winternl.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <thread>
#include <tuple>

#include "../core/error.h"
#include "handle.h"
#include "nt.h"
#include "wide.h"

namespace psutil {

namespace {

constexpr std::chrono::milliseconds kPatience{100};
/// Threads that hang at the same time, in all calls together.
constexpr size_t kMostThreads = 256;
/// Each time all threads hang, their number is multiplied, so that hundreds of pipes take less than a second.
constexpr size_t kGrowth = 4;

/// The PID, start and number of a handle.
using HandleKey = std::tuple<int, uint64_t, uint64_t>;

/// The handles whose queries hang.
class HungHandles {
 public:
  void Insert(const HandleKey& key) {
    const std::lock_guard lock(mutex_);
    keys_.insert(key);
  }
  void Erase(const HandleKey& key) {
    const std::lock_guard lock(mutex_);
    keys_.erase(key);
  }
  bool Contains(const HandleKey& key) {
    const std::lock_guard lock(mutex_);
    return keys_.count(key) > 0;
  }
  size_t size() {
    const std::lock_guard lock(mutex_);
    return keys_.size();
  }

 private:
  std::mutex mutex_;
  std::set<HandleKey> keys_;
};

HungHandles& Hung() {
  static auto& hung = *new HungHandles;  // Never destroyed, as a thread that hangs uses it when it continues.
  return hung;
}

/// Returns the name of an object; empty if it has none.
std::string NameOf(HANDLE object) {
  constexpr auto kObjectNameInformation = static_cast<OBJECT_INFORMATION_CLASS>(1);
  std::vector<uint64_t> buffer(128);  // aligned for UNICODE_STRING
  for (;;) {
    ULONG length = 0;
    const auto size = static_cast<ULONG>(buffer.size() * sizeof(uint64_t));
    const NTSTATUS status = NtQueryObject(object, kObjectNameInformation, buffer.data(), size, &length);
    if (status >= 0) break;
    const bool is_too_small = status == kInfoLengthMismatch || status == kBufferTooSmall || status == kBufferOverflow;
    if (!is_too_small || length <= size) return "";
    buffer.resize(length / sizeof(uint64_t) + 1);
  }
  const auto* name = reinterpret_cast<const UNICODE_STRING*>(buffer.data());
  return name->Buffer ? FromWide({name->Buffer, name->Length / sizeof(wchar_t)}) : "";
}

/// Returns the path of a regular file that is not deleted; otherwise an empty string. May never return.
std::string PathOf(Handle file) {
  if (!file || GetFileType(file.get()) != FILE_TYPE_DISK) return "";
  FILE_STANDARD_INFO info{};
  if (!GetFileInformationByHandleEx(file.get(), FileStandardInfo, &info, sizeof info)) return "";
  return info.Directory || info.DeletePending ? "" : NameOf(file.get());
}

/// The queries of one call.
class FileQueries : public std::enable_shared_from_this<FileQueries> {
 public:
  FileQueries(HANDLE process, const ProcessKey& key, std::vector<uint64_t> handles)
      : process_(process), key_(key), handles_(std::move(handles)) {}

  std::vector<std::string> Run() {
    std::unique_lock lock(mutex_);
    if (!handles_.empty() && StartThreads(1) == 0) throw SystemError(EAGAIN, "CreateThread");
    while (completed_ < handles_.size()) {
      const size_t before = completed_;
      if (progress_.wait_for(lock, kPatience, [&] { return completed_ > before; })) continue;
      if (StartThreads(started_ * (kGrowth - 1)) == 0) break;
    }
    is_closed_ = true;
    for (const uint64_t handle : running_) Hung().Insert(KeyOf(handle));
    return std::move(paths_);
  }

 private:
  HandleKey KeyOf(uint64_t handle) const { return {key_.pid, key_.start, handle}; }

  /// Returns the number of threads that were started.
  size_t StartThreads(size_t wanted) {
    const size_t used = started_ + Hung().size();
    const size_t available = used < kMostThreads ? kMostThreads - used : 0;
    size_t count = 0;
    try {
      for (const size_t most = std::min({wanted, available, handles_.size() - next_}); count < most; ++count) {
        std::thread([self = shared_from_this()] { self->Work(); }).detach();
      }
    } catch (const std::system_error&) {
      // The system has no more threads; those that exist continue.
    }
    started_ += count;
    return count;
  }

  void Work() {
    std::unique_lock lock(mutex_);
    while (!is_closed_ && next_ < handles_.size()) {
      const uint64_t number = handles_[next_++];
      Handle file = Duplicate(number);
      running_.insert(number);
      lock.unlock();
      std::string path = PathOf(std::move(file));
      lock.lock();
      Finish(number, std::move(path));
    }
  }

  void Finish(uint64_t number, std::string path) {
    if (is_closed_) {
      Hung().Erase(KeyOf(number));
      return;
    }
    running_.erase(number);
    ++completed_;
    if (!path.empty()) paths_.push_back(std::move(path));
    progress_.notify_one();
  }

  /// The process stays open until the call ends, which closes the queries first.
  Handle Duplicate(uint64_t number) const {
    HANDLE copy = nullptr;
    const auto source = reinterpret_cast<HANDLE>(static_cast<uintptr_t>(number));
    DuplicateHandle(process_, source, GetCurrentProcess(), &copy, 0, FALSE, DUPLICATE_SAME_ACCESS);
    return Handle(copy);
  }

  const HANDLE process_;
  const ProcessKey key_;
  const std::vector<uint64_t> handles_;
  std::mutex mutex_;
  std::condition_variable progress_;
  size_t next_ = 0;
  size_t completed_ = 0;
  size_t started_ = 0;
  bool is_closed_ = false;
  std::set<uint64_t> running_;
  std::vector<std::string> paths_;
};

}  // namespace

std::vector<std::string> QueryFilePaths(HANDLE process, const ProcessKey& key, const std::vector<uint64_t>& handles) {
  std::vector<uint64_t> queried;
  for (const uint64_t handle : handles) {
    if (!Hung().Contains({key.pid, key.start, handle})) queried.push_back(handle);
  }
  return std::make_shared<FileQueries>(process, key, std::move(queried))->Run();
}

}  // namespace psutil
