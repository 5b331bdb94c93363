// SPDX-License-Identifier: Apache-2.0
// The agreement of an operation: its texts in several languages, one tree, checked against what is known of the people.
#pragma once

#include <filesystem>
#include <vector>

#include "operation/operation.hpp"
#include "people/agreement.hpp"

namespace midspan::operation {

// Texts that all give one tree. Errors: OPR-060 (a text cannot be read: how many findings of severity Wrong), OPR-061
// (two texts that do not say the same: which), OPR-062 (no text).
struct ReadTerms {
  struct Text {
    std::string language;
    std::string text;
  };
  std::vector<Text> texts;  // in the order of the files
  people::Agreement first;
  std::string digest;         // of the tree
  people::Findings findings;  // of reading the first
};
base::Result<ReadTerms> read_terms(const std::vector<std::filesystem::path>& files);

// Proposes texts. Errors: those of read_terms.
struct Proposed {
  std::string digest;
  people::Findings findings;  // of reading and of checking against the people known so far
};
base::Result<Proposed> propose_terms(Operation& operation, const std::vector<std::filesystem::path>& files);

// The agreement in force, read from its English text, or the first there is. Errors: OPR-062 (none proposed yet).
base::Result<people::Agreement> agreement(const State& state);

// Signs the tree's digest for the party that the key is enrolled for. Errors: OPR-062, OPR-063 (square brackets are
// still open), those of record::Keys::may_sign.
base::Result<void> sign_terms(Operation& operation, const record::Signer& signer);

}  // namespace midspan::operation
