#pragma once

#include <windows.h>
#include <winternl.h>

#include <string>

// Functions of ntdll.dll that its headers do not declare, and that every supported version of Windows has.
extern "C" {
NTSTATUS NTAPI NtQuerySystemInformationEx(ULONG kind, void* input, ULONG input_size, void* output, ULONG output_size,
                                          ULONG* returned);
NTSTATUS NTAPI NtSetInformationProcess(HANDLE process, PROCESSINFOCLASS kind, void* input, ULONG size);
NTSTATUS NTAPI NtSuspendProcess(HANDLE process);
NTSTATUS NTAPI NtResumeProcess(HANDLE process);
NTSTATUS NTAPI NtQueryVirtualMemory(HANDLE process, void* address, ULONG kind, void* output, SIZE_T size,
                                    SIZE_T* returned);
NTSTATUS NTAPI RtlGetVersion(OSVERSIONINFOW* version);
}

namespace psutil {

constexpr NTSTATUS kInfoLengthMismatch = static_cast<NTSTATUS>(0xC0000004);
constexpr NTSTATUS kBufferTooSmall = static_cast<NTSTATUS>(0xC0000023);
constexpr NTSTATUS kBufferOverflow = static_cast<NTSTATUS>(0x80000005);

/// Returns the information of a class of NtQuerySystemInformation(), whose length is not known. Throws SystemError.
std::string QuerySystem(int kind, size_t expected);

}  // namespace psutil
