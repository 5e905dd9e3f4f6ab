// Calls one target with the inputs of libFuzzer: https://llvm.org/docs/LibFuzzer.html
//
// FUZZ_TARGET is the name of the target and FUZZ_DIRECTORY a directory for the files of the host, which the input
// becomes. Without FUZZ_TARGET, the program prints the names of the targets and their files.

#include <fcntl.h>
#include <sanitizer/allocator_interface.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>

#include "target.h"

namespace fuzz {

namespace {

// The memory and the packed result of a call are linear in the size of its input. The constant parts are those of a
// call with an empty input; a CPU list may have 2^14 CPUs.
constexpr size_t kHeapBase = 2 << 20;
constexpr size_t kHeapPerByte = 512;
constexpr size_t kNumbersBase = 1 << 15;
constexpr size_t kNumbersPerByte = 8;
constexpr size_t kTextBase = 1 << 12;
constexpr size_t kTextPerByte = 16;

const Target* target;
psutil::Host host;
size_t input_size;
bool is_tracking;
size_t live;
size_t peak;

void OnAllocate(const volatile void*, size_t size) {
  if (!is_tracking) return;
  live += size;
  peak = std::max(peak, live);
}

void OnFree(const volatile void* pointer) {
  if (!is_tracking || !pointer) return;
  live -= std::min(live, __sanitizer_get_allocated_size(const_cast<const void*>(pointer)));
}

std::vector<Target> AllTargets() {
  std::vector<Target> all;
  for (auto list : {CollectorTargets, NetlinkTargets, TextTargets, DefectTargets}) {
    auto targets = list();
    std::move(targets.begin(), targets.end(), std::back_inserter(all));
  }
  return all;
}

std::string PathOf(const char* file) { return host.root + "/" + file; }

void WriteFile(const char* file, std::string_view content) {
  const int fd = open(PathOf(file).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  Require(fd >= 0 && write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size()), "write failed");
  close(fd);
}

void WriteLink(const char* link, const std::string& to) {
  const std::string path = PathOf(link);
  unlink(path.c_str());
  // A link without a text, or with one that is too long, is missing.
  if (symlink(to.c_str(), path.c_str()) != 0) Require(errno == ENOENT || errno == ENAMETOOLONG, "symlink failed");
}

/// Splits the input into the contents of the files and the links of the target.
std::vector<std::string> Contents(std::string_view input) {
  const size_t count = target->files.size() + target->links.size();
  if (count == 1) return {std::string(input)};
  std::vector<std::string> contents(count);
  for (std::string& content : contents) {
    content = input.substr(0, input.find(kSeparator));
    input.remove_prefix(std::min(input.size(), content.size() + 1));
  }
  return contents;
}

/// Creates the files and the links of the target, and removes those without content. Those with the content of the
/// previous input stay.
void WriteHost(std::string_view input) {
  static std::vector<std::string> previous(target->files.size() + target->links.size(), "never written");
  auto contents = Contents(input);
  for (size_t at = 0; at < contents.size(); ++at) {
    if (contents[at] == previous[at]) continue;
    if (at >= target->files.size()) {
      WriteLink(target->links[at - target->files.size()], contents[at]);
    } else if (contents[at].empty() && contents.size() > 1) {
      unlink(PathOf(target->files[at]).c_str());
    } else {
      WriteFile(target->files[at], contents[at]);
    }
  }
  previous = std::move(contents);
}

void MakeHost(const char* directory) {
  host = {std::string(directory) + "/proc",
          std::string(directory) + "/sys",
          std::string(directory) + "/etc",
          std::string(directory) + "/run",
          directory,
          4096,
          100};
  for (const std::string& each : {host.proc, host.sys, host.etc, host.run}) std::filesystem::create_directories(each);
  const auto make_parent = [](const char* file) {
    std::filesystem::create_directories(std::filesystem::path(PathOf(file)).parent_path());
  };
  for (const char* file : target->files) make_parent(file);
  for (const char* link : target->links) make_parent(link);
  for (const auto& [file, content] : target->constants) {
    make_parent(file);
    WriteFile(file, content);
  }
}

void List(const std::vector<Target>& targets) {
  for (const Target& each : targets) {
    std::printf("%s", each.name);
    for (const char* file : each.files) std::printf("\t%s", file);
    for (const char* link : each.links) std::printf("\t%s", link);
    std::printf("\n");
  }
}

}  // namespace

void Require(bool condition, const char* message) {
  if (condition) return;
  std::fprintf(stderr, "violated: %s\n", message);
  std::abort();
}

void CheckPacked(const psutil::Packed& packed) {
  for (const double number : packed.numbers) Require(std::isfinite(number), "a number is not finite");
  Require(packed.numbers.size() <= kNumbersBase + kNumbersPerByte * input_size, "too many numbers");
  Require(packed.text.size() <= kTextBase + kTextPerByte * input_size, "too much text");
}

void CheckFailure(const psutil::Failure& failure) {
  Require(failure.code != 0 && !failure.call.empty(), "an error without a code or a call");
  if (failure.code == EBADMSG) Require(failure.line && *failure.line > 0 && !failure.path.empty(), "no file and line");
}

}  // namespace fuzz

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  static const auto targets = fuzz::AllTargets();
  const char* name = std::getenv("FUZZ_TARGET");
  const char* directory = std::getenv("FUZZ_DIRECTORY");
  if (!name || !directory) {
    fuzz::List(targets);
    std::exit(0);
  }
  const auto found =
      std::find_if(targets.begin(), targets.end(), [&](auto& each) { return each.name == std::string(name); });
  fuzz::Require(found != targets.end(), "FUZZ_TARGET is the name of a target");
  fuzz::target = &*found;
  fuzz::MakeHost(directory);
  fuzz::Require(__sanitizer_install_malloc_and_free_hooks(fuzz::OnAllocate, fuzz::OnFree) > 0, "no memory hooks");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace fuzz;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  WriteHost(input);
  input_size = size;
  live = peak = 0;
  is_tracking = true;
  target->run(host, input);
  is_tracking = false;
  Require(peak <= kHeapBase + kHeapPerByte * size, "too much memory");
  return 0;
}
