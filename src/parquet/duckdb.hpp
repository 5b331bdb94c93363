// SPDX-License-Identifier: Apache-2.0
// DuckDB's C interface as far as it is needed, found at run time.
#pragma once

#include <string>
#include <vector>

namespace midspan::parquet {

// How a child process ended.
struct Ended {
  enum class How { Good, NoLibrary, Refused, BrokeDown };
  How how = How::BrokeDown;
  std::string why;  // the library's own words, in English
};

// Runs one statement in a child process in which nothing but the files of these descriptors can be reached, at
// /proc/self/fd/<descriptor>; `threads` 0 means all cores. Not to be called while other threads run.
Ended run_in_child(const std::string& statement, const std::vector<int>& descriptors, unsigned threads);

// 'text' as a string of SQL.
std::string sql_text(std::string_view text);

}  // namespace midspan::parquet
