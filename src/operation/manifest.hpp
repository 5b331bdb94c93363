// SPDX-License-Identifier: Apache-2.0
// A folder that holds everything an operation begins with, described by its operation.json: who takes part, which files
// are whose lists, answers and orders, and the texts of the agreement. docs/formats/operation-folder.md
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "operation/imports.hpp"

namespace midspan::operation {

struct Manifest {
  std::filesystem::path folder;
  Opening opening;
  std::string at;  // the time that acts claim when nobody says otherwise; may be empty
  std::vector<people::Party> parties;
  std::vector<Submission> lists;

  struct Statements {
    people::PartyId party;
    people::ListId list;
    std::filesystem::path file;
  };
  std::vector<Statements> statements;
  struct About {
    people::ListId list;
    std::filesystem::path file;
  };
  std::vector<About> holds;
  std::vector<About> consents;
  std::vector<std::filesystem::path> judgements;
  std::vector<std::filesystem::path> terms;
  std::vector<people::PartyId> signers;  // who signs the annexes in a demonstration
};

// Errors: BAS-001, BAS-010, OPR-070 (a member that is missing or not understood: which).
base::Result<Manifest> read_manifest(const std::filesystem::path& folder);

}  // namespace midspan::operation
