// SPDX-License-Identifier: Apache-2.0
// What a file is, by its bytes; its name may lie.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace midspan::lists::sheet {

enum class FileKind { Text, Zip };

// Errors: LST-001 (empty), LST-002 (something else; says what), LST-004 (old .xls), LST-006 (encrypted workbook),
// LST-023 (bytes that are no text).
base::Result<FileKind> identify(std::string_view bytes);

}  // namespace midspan::lists::sheet
