// SPDX-License-Identifier: Apache-2.0
// The pairs that people have judged, as rows, and without those that cannot hold.
#pragma once

#include <cstdint>
#include <vector>

#include "people/finding.hpp"
#include "reconcile/encode/encode.hpp"
#include "reconcile/reconcile.hpp"

namespace midspan::reconcile {

constexpr std::int32_t kSurelySame = 1'000'000;  // in a label; 0 is surely different, and both hold

struct Judged {
  std::uint32_t left = 0, right = 0;  // rows, left < right
  std::int32_t same_ppm = 0;
  std::size_t line = 0;  // of the labels' file; 0: not from one
};

// By number, or by the first row of the list with the id. Left out, each with a finding: pairs of rows that no list has
// (RCN-108), pairs inside one of two lists, which are only linked with each other (RCN-119), and all sure labels of
// rows that they make one person and not one (RCN-120): by a pair that is both, by a chain of pairs, or by a person who
// would be on a list twice where no list has anybody twice.
std::vector<Judged> judged_rows(const std::vector<Labelled>& labels, const Encoded& encoded, Duplicates duplicates,
                                people::Findings& findings);

}  // namespace midspan::reconcile
