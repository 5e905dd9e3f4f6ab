#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../core/connections.h"

// Parsers of the tables of sockets that the network stack returns to T_SVR4_OPTMGMT_REQ: mib2_…Entry_t of
// inet/mib2.h. Each takes the size of an entry that the system states, as newer releases append members. Throw
// SystemError.

namespace psutil {

/// A table of the network stack, with the numbers by which it names tables.
struct MibTable {
  long level = 0;
  long name = 0;
  std::string bytes;
};

std::vector<Connection> ParseTcp4(std::string_view table, size_t entry_size);
std::vector<Connection> ParseTcp6(std::string_view table, size_t entry_size);
std::vector<Connection> ParseUdp4(std::string_view table, size_t entry_size);
std::vector<Connection> ParseUdp6(std::string_view table, size_t entry_size);

/// Returns the sockets of a kind, such as `inet` or `tcp6`, from all tables, one of which states the sizes of entries.
std::vector<Connection> ParseMibTables(const std::vector<MibTable>& tables, std::string_view kind);

}  // namespace psutil
