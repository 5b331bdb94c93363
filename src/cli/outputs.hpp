// SPDX-License-Identifier: Apache-2.0
// What a verb writes beside what it reads.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace midspan::cli {

// Whether each output is a file of its own, and none that is read; empty paths are none. Devices and pipes may be given
// twice. Errors: CLI-044 (the file is read), CLI-042 (it is written twice).
base::Result<void> outputs_stand_apart(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs);

}  // namespace midspan::cli
