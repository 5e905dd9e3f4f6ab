#include "process_exit.h"

#include "error.h"
#include "target_handle.h"
#include "thread_pool_poller.h"

namespace psutil {

namespace {

class ProcessExit : public HandleSource {
 public:
  using HandleSource::HandleSource;

  std::vector<double> Read() override {
    DWORD code = 0;
    if (!GetExitCodeProcess(handle(), &code)) ThrowWin32(GetLastError(), "GetExitCodeProcess");
    return {static_cast<double>(code)};
  }
};

}  // namespace

std::shared_ptr<EventSource> WatchProcessExit(const Host&, const Target& target) {
  return std::make_shared<ProcessExit>(OpenTarget(target, SYNCHRONIZE));
}

}  // namespace psutil
