#pragma once

#include "host.h"

/// One session of a user who is logged in.
struct User {
  std::string name;
  Nullable<std::string> terminal;
  Nullable<std::string> host;
  Timestamp started;
  std::optional<int> pid;

  static constexpr const char* kName = "User";
  static constexpr const char* kDoc = "One session of a user who is logged in.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &User::name, "Login name.");
    field("terminal", &User::terminal, "Terminal without its folder, such as `pts/0`.");
    field("host", &User::host, "Where the login came from, as the login program wrote it.");
    field("started", &User::started, "When the session began.");
    field("pid", &User::pid, "The process that began it.");
  }
};

/// What a platform may tell of the system; what it leaves null is not supported there.
struct SystemCollectors {
  Timestamp (*bootTime)(const Host&) = nullptr;
  std::string (*bootId)(const Host&) = nullptr;
  std::vector<User> (*users)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("bootTime", &SystemCollectors::bootTime, "When the machine booted.");
    collector("bootId", &SystemCollectors::bootId, "A random identifier of this boot of the machine.");
    collector("users", &SystemCollectors::users, "The sessions of users who are logged in.");
  }
};
