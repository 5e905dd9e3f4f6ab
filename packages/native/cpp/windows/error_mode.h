#pragma once

#include <windows.h>

namespace psutil {

/// Prevents a dialog box about a drive without a medium, on this thread only.
class QuietErrors {
 public:
  QuietErrors() { SetThreadErrorMode(SEM_FAILCRITICALERRORS, &before_); }
  QuietErrors(const QuietErrors&) = delete;
  ~QuietErrors() { SetThreadErrorMode(before_, nullptr); }

 private:
  DWORD before_ = 0;
};

}  // namespace psutil
