// SPDX-License-Identifier: Apache-2.0
// What every import ends with: which rows were used, which were not and why.
#pragma once

#include "cli/verb.hpp"
#include "operation/imports.hpp"

namespace midspan::cli {

base::Exit tell(const base::Result<operation::Imported>& imported, Output& output);

}  // namespace midspan::cli
