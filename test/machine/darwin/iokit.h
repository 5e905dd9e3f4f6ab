#pragma once

namespace machine {

/// Returns the handle of the frameworks in dlopen(3).
void* IoKitHandle();

/// Returns a function of CoreFoundation or IOKit; null for others.
void* FindIoKit(const char* name);

}  // namespace machine
