// SPDX-License-Identifier: Apache-2.0
// A file as the linker reads it: a large CSV in UTF-8 goes to it as it is; workbooks and other encodings go through
// lists/.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "reconcile/source.hpp"

namespace midspan::cli {

// Errors: those of reconcile::csv_source and lists::read_list.
base::Result<std::unique_ptr<reconcile::Source>> list_source(const std::string& path);

}  // namespace midspan::cli
