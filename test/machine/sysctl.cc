// sysctl(3) of macOS and FreeBSD.
#include <sys/sysctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "answers.h"

namespace {

int AnswerSysctl(const std::string& name, void* value, size_t* size, const void* new_value, size_t new_size) {
  const std::string call = "sysctl/" + name;
  machine::Answer answer = machine::AnswerTo(call);
  if (answer.is_missing) answer = machine::MissingSysctl(name);
  if (answer.error != 0) return machine::Status(answer.error);
  if (size && !value) *size = answer.bytes.size();
  if (size && value) {
    const bool is_short = *size < answer.bytes.size();
    const auto cut = is_short ? machine::CutSysctl(name, answer.bytes, *size) : std::nullopt;
    *size = cut.value_or(std::min(*size, answer.bytes.size()));
    std::memcpy(value, answer.bytes.data(), *size);
    if (is_short && !cut) return machine::Status(ENOMEM);
  }
  if (new_value) {
    machine::Log("sysctl " + name);
    machine::Replace(call, std::string(static_cast<const char*>(new_value), new_size));
  }
  return 0;
}

}  // namespace

extern "C" {

int sysctl(const int* name, unsigned length, void* value, size_t* size, const void* new_value, size_t new_size) {
  std::string text;
  for (unsigned i = 0; i < length; ++i) text.append(i == 0 ? "" : ".").append(std::to_string(name[i]));
  return AnswerSysctl(text, value, size, new_value, new_size);
}

int sysctlbyname(const char* name, void* value, size_t* size, const void* new_value, size_t new_size) {
  return AnswerSysctl(name, value, size, new_value, new_size);
}

}  // extern "C"
