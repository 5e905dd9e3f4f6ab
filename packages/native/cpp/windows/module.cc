#include <windows.h>
// After windows.h, which it requires.
#include <delayimp.h>

#include <cstring>

namespace {

/// Prevents the module from being unloaded.
bool KeepLoaded() {
  HMODULE module = nullptr;
  return GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                            reinterpret_cast<LPCWSTR>(&KeepLoaded), &module) != 0;
}

// A detached thread may return from the kernel after the last environment has ended: the code must stay mapped.
[[maybe_unused]] const bool kKeptLoaded = KeepLoaded();

/// Returns the module that defines Node-API: the executable, whatever its name is, or the library with all of Node.js,
/// if the executable uses that.
FARPROC WINAPI FindHost(unsigned event, DelayLoadInfo* info) {
  if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "node.exe") != 0) return nullptr;
  HMODULE host = GetModuleHandleW(L"libnode.dll");
  if (!host) host = GetModuleHandleW(nullptr);
  return reinterpret_cast<FARPROC>(host);
}

}  // namespace

// The helper of the linker calls this hook before it loads a library that is loaded at the first call.
decltype(__pfnDliNotifyHook2) __pfnDliNotifyHook2 = FindHost;
