#include "windows/text.h"

#include "parser.h"

namespace psutil {

namespace {

const Parser kUtf16("utf16-to-utf8", [](std::string_view bytes) {
  std::u16string units(bytes.size() / 2, u'\0');
  bytes.copy(reinterpret_cast<char*>(units.data()), units.size() * 2);
  return Json(ToUtf8(units));
});

const Parser kUtf8("utf8-to-utf16-to-utf8", [](std::string_view bytes) { return Json(ToUtf8(ToUtf16(bytes))); });

}  // namespace

}  // namespace psutil
