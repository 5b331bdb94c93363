// SPDX-License-Identifier: Apache-2.0
// How a verb gets at an operation: the passphrase from a file, from the terminal, or an explicit --unsealed.
#pragma once

#include <filesystem>

#include "cli/verb.hpp"
#include "operation/operation.hpp"

namespace midspan::cli {

enum class Asking { Once, Twice };  // Twice: a new passphrase

// Errors: CLI-010 (no passphrase given and nobody to ask), CLI-011 (--demo-seed without --unsealed), CLI-012 (the two
// entries differ), CLI-013 (shorter than eight characters), BAS-001.
base::Result<operation::Access> access(const Common& common, Asking asking = Asking::Once);

// Opens, and says on every screen when the operation is not sealed (then no passphrase is asked for) and which acts
// count for nothing. Errors: those of access() and Operation::open.
base::Result<operation::Operation> open_operation(const std::filesystem::path& path, const Common& common,
                                                  Output& output);

// A party's signing key; one that is not sealed opens without a passphrase. Errors: those of access(), BAS-001,
// RCD-050, RCD-053.
base::Result<record::Signer> open_key(const std::filesystem::path& path, const Common& common);

void say_unsealed(const operation::Operation& operation, Output& output);

// Whether the file begins as operation files do.
bool is_operation_file(const std::filesystem::path& path);

// Prints the error and gives its exit.
base::Exit fail(Output& output, const base::Error& error);

}  // namespace midspan::cli
