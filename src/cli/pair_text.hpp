// SPDX-License-Identifier: Apache-2.0
// A pair of entries on a terminal: the same field on the same line, what differs marked; and the reasons in words.
#pragma once

#include <string>
#include <vector>

#include "cli/verb.hpp"
#include "operation/matching.hpp"

namespace midspan::cli {

std::vector<std::string> pair_lines(const operation::QueuedPair& pair, const Output& output);

// The machine's reading, field by field, with the number at the end of each line.
std::vector<std::string> why_lines(const operation::QueuedPair& pair, const Output& output);

}  // namespace midspan::cli
