#include "pack.h"

#include <algorithm>

namespace psutil {

namespace {

bool IsAscii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The continuation bytes of a lead byte: their number, and the range of the first one (Unicode 15, table 3-7).
struct Continuation {
  int count;
  unsigned char low;
  unsigned char high;
};

Continuation ContinuationOf(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {1, 0x80, 0xBF};
  if (lead == 0xE0) return {2, 0xA0, 0xBF};
  if (lead == 0xED) return {2, 0x80, 0x9F};  // excludes surrogates
  if (lead >= 0xE1 && lead <= 0xEF) return {2, 0x80, 0xBF};
  if (lead == 0xF0) return {3, 0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return {3, 0x80, 0xBF};
  if (lead == 0xF4) return {3, 0x80, 0x8F};
  return {-1, 0, 0};
}

struct Sequence {
  size_t length;
  bool valid;
};

/// Returns the sequence at `at`: a character, or the longest invalid prefix of one, which becomes a single U+FFFD.
Sequence Next(std::string_view bytes, size_t at) {
  const unsigned char lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0x80) return {1, true};
  auto [count, low, high] = ContinuationOf(lead);
  size_t length = 1;
  for (; count > 0 && at + length < bytes.size(); --count, ++length) {
    const unsigned char byte = static_cast<unsigned char>(bytes[at + length]);
    if (byte < low || byte > high) break;
    low = 0x80;
    high = 0xBF;
  }
  return {length, count == 0};
}

/// Appends bytes as valid UTF-8 and returns their length in UTF-16 code units.
size_t AppendUtf8(std::string& out, std::string_view bytes) {
  size_t units = 0;
  for (size_t at = 0; at < bytes.size();) {
    const Sequence sequence = Next(bytes, at);
    if (sequence.valid) {
      out.append(bytes, at, sequence.length);
    } else {
      out.append("\xEF\xBF\xBD");
    }
    units += sequence.valid && sequence.length == 4 ? 2 : 1;
    at += sequence.length;
  }
  return units;
}

}  // namespace

void PackStrings(Packed& out, const StringList& list) {
  const size_t count = out.numbers.size();
  out.Add(0.0);
  std::string_view text = list.text;
  for (size_t end; (end = text.find('\0')) != std::string_view::npos; text.remove_prefix(end + 1)) {
    out.Add(text.substr(0, end));
    ++out.numbers[count];
  }
}

void Packed::Clear() {
  numbers.clear();
  text.clear();
  ascii = true;
}

void Packed::Add(std::string_view bytes) {
  if (IsAscii(bytes)) {
    text.append(bytes);
    numbers.push_back(static_cast<double>(bytes.size()));
    return;
  }
  ascii = false;
  numbers.push_back(static_cast<double>(AppendUtf8(text, bytes)));
}

}  // namespace psutil
