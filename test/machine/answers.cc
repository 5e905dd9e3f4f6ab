#include "answers.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>

namespace machine {

namespace {

std::string PathOf(const std::string& name) {
  const char* directory = std::getenv("PSUTIL_MACHINE");
  return std::string(directory ? directory : "/nonexistent") + "/" + name;
}

std::optional<std::string> ReadAnswer(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  struct stat status{};
  std::string bytes;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) bytes.resize(static_cast<size_t>(status.st_size));
  const ssize_t count = read(fd, bytes.data(), bytes.size());
  bytes.resize(static_cast<size_t>(std::max<ssize_t>(count, 0)));
  close(fd);
  return bytes;
}

Answer Failed(const std::string& number) { return {std::atoi(number.c_str()), "", false}; }

/// Takes the first of the answers that are given once. Another thread may take it first.
std::optional<Answer> TakeNext(const std::string& directory) {
  const std::unique_ptr<DIR, int (*)(DIR*)> files(opendir(directory.c_str()), closedir);
  if (!files) return std::nullopt;
  std::string first;
  while (const dirent* file = readdir(files.get())) {
    const std::string name = file->d_name;
    if (name[0] != '.' && (first.empty() || name < first)) first = name;
  }
  if (first.empty()) return std::nullopt;
  static std::atomic<unsigned> taken{0};
  const std::string path = directory + "/.taken" + std::to_string(taken++);
  if (rename((directory + "/" + first).c_str(), path.c_str()) != 0) return TakeNext(directory);
  const auto bytes = ReadAnswer(path);
  unlink(path.c_str());
  const bool is_error = first.find(".error") != std::string::npos;
  return is_error ? Failed(*bytes) : Answer{0, *bytes, false};
}

}  // namespace

Answer AnswerTo(const std::string& call) {
  const std::string path = AnswerFile(call);
  if (auto next = TakeNext(path + ".next")) return *next;
  if (auto bytes = ReadAnswer(path)) return {0, std::move(*bytes), false};
  if (auto number = ReadAnswer(path + ".error")) return Failed(*number);
  return {ENOENT, "", true};
}

void Replace(const std::string& call, const std::string& bytes) {
  const std::string path = AnswerFile(call);
  const int fd = open((path + ".new").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return;
  if (write(fd, bytes.data(), bytes.size()) >= 0) rename((path + ".new").c_str(), path.c_str());
  close(fd);
}

void Log(const std::string& call) {
  const int fd = open(PathOf("log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  const std::string line = call + "\n";
  if (write(fd, line.data(), line.size()) < 0) std::abort();
  close(fd);
}

std::string AnswerFile(const std::string& call) { return PathOf("answers/" + call); }

std::string AliveFile(int pid) { return PathOf("alive/" + std::to_string(pid)); }

std::string Escape(const std::string& text) {
  std::string escaped;
  for (const char character : text) escaped += character == '/' ? "%2F" : std::string(1, character);
  return escaped;
}

int Status(int error) {
  if (error == 0) return 0;
  errno = error;
  return -1;
}

int Fill(const std::string& call, void* buffer, size_t size) {
  const Answer answer = AnswerTo(call);
  if (answer.error == 0) std::memcpy(buffer, answer.bytes.data(), std::min(size, answer.bytes.size()));
  return Status(answer.error);
}

}  // namespace machine
