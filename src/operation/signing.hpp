// SPDX-License-Identifier: Apache-2.0
// From an allocation to paper: annexes frozen, one for each phase and releasing party; signatures; the documents in
// every language; the bundle that carries it all.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "operation/operation.hpp"

namespace midspan::operation {

// What the files of annex `at` (from 0) are called, without ending: "annex-1-el-salvador".
std::string annex_name(const State& state, std::size_t at);

// By number from 1, by its files' name, by id, or by the beginning of its id or digest where six letters or more tell;
// null for no such annex, or several.
const FrozenAnnex* find_annex(const State& state, std::string_view name);

// Whether each line of an annex stands on a leg that is closed: then nothing of it is left to do.
bool is_done(const State& state, const FrozenAnnex& frozen);

// Freezes annexes of `allocation`; the ids of those that are new. They take the place of all annexes before that are
// not done: those are neither signed nor planned any more. One that says the same as before stays as it is, whatever
// the day. Errors: those of sign::freeze; OPR-065 (nobody goes), OPR-068 (a party of the agreement that the operation
// does not know), OPR-085 (a leg is under way).
base::Result<std::vector<std::string>> freeze_annexes(Operation& operation, const people::Allocation& allocation);

// For the party that the key is enrolled for. Errors: OPR-066 (no such annex), OPR-086 (a newer one has taken its
// place), OPR-063 (the agreement has square brackets), OPR-067 (that party is not a signatory, or has signed), those of
// record::Keys::may_sign.
base::Result<void> sign_annex(Operation& operation, const std::string& annex, const record::Signer& signer);

// Every document of every annex in force, in every language of the operation: name -> bytes. Names are those of a
// bundle, below documents/: "annex-1-el-salvador.es.pdf". With the canonical annex, agreement texts and statement
// sheets.
base::Result<std::map<std::string, std::string>> documents(const Operation& operation);

// Appends document.issue for those not issued yet, and writes them below `folder`.
base::Result<void> issue_documents(Operation& operation, const std::map<std::string, std::string>& documents,
                                   const std::filesystem::path& folder);

// Log, checkpoint, keys and issued documents as one file or folder.
base::Result<void> write_bundle(const Operation& operation, const std::map<std::string, std::string>& documents,
                                const std::filesystem::path& path);

}  // namespace midspan::operation
