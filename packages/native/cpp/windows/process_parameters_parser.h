#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../core/process_types.h"

namespace psutil {

/// A text in the memory of another process: its address, and its length in bytes.
struct RemoteText {
  uint64_t address = 0;
  uint32_t length = 0;
};

/// The used fields of RTL_USER_PROCESS_PARAMETERS.
struct ProcessParameters {
  RemoteText cwd;
  RemoteText command_line;
  uint64_t environment = 0;
  uint64_t environment_size = 0;  // in bytes
};

/// The positions of the structures in the memory of a process: those of 64 bits, or of a 32-bit process under WOW64.
struct ParametersLayout {
  size_t pointer;     // size of a pointer
  size_t parameters;  // of the pointer to RTL_USER_PROCESS_PARAMETERS in the PEB
  // In RTL_USER_PROCESS_PARAMETERS, of which `size` bytes are read.
  size_t cwd, command_line, environment, environment_size;
  size_t size;
};

constexpr ParametersLayout kParameters64 = {8, 0x20, 0x38, 0x70, 0x80, 0x3F0, 0x3F8};
constexpr ParametersLayout kParameters32 = {4, 0x10, 0x24, 0x40, 0x48, 0x290, 0x294};

/// Reads a pointer in the memory of a process.
uint64_t PointerAt(std::string_view bytes, size_t offset, const ParametersLayout& layout);

ProcessParameters ParseParameters(std::string_view bytes, const ParametersLayout& layout);

/// Converts the bytes of UTF-16 text. An odd last byte is ignored.
std::u16string ToUnits(std::string_view bytes);

/// Splits a command line in the way of CommandLineToArgvW(), in UTF-8; nothing for an empty one:
/// https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-commandlinetoargvw
StringList SplitCommandLine(std::u16string_view line);

/// Far more variables than any program has; creating the properties of an object takes time for each.
constexpr size_t kMaxVariables = 32768;

/// Parses an environment block. The current directories of drives, whose names start with "=", are left out, and so are
/// the variables after kMaxVariables.
std::vector<EnvironmentVariable> ParseEnvironment(std::u16string_view block);

/// Removes the separator at the end of a directory that is not a root.
std::string WithoutTrailingSeparator(std::string path);

}  // namespace psutil
