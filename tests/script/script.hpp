// SPDX-License-Identifier: Apache-2.0
// Tests as text: commands and what they must print, run in a folder that is thrown away.
//
//   # What a user would see.
//   $ midspan terms check offer.terms
//   ? 1
//   | offer.terms:3:1: ...
//   ! a piece of what goes to standard error
//
//   -- offer.terms --
//   Agreement "Offer". Version of 2025-04-20, English.
//
// "$" runs a line in bash; "|" are the lines of standard output, all of them ("| ..." stands for any number of lines,
// "|~ " for a line that a regular expression matches); "!" are pieces of standard error, each on a later line than the
// one before; "?" is the exit code, 0 when it is not given. "-- NAME --" begins a file, which lasts to the next one.
// Output has $WORK for the throw-away folder and $SOURCE for the project's; scripts have both as variables, and
// $EXAMPLE for examples/el-salvador-2025. With MIDSPAN_ACCEPT set, "|" and "?" lines that differ are written anew.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::script {

struct Step {
  std::size_t line = 0;  // of the script, from 1
  std::string command;
  int exit = 0;
  std::vector<std::string> output;  // as written, with the leading "|"
  std::vector<std::string> errors;  // pieces
};

struct Script {
  std::vector<std::string> comments_before;  // per step: what stands between it and the step before
  std::vector<Step> steps;
  std::string rest;  // what follows the last step, files included
  std::map<std::string, std::string> files;
};

Script parse(std::string_view text);        // throws std::runtime_error with the line that is not understood
std::string to_text(const Script& script);  // parse(to_text(s)) == s

struct Outcome {
  int exit = 0;
  std::vector<std::string> output;  // lines
  std::string errors;
};

// Lines of output against "|" lines; says what is wrong, or nothing.
std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

}  // namespace midspan::script
