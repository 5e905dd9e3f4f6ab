#pragma once

#include <windows.h>

#include <optional>
#include <string>

namespace psutil {

/// Returns the text of a value below HKEY_LOCAL_MACHINE, in the view of 64-bit programs; nothing if there is none.
std::optional<std::string> RegistryText(const wchar_t* key, const wchar_t* value);

/// Whether there is a value below HKEY_LOCAL_MACHINE.
bool HasRegistryValue(const wchar_t* key, const wchar_t* value);

}  // namespace psutil
