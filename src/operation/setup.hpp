// SPDX-License-Identifier: Apache-2.0
// The steps of run() that only move what a folder holds into an operation.
#pragma once

#include "operation/manifest.hpp"
#include "operation/run.hpp"

namespace midspan::operation {

struct Setup {
  Operation operation;
  std::vector<record::Signer> signers;  // of the manifest's signers: keys made here, kept in `out`/keys
};

// What a run leaves in its folder.
constexpr std::string_view kOperationFile = "operation.midspan";
std::filesystem::path key_file(const std::filesystem::path& out, const people::PartyId& signer);

// A new operation file in `out`, its parties, a key for each signer. Errors: RCD-070 (there is an operation already).
base::Result<Setup> set_up(const Manifest& manifest, const std::filesystem::path& out, const Access& access);

base::Result<void> submit_lists(Operation& operation, const Manifest& manifest, Summary& summary);
base::Result<void> take_judgements(Operation& operation, const Manifest& manifest, Summary& summary);
base::Result<void> take_answers(Operation& operation, const Manifest& manifest, Summary& summary);

// Adds a party with the keys that speak for it. Errors: OPR-024 (a party of that id is there).
base::Result<void> add_party(Operation& operation, const people::Party& party);

}  // namespace midspan::operation
