#pragma once

namespace psutil {

/// Whether this program has the privilege to raise priorities to the highest ones, SeIncreaseBasePriorityPrivilege.
/// Programs of administrators have it, but it is disabled until they enable it. Throws SystemError.
bool HasPriorityPrivilege(bool requires_enabled);

}  // namespace psutil
