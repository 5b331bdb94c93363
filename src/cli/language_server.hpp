// SPDX-License-Identifier: Apache-2.0
// midspan terms serve: the Language Server Protocol (3.17) over two streams, for diagnostics, completion, hover and
// formatting of agreements in any editor that speaks it.
#pragma once

#include <istream>
#include <ostream>
#include <string_view>

#include "base/result.hpp"

namespace midspan::cli {

// Runs until "exit" or the end of the input. Ill-formed messages are answered with an error or skipped, never fatal.
base::Exit serve_terms(std::istream& in, std::ostream& out, std::string_view language);

}  // namespace midspan::cli
