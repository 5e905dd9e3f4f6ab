#include "darwin_process.h"
#include "proc_info.h"

namespace psutil {

namespace {

/// PROC_PIDLISTTHREADIDS of the kernel, which its headers leave out. Other lists have addresses instead of IDs.
constexpr int kListThreadIds = 28;

// Bytes of a list that most processes do not exceed.
constexpr size_t kExpectedThreads = 64 * sizeof(uint64_t);
constexpr size_t kExpectedDescriptors = 256 * descriptor_offset::kSize;

}  // namespace

const std::vector<Descriptor>& DarwinProcess::Descriptors() {
  if (!descriptors_) {
    auto descriptors = ParseDescriptors(ReadProcInfoList(pid_, PROC_PIDLISTFDS, kExpectedDescriptors));
    EnsureSame();
    descriptors_ = std::move(descriptors);
  }
  return *descriptors_;
}

std::vector<OpenFile> DarwinProcess::OpenFiles() {
  std::vector<OpenFile> files;
  for (const Descriptor& each : Descriptors()) {
    if (each.type != DescriptorType::kFile) continue;
    const auto bytes = FindDescriptorInfo(pid_, each.number, PROC_PIDFDVNODEPATHINFO, file_offset::kSize);
    auto file = bytes ? ParseOpenFile(*bytes, each.number) : std::nullopt;
    if (!file) continue;
    if (!lists_.Take(sizeof(OpenFile) + file->path.size())) break;
    files.push_back(std::move(*file));
  }
  EnsureSame();
  return files;
}

std::vector<ThreadTimes> DarwinProcess::Threads() {
  std::vector<ThreadTimes> threads;
  const std::string ids = ReadProcInfoList(pid_, kListThreadIds, kExpectedThreads);
  for (size_t at = 0; at + sizeof(uint64_t) <= ids.size(); at += sizeof(uint64_t)) {
    const auto id = ReadAt<uint64_t>(ids, at);
    std::string bytes(thread_offset::kSize, '\0');
    const auto size = static_cast<int>(bytes.size());
    // The thread may have ended meanwhile.
    if (proc_pidinfo(pid_, PROC_PIDTHREADID64INFO, id, bytes.data(), size) < size) continue;
    if (!lists_.Take(sizeof(ThreadTimes))) break;
    threads.push_back(ParseThread(bytes, id));
  }
  EnsureSame();
  return threads;
}

}  // namespace psutil
