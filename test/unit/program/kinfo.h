#pragma once

#include <utility>
#include <vector>

#include "parser.h"

namespace psutil {

/// Visits the fields that the rows of macOS and FreeBSD have in common.
template <class Row, class Visitor>
void VisitKinfoFields(Visitor&& field) {
  field("pid", &Row::pid, "");
  field("ppid", &Row::ppid, "");
  field("processGroup", &Row::process_group, "");
  field("start", &Row::start, "");
  field("flags", &Row::flags, "");
  field("state", &Row::state, "");
  field("nice", &Row::nice, "");
  field("name", &Row::name, "");
  field("realUser", &Row::real_user, "");
  field("user", &Row::user, "");
  field("savedUser", &Row::saved_user, "");
  field("realGroup", &Row::real_group, "");
  field("group", &Row::group, "");
  field("savedGroup", &Row::saved_group, "");
  field("terminal", &Row::terminal, "");
}

/// Returns rows as JSON. `Row` adds the fields to the type of a row.
template <class Row, class Kinfo>
std::string JsonOfRows(std::vector<Kinfo> processes) {
  std::vector<Row> rows;
  for (Kinfo& process : processes) rows.push_back({std::move(process)});
  return Json(rows);
}

}  // namespace psutil
