// SPDX-License-Identifier: Apache-2.0
// Who is who in an operation: runs the linker over the lists in force, keeps its doubts as a queue for people to judge,
// and tells each party what it should look at. A score never joins two entries; a judgement does.
#pragma once

#include <vector>

#include "base/progress.hpp"
#include "operation/operation.hpp"

namespace midspan::operation {

struct MatchReport {
  std::size_t entries = 0;
  std::size_t candidates = 0;  // pairs for the queue
  std::size_t left_out = 0;    // doubtful pairs behind four better ones of both their entries
  std::int32_t blocking_recall_ppm = 0;
  people::Findings findings;
};

// Appends reconcile.run. Pairs below `keep_ppm` are not worth a person's time and are not kept.
base::Result<MatchReport> reconcile_lists(Operation& operation, unsigned threads, base::Progress& progress,
                                          std::int32_t keep_ppm = 50'000);

struct QueuedPair {
  const people::CandidatePair* pair = nullptr;
  const people::Entry* left = nullptr;
  const people::Entry* right = nullptr;
  const people::ListVersion* left_list = nullptr;
  const people::ListVersion* right_list = nullptr;
  const people::LinkJudgement* judgement = nullptr;  // the newest; null: open
};
// Every pair of the newest run whose entries are in force, in the queue's order; judged ones included.
std::vector<QueuedPair> queue(const State& state);

// What each side's party should be told: on its list only, twice on its list, rival facts about one person, and where
// a holder's answer says other than its own list.
std::vector<people::Discrepancy> discrepancies(const State& state);

}  // namespace midspan::operation
