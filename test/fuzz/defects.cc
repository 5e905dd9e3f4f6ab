// One target for each kind of defect. The runner checks that it reports each of them.

#include <stdexcept>

#include "target.h"

namespace fuzz {

namespace {

volatile size_t sink;

// The empty input, which libFuzzer runs first, must not fail: the defects need a byte.
bool IsTriggered(std::string_view input) { return !input.empty(); }

void ReadPastEnd(const psutil::Host&, std::string_view input) {
  const std::vector<char> copy(input.begin(), input.end());
  if (IsTriggered(input)) sink = static_cast<size_t>(copy.data()[copy.size()]);
}

void Overflow(const psutil::Host&, std::string_view input) {
  int number = 0x7FFFFFFF;
  if (IsTriggered(input)) sink = static_cast<size_t>(number += input[0] | 1);
}

void ThrowUntyped(const psutil::Host&, std::string_view input) {
  if (IsTriggered(input)) throw std::out_of_range("untyped");
}

void Leak(const psutil::Host&, std::string_view input) {
  if (IsTriggered(input)) sink = reinterpret_cast<size_t>(new char[input.size()]) & 1;
}

void Hang(const psutil::Host&, std::string_view input) {
  while (IsTriggered(input)) ++sink;
}

void Allocate(const psutil::Host&, std::string_view input) {
  if (IsTriggered(input)) sink = std::string(size_t{1} << 30, 'x').size();
}

void AllocateMuch(const psutil::Host&, std::string_view input) {
  if (IsTriggered(input)) sink = std::string(8 << 20, 'x').size();
}

void DivideByZero(const psutil::Host&, std::string_view input) {
  if (IsTriggered(input)) Check(std::vector<double>{0.0 / static_cast<double>(input.size() - input.size())});
}

void Amplify(const psutil::Host&, std::string_view input) {
  if (IsTriggered(input)) Check(std::vector<int>(1 << 18));
}

}  // namespace

std::vector<Target> DefectTargets() {
  return {
      {"defect-read-past-end", {}, {}, {}, ReadPastEnd},
      {"defect-overflow", {}, {}, {}, Overflow},
      {"defect-untyped-error", {}, {}, {}, ThrowUntyped},
      {"defect-leak", {}, {}, {}, Leak},
      {"defect-hang", {}, {}, {}, Hang},
      {"defect-huge-allocation", {}, {}, {}, Allocate},
      {"defect-memory", {}, {}, {}, AllocateMuch},
      {"defect-not-finite", {}, {}, {}, DivideByZero},
      {"defect-amplification", {}, {}, {}, Amplify},
  };
}

}  // namespace fuzz
