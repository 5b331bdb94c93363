// SPDX-License-Identifier: Apache-2.0
// The entry point of the stage: lists in; who is the same person, how sure, and why, out.
//
// One list gives duplicates inside it, two lists give links between them, more lists give persons across them. The
// result does not depend on the number of threads, the compiler or the machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "people/finding.hpp"
#include "people/link.hpp"
#include "reconcile/source.hpp"

namespace midspan::reconcile {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

struct RowRef {
  std::uint32_t list = 0;  // index among the inputs
  std::uint32_t row = 0;   // from 0, header not counted
  auto operator<=>(const RowRef&) const = default;
};

// Weights are log2 odds in 1/65536; probabilities are parts per million.
struct Link {
  RowRef left;  // left < right
  RowRef right;
  std::int32_t weight = 0;                              // of the comparison alone, prior included
  std::int32_t probability_ppm = 0;                     // after assignment: what competing links leave of it
  people::Relation relation = people::Relation::Other;  // most probable, of the pair alone
  std::uint32_t passes = 0;                             // bits of the passes that met it; 0: joined through others
  bool automatic = false;                               // probability >= 0.999 and no rival within 4 bits
};

struct Cluster {
  std::vector<RowRef> members;   // sorted; at least two
  std::int32_t weakest_ppm = 0;  // of the link whose loss would split the cluster (its bridge), 1,000,000 at most
  RowRef weakest_left, weakest_right;
};

// What a person said about a pair. Judgements hold whatever the score, and "different" also blocks joining the two
// through a third.
struct Judgement {
  RowRef left;
  RowRef right;
  people::Verdict verdict = people::Verdict::Unsure;
};

enum class Duplicates : std::uint8_t {
  Found,  // a list may hold a person twice if its rows say so
  None,   // no list holds a person twice: links between lists are one to one
  Any,    // lists may hold persons many times: links are many to many
};

// A judged pair that the estimate learns from: the probability that it is one person. Of pairs judged 1 or 0, and no
// nearly, that holds as judgements do.
struct LabelledRow {
  std::uint32_t list = 0;
  std::uint32_t row = 0;  // from 0
  std::string id;         // if not empty, the cell of the id column instead of the row
};
struct Labelled {
  LabelledRow left;
  LabelledRow right;
  std::int32_t same_ppm = 0;
  std::size_t line = 0;  // of the file that says so, for findings
};

struct Options {
  unsigned threads = 0;  // 0: as many as the machine has
  std::int32_t keep_ppm =
      500'000;  // links below are not given; from 0.5 on a row has one partner, below all rivals show
  Duplicates duplicates = Duplicates::Found;
  std::vector<std::size_t> id_columns;  // by list: the column that names its rows, never compared; kNoColumn: none
  std::vector<std::vector<std::string>>
      blocking;  // headings or field names that must agree; empty: chosen by the program
  std::vector<Judgement> judgements;
  std::vector<Labelled> labels;
  const base::json::Value* model = nullptr;  // of an earlier run, or Splink settings; null: estimated from the lists
  base::Progress* progress = nullptr;
};

// One field that lists were compared on.
struct FieldReport {
  std::string name;                                // "given", "birth", "postcode"
  std::string kind;                                // "name", "date", "code", "number", "category", "text"
  std::vector<std::vector<std::string>> headings;  // by list
  std::size_t distinct = 0;
  std::vector<std::int32_t> filled_ppm;  // by list
  struct Level {
    std::string name;        // "exact", "near", ...
    std::int32_t m_ppm = 0;  // among rows of one person
    std::int32_t u_ppm = 0;  // among rows of strangers
    std::int32_t sibling_ppm = 0;
    std::int32_t namesake_ppm = 0;
    std::int32_t weight = 0;  // log2 m/u, 1/65536
  };
  std::vector<Level> levels;
};

struct PassReport {
  std::string name;                  // "given~ + surname~"
  std::uint64_t candidates = 0;      // met here and in no earlier pass
  std::uint64_t skipped_blocks = 0;  // blocks too large even when refined
  std::uint64_t skipped_rows = 0;
};

struct Counters {
  std::vector<std::uint64_t> rows;  // by list
  std::uint64_t candidates = 0;
  std::uint64_t patterns = 0;
  int iterations = 0;                    // of the estimate
  std::int64_t expected_matches = 0;     // among the candidates, by the model
  std::int32_t blocking_recall_ppm = 0;  // estimated share of true pairs that are candidates; 0: cannot be told
  std::int32_t expected_precision_ppm = 0;
  std::int32_t expected_recall_ppm = 0;                            // blocking included
  std::vector<std::pair<std::string, std::int64_t>> milliseconds;  // by stage; never part of a result
};

// What evidence on demand needs: encoded rows, dictionaries, model. Opaque.
class Linkage;

struct Outcome {
  std::vector<Link> links;        // sorted by left, right
  std::vector<Cluster> clusters;  // sorted by first member
  std::vector<FieldReport> fields;
  std::vector<PassReport> passes;
  Counters counters;
  people::Findings findings;  // columns not used, blocks skipped, ids repeated
  base::json::Value model;    // holds no names; see docs/formats/model.md
  base::json::Value splink;   // the same as settings of Splink, four classes projected onto two
  std::shared_ptr<const Linkage> linkage;
};

// Errors: RCN-010 (no rows), RCN-011 (no column in common), RCN-012 (more than 4,000 million rows), RCN-013 (a model
// that does not fit), RCN-019 (cancelled), RCN-023 (no such field to block by), RCN-025 (too many of them).
base::Result<Outcome> reconcile(const std::vector<const Source*>& lists, const Options& options);

// Takes out the links below a probability, and expects of those that stay. Clusters stay as they are.
void keep_links(Outcome& outcome, std::int32_t least_ppm);

// Why a pair of rows scores as it does: one line a field, in the order of Outcome::fields. Any two rows may be asked.
people::CandidatePair explain_pair(const Linkage& linkage, RowRef left, RowRef right);  // ids stay empty
double odds_of(std::int32_t weight);  // 2^weight; for showing, never for deciding

// The same as numbers, for writing out millions of pairs.
struct FieldScore {
  unsigned level = 0;       // 0: missing
  unsigned last = 0;        // the level of disagreement
  std::int32_t weight = 0;  // log2 m/u
  std::int32_t rarity = 0;  // what the value's own frequency adds
};
std::vector<FieldScore> field_scores(const Linkage& linkage, RowRef left, RowRef right);
std::string id_of(const Linkage& linkage, RowRef row);  // the id column's cell; empty without one
// The same of many rows, faster: one behind the other in `text`, by row where each ends.
void ids_of(const Linkage& linkage, std::span<const RowRef> rows, std::string& text, std::vector<std::uint32_t>& ends);
Link score_pair(const Linkage& linkage, RowRef left, RowRef right);  // before assignment

}  // namespace midspan::reconcile
