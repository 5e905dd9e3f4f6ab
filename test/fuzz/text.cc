// Functions that take text.

#include <cmath>

#include "posix/parse.h"
#include "target.h"

namespace fuzz {

namespace {

/// Packed text is valid UTF-8, so that packing it again changes nothing.
void PackText(const psutil::Host&, std::string_view input) {
  psutil::Packed packed;
  packed.Add(input);
  CheckPacked(packed);
  psutil::Packed again;
  again.Add(std::string_view(packed.text));
  Require(again.text == packed.text && again.numbers == packed.numbers, "packed text is not valid UTF-8");
  Require(packed.numbers[0] <= static_cast<double>(input.size()), "more UTF-16 code units than bytes");
}

void ParseText(const psutil::Host&, std::string_view input) {
  Require(psutil::Unescaped(input).size() <= input.size(), "unescaped text is longer");
  Require(psutil::Unquoted(input).size() <= input.size(), "unquoted text is longer");
  const double decimal = psutil::ParseDecimal(input).value_or(0);
  Require(std::isfinite(decimal) && decimal >= 0, "not a non-negative decimal number");
  const auto number = psutil::ParseSigned(input);
  if (number) Require(psutil::ParseSigned(std::to_string(*number)) == number, "a number changes");
  if (auto cpus = psutil::ParseCpuList(input)) Check(*cpus);
}

}  // namespace

std::vector<Target> TextTargets() { return {{"utf-8", {}, {}, {}, PackText}, {"numbers", {}, {}, {}, ParseText}}; }

}  // namespace fuzz
