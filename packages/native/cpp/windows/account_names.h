#pragma once

#include <windows.h>

#include <map>
#include <string>

namespace psutil {

/// The names of accounts by their security identifiers. A lookup may send a request to a domain controller: each is
/// made once.
class AccountNames {
 public:
  /// Returns `DOMAIN\user`, or the text of the identifier if it has no name.
  const std::string& Of(PSID identifier);

 private:
  std::map<std::string, std::string> names_;
};

}  // namespace psutil
