#include <algorithm>
#include <cerrno>

#include "../core/bytes.h"
#include "error.h"
#include "nt.h"
#include "wide.h"
#include "windows_process.h"

namespace psutil {

namespace {

// Far more than any environment; a command line is a UNICODE_STRING, of less than 64 KiB.
constexpr size_t kMaxEnvironment = size_t{4} << 20;
constexpr size_t kUnicodeString = 16;

// A process that is starting or exiting has parts of its memory only.
constexpr DWORD kRetryMilliseconds = 40;
constexpr DWORD kRetryPause = 2;

constexpr auto kProcessWow64Information = static_cast<PROCESSINFOCLASS>(26);
constexpr auto kProcessImageFileName = static_cast<PROCESSINFOCLASS>(27);
constexpr auto kProcessCommandLineInformation = static_cast<PROCESSINFOCLASS>(60);
constexpr auto kSystemProcessIdInformation = static_cast<SYSTEM_INFORMATION_CLASS>(88);

/// Returns the UNICODE_STRING, followed by its text, that is the information of a class.
std::u16string QueryText(HANDLE process, PROCESSINFOCLASS kind) {
  std::string buffer(kUnicodeString + MAX_PATH * sizeof(char16_t), '\0');
  for (;;) {
    ULONG length = 0;
    const NTSTATUS status =
        NtQueryInformationProcess(process, kind, buffer.data(), static_cast<ULONG>(buffer.size()), &length);
    if (status >= 0) return ToUnits(std::string_view(buffer).substr(kUnicodeString, ReadAt<uint16_t>(buffer, 0)));
    const bool is_too_small = status == kInfoLengthMismatch || status == kBufferTooSmall || status == kBufferOverflow;
    if (!is_too_small || length <= buffer.size()) ThrowStatus(status, "NtQueryInformationProcess");
    buffer.resize(length);
  }
}

/// Returns the current path of the executable of a process; nothing where the file was deleted.
std::optional<std::string> QueryImageName(HANDLE process) {
  for (DWORD capacity = MAX_PATH;; capacity *= 2) {
    std::wstring path(capacity, L'\0');
    DWORD length = capacity;
    if (QueryFullProcessImageNameW(process, 0, path.data(), &length)) return FromWide(path.substr(0, length));
    constexpr DWORD kLongest = 0x8000;
    if (GetLastError() != ERROR_INSUFFICIENT_BUFFER || capacity >= kLongest) return std::nullopt;
  }
}

/// Returns the NT path of the executable of a PID, for which no right is needed; an empty one where it is unknown.
std::string QueryImageOfPid(int pid) {
  struct {
    uint64_t pid;
    USHORT length, maximum;
    char16_t* text;
  } information{};
  static_assert(sizeof information == 24);
  information.pid = static_cast<uint64_t>(pid);
  // The size is a number of 16 bits.
  std::u16string path(0x7FFF, u'\0');
  information.maximum = static_cast<USHORT>(path.size() * sizeof(char16_t));
  information.text = path.data();
  const NTSTATUS status =
      NtQuerySystemInformation(kSystemProcessIdInformation, &information, sizeof information, nullptr);
  if (status < 0) return "";
  path.resize(information.length / sizeof(char16_t));
  return ToUtf8(path);
}

std::string BaseName(const std::string& path) { return path.substr(path.rfind('\\') + 1); }

/// Returns the size from an address to the end of its pages with the same attributes.
size_t SizeOfRegion(HANDLE process, uint64_t address) {
  MEMORY_BASIC_INFORMATION region{};
  if (!VirtualQueryEx(process, reinterpret_cast<void*>(address), &region, sizeof region)) {
    ThrowWin32(GetLastError(), "VirtualQueryEx");
  }
  return region.RegionSize - (address - reinterpret_cast<uint64_t>(region.BaseAddress));
}

uint64_t PebOf(HANDLE process) {
  constexpr size_t kPeb = 8;
  std::string bytes(48, '\0');
  const NTSTATUS status = NtQueryInformationProcess(process, ProcessBasicInformation, bytes.data(),
                                                    static_cast<ULONG>(bytes.size()), nullptr);
  if (status < 0) ThrowStatus(status, "NtQueryInformationProcess");
  return ReadAt<uint64_t>(bytes, kPeb);
}

/// Returns the address of the PEB of a 32-bit process, or 0.
uint64_t Peb32Of(HANDLE process) {
  ULONG_PTR address = 0;
  const NTSTATUS status =
      NtQueryInformationProcess(process, kProcessWow64Information, &address, sizeof address, nullptr);
  if (status < 0) ThrowStatus(status, "NtQueryInformationProcess");
  return address;
}

}  // namespace

std::string WindowsProcess::Name() try {
  if (row_ || pid_ == 0) return Row().name;
  const auto path = ToUtf8(QueryText(Open(PROCESS_QUERY_LIMITED_INFORMATION), kProcessImageFileName));
  return path.empty() ? Row().name : BaseName(path);
} catch (const SystemError& error) {
  if (Classify(error.failure).kind != ProcessFailureKind::kUnknown) throw;
  return Row().name;  // The table has the name of every process.
}

std::string WindowsProcess::Exe() {
  if (IsKernel()) return "";
  try {
    const HANDLE process = Open(PROCESS_QUERY_LIMITED_INFORMATION);
    if (auto path = QueryImageName(process)) return *path;
    return context_.ToDosPath(ToUtf8(QueryText(process, kProcessImageFileName)));
  } catch (const SystemError& error) {
    if (error.failure.code != EACCES) throw;
    const std::string path = QueryImageOfPid(pid_);
    // Nothing binds the PID to the process, but its path must have the name in the table.
    if (BaseName(path) != Row().name) throw;
    return context_.ToDosPath(path);
  }
}

std::string WindowsProcess::ReadMemory(uint64_t address, size_t size) {
  const HANDLE process = Open(PROCESS_QUERY_INFORMATION | PROCESS_VM_READ);
  std::string bytes(size, '\0');
  for (DWORD waited = 0;; waited += kRetryPause) {
    SIZE_T length = 0;
    const bool is_read = address != 0 && ReadProcessMemory(process, reinterpret_cast<void*>(address), bytes.data(),
                                                           bytes.size(), &length);
    if (is_read) return bytes;
    const DWORD code = address == 0 ? ERROR_PARTIAL_COPY : GetLastError();
    if (code != ERROR_PARTIAL_COPY) ThrowWin32(code, "ReadProcessMemory");
    if (waited >= kRetryMilliseconds) ThrowWin32(ERROR_NOACCESS, "ReadProcessMemory");
    Sleep(kRetryPause);
  }
}

const ProcessParameters& WindowsProcess::Parameters() {
  if (parameters_) return *parameters_;
  const HANDLE process = Open(PROCESS_QUERY_INFORMATION | PROCESS_VM_READ);
  const uint64_t peb32 = Peb32Of(process);
  const ParametersLayout& layout = peb32 != 0 ? kParameters32 : kParameters64;
  const uint64_t peb = peb32 != 0 ? peb32 : PebOf(process);
  // A process without a user mode part has none.
  if (peb == 0) return parameters_.emplace();
  const uint64_t address = PointerAt(ReadMemory(peb + layout.parameters, layout.pointer), 0, layout);
  return parameters_.emplace(ParseParameters(ReadMemory(address, layout.size), layout));
}

std::string WindowsProcess::ReadArguments(uint64_t address, size_t size) {
  size = std::min(size, arguments_.available());
  std::string bytes = size > 0 ? ReadMemory(address, size) : "";
  arguments_.Take(size);
  return bytes;
}

std::u16string WindowsProcess::CommandLine() try {
  std::u16string line = QueryText(Open(PROCESS_QUERY_LIMITED_INFORMATION), kProcessCommandLineInformation);
  line.resize(std::min(line.size(), arguments_.available() / sizeof(char16_t)));
  arguments_.Take(line.size() * sizeof(char16_t));
  return line;
} catch (const SystemError& error) {
  // A process without a user mode part, such as that of the memory of a virtual machine.
  if (error.failure.code == ENOENT) return {};
  // Wine lacks this class.
  if (error.failure.code != ENOTSUP && error.failure.code != ENOSYS) throw;
  const RemoteText& text = Parameters().command_line;
  return ToUnits(ReadArguments(text.address, text.length));
}

const StringList& WindowsProcess::Cmdline() {
  if (!cmdline_) cmdline_ = IsKernel() ? StringList{} : SplitCommandLine(CommandLine());
  return *cmdline_;
}

std::vector<EnvironmentVariable> WindowsProcess::Environ() {
  if (IsKernel()) return {};
  const ProcessParameters& parameters = Parameters();
  if (parameters.environment == 0) return {};
  size_t size = std::min(SizeOfRegion(Open(PROCESS_QUERY_INFORMATION), parameters.environment), kMaxEnvironment);
  if (parameters.environment_size != 0) size = std::min<size_t>(size, parameters.environment_size);
  return ParseEnvironment(ToUnits(ReadArguments(parameters.environment, size)));
}

std::string WindowsProcess::Cwd() {
  if (IsKernel()) return "";
  const RemoteText& text = Parameters().cwd;
  if (text.length == 0) return "";
  if (!lists_.Take(text.length)) throw SystemError(EOVERFLOW, "ReadProcessMemory");
  return WithoutTrailingSeparator(ToUtf8(ToUnits(ReadMemory(text.address, text.length))));
}

}  // namespace psutil
