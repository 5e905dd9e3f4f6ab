#include <unistd.h>

#include "parser.h"
#include "posix/os_release_parser.h"
#include "sunos/exit_poller.h"
#include "sunos/mnttab_parser.h"
#include "sunos/net_parser.h"
#include "sunos/release_parser.h"

namespace psutil {

namespace {

const Parser kMounts("mnttab-all", [](std::string_view text) { return Json(ParseMnttab(text, true)); });
const Parser kDevices("mnttab", [](std::string_view text) { return Json(ParseMnttab(text, false)); });
const Parser kOsRelease("os-release", [](std::string_view text) { return Json(ParseOsRelease(text)); });
const Parser kRelease("release", [](std::string_view text) { return Json(ParseRelease(text)); });
const Parser kFlags("nic-flags", [](std::string_view text) {
  const uint64_t flags = std::stoull(std::string(text), nullptr, 16);
  return "[" + Json(IsNicUp(flags)) + "," + Json(NicFlagsOf(flags)) + "]";
});

/// Returns the tokens that a poller reports when the second of three sources hangs up, and then the third and, again,
/// none that was reported before or disarmed. A pipe hangs up as a file of /proc does.
std::string PollEnds(std::string_view) {
  int ends[3][2];
  std::vector<std::unique_ptr<ProcessExit>> sources;
  const auto poller = MakeExitPoller();
  for (auto& each : ends) {
    if (pipe(each) != 0) return "null";
    sources.push_back(std::make_unique<ProcessExit>(Fd(each[0])));
    poller->Arm(*sources.back(), sources.size());
  }
  close(ends[1][1]);
  // The first waits end by the calls of Arm().
  std::vector<uint64_t> reported = poller->Wait();
  poller->Disarm(*sources[0]);
  close(ends[0][1]);
  close(ends[2][1]);
  for (const uint64_t token : poller->Wait()) reported.push_back(token);
  poller->Wake();
  for (const uint64_t token : poller->Wait()) reported.push_back(token);
  return Json(reported);
}

const Parser kPoller("exit-poller", PollEnds);

}  // namespace

}  // namespace psutil
