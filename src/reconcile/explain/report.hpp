// SPDX-License-Identifier: Apache-2.0
// One page that shows what was linked and why: works offline, asks no other origin, holds its own data.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/message.hpp"
#include "reconcile/reconcile.hpp"

namespace midspan::reconcile {

// Turns a message into a sentence of the reader's language.
using Say = std::function<std::string(const base::Message&)>;

// Rows that would not be linked even with a row that says the same: they hold too little.
struct Unlinkable {
  std::uint64_t count = 0;
  std::vector<RowRef> first;  // at most `most`
};
Unlinkable unlinkable_rows(const Linkage& linkage, std::int32_t needed_ppm, std::size_t most, unsigned threads = 0);

struct ReportOptions {
  std::vector<std::string> list_names;
  std::string language;  // of the page: "en"
  bool right_to_left = false;
  std::size_t pairs = 400;     // shown: the doubtful ones first, then an even part of the rest
  std::size_t clusters = 200;  // shown: those with the weakest bridges
  unsigned threads = 0;        // 0: as many as the machine has
};

// What is behind the page: "thresholds" (links, expected precision and recall, how many go to review), "pairs" with the
// steps of their waterfalls, "unlinkable" rows, "groups" with their weakest bridges. Cost: as that of the page.
base::json::Object report_data(const Outcome& outcome, const ReportOptions& options, const Say& say);

// Cost: proportional to the pairs shown and one look at each row.
std::string html_report(const Outcome& outcome, const ReportOptions& options, const Say& say);

}  // namespace midspan::reconcile
