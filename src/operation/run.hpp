// SPDX-License-Identifier: Apache-2.0
// The main job in one call: a folder of lists and an agreement in; named, signed, verifiable lists out.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "operation/clearing.hpp"
#include "operation/manifest.hpp"
#include "operation/matching.hpp"
#include "verify/verify.hpp"

namespace midspan::operation {

struct ListSummary {
  people::ListId list;
  std::string party;
  people::ListKind kind = people::ListKind::Sought;
  std::string file;
  std::size_t entries = 0;
  std::size_t doubts = 0;  // findings of severity Doubt or Wrong
};

struct Summary {
  bool unsealed = false;
  std::map<std::string, std::map<std::string, std::string>> party_names;  // party id -> language -> name
  std::vector<ListSummary> lists;
  std::size_t persons = 0;
  std::size_t candidates = 0;  // pairs that the linker found
  std::size_t left_out = 0;    // weaker pairs than those, see MatchReport
  std::size_t judged_same = 0;
  std::size_t judged_different = 0;
  std::size_t doubtful = 0;  // pairs that nobody has decided: open, or unsure
  std::size_t joined = 0;    // persons with more than one entry
  std::size_t statements = 0;
  std::size_t acknowledged = 0;  // persons whom their holder acknowledges
  std::size_t holds = 0;
  std::map<std::string, std::size_t> under_hold;  // kind -> persons
  std::map<std::string, std::size_t> consents;    // answer -> persons, of those on held lists
  std::string agreement;
  std::string terms_digest;
  bool has_brackets = false;  // the agreement: nothing of it is signed
  people::Findings terms_findings;
  Cleared cleared;
  std::map<std::string, std::string> names;  // person id -> name, for those entitled
  std::vector<people::Discrepancy> discrepancies;
  struct AnnexSummary {
    std::string released_by;
    std::string to;
    std::string phase;  // empty: the agreement has none
    std::size_t lines = 0;
    std::string digest;
    std::vector<std::string> signed_by;
  };
  std::vector<AnnexSummary> annexes;
  std::int64_t acts = 0;
  verify::Report verified;
  people::Findings doubts;           // what is to be settled before the facts can be relied on
  people::Findings import_findings;  // of answers, holds, consents, judgements
  std::filesystem::path folder;      // of the documents
  std::filesystem::path bundle;
  std::filesystem::path operation;
};

struct RunOptions {
  Access access;
  unsigned threads = 0;
};

// Everything from the lists to the verified bundle. `out` must not hold an operation yet. After an error it holds none
// again: what was wrong can be mended and the same command given once more.
base::Result<Summary> run(const Manifest& manifest, const std::filesystem::path& out, const RunOptions& options,
                          base::Progress& progress);

}  // namespace midspan::operation
