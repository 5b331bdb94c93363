// SPDX-License-Identifier: Apache-2.0
// Whole files in and out.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace midspan::base {

// Errors: BAS-001 (cannot be opened or read; says why).
Result<std::string> read_file(const std::filesystem::path& path);

// Writes beside the target, fsyncs, renames: a reader sees the old file or the new one, never half of it.
// Missing folders are made. Errors: BAS-002 (cannot be written; says why).
enum class Access { Everyone, Owner };  // Owner: for keys; nobody else may read it
Result<void> write_file(const std::filesystem::path& path, std::string_view contents, Access access = Access::Everyone);

}  // namespace midspan::base
