#include "file_parser.h"

#include "../core/bytes.h"

namespace psutil {

namespace {

// FREAD, FWRITE and O_APPEND of sys/fcntl.h: the kernel has other flags than those that a program passes.
constexpr uint32_t kFileReads = 1, kFileWrites = 2, kFileAppends = 8;

// S_IFMT and S_IFREG of sys/stat.h.
constexpr uint16_t kFileTypeMask = 0170000, kRegularFile = 0100000;

FileMode FileModeOf(uint32_t flags) {
  const bool appends = (flags & kFileAppends) != 0;
  if (!(flags & kFileWrites)) return FileMode::kRead;
  if (flags & kFileReads) return appends ? FileMode::kReadAppend : FileMode::kReadWrite;
  return appends ? FileMode::kAppend : FileMode::kWrite;
}

}  // namespace

std::vector<Descriptor> ParseDescriptors(std::string_view bytes) {
  using namespace descriptor_offset;
  std::vector<Descriptor> descriptors;
  for (; bytes.size() >= kSize; bytes.remove_prefix(kSize)) {
    descriptors.push_back(
        {ReadAt<int32_t>(bytes, kNumber), static_cast<DescriptorType>(ReadAt<uint32_t>(bytes, kType))});
  }
  return descriptors;
}

std::optional<OpenFile> ParseOpenFile(std::string_view bytes, int fd) {
  using namespace file_offset;
  if (bytes.size() < kSize) throw SystemError(EBADMSG, "proc_pidfdinfo");
  if ((ReadAt<uint16_t>(bytes, kMode) & kFileTypeMask) != kRegularFile) return std::nullopt;
  OpenFile file;
  file.fd = fd;
  file.path = TextAt(bytes, kPath, kPathSize);
  file.position = ReadAt<uint64_t>(bytes, kPosition);
  file.mode = FileModeOf(ReadAt<uint32_t>(bytes, kFlags));
  file.deleted = ReadAt<uint16_t>(bytes, kLinks) == 0;
  return file;
}

std::string ParseCurrentDirectory(std::string_view bytes) {
  return TextAt(bytes, file_offset::kCurrentDirectory, file_offset::kPathSize);
}

}  // namespace psutil
