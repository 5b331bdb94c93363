// SPDX-License-Identifier: Apache-2.0
// What the page shows, as data: the page and --json say the same.
#include <algorithm>
#include <map>
#include <string_view>

#include "base/threads.hpp"
#include "base/utf8.hpp"
#include "reconcile/explain/report.hpp"
#include "reconcile/linkage.hpp"

namespace midspan::reconcile {

namespace {

using base::json::Array;
using base::json::Object;

// "2:17 (C-0041)": list and row from 1, with its id.
std::string name_of(const Linkage& linkage, RowRef row) {
  std::string text = std::to_string(row.list + 1) + ":" + std::to_string(row.row + 1);
  const std::string id = id_of(linkage, row);
  if (!id.empty()) text += " (" + base::repaired_utf8(id) + ")";
  return text;
}

Object row_json(const Linkage& linkage, RowRef row) {
  return Object{{"list", row.list + 1}, {"row", row.row + 1}, {"id", base::repaired_utf8(id_of(linkage, row))}};
}

std::string_view word_of(people::Relation relation) {
  static constexpr std::string_view kWords[] = {"same_person", "sibling", "parent_or_child", "namesake", "other"};
  return kWords[static_cast<std::size_t>(relation)];
}

std::string relation_label(const Say& say, people::Relation relation) {
  static constexpr const char* kCodes[] = {"RCN-451", "RCN-452", "RCN-453", "RCN-454", "RCN-455"};
  return say({kCodes[static_cast<std::size_t>(relation)], {}});
}

Array thresholds(const Outcome& outcome) {
  std::int64_t all = 0;
  for (const Link& link : outcome.links) all += link.probability_ppm;
  Array rows;
  for (const std::int32_t line : {500'000, 800'000, 900'000, 950'000, 990'000, 999'000, 999'900}) {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (const Link& link : outcome.links)
      if (link.probability_ppm >= line) {
        sum += link.probability_ppm;
        ++count;
      }
    const std::int64_t recall = all == 0 ? 0 : sum * outcome.counters.expected_recall_ppm / all;
    rows.push_back(Object{{"ppm", line},
                          {"links", count},
                          {"precision", count == 0 ? std::int64_t{0} : sum / count},
                          {"recall", recall},
                          {"review", static_cast<std::int64_t>(outcome.links.size()) - count}});
  }
  return rows;
}

// Links to show: all doubtful ones first, then an even part of the others.
std::vector<const Link*> chosen_links(const Outcome& outcome, std::size_t most) {
  std::vector<const Link*> links;
  links.reserve(outcome.links.size());
  for (const Link& link : outcome.links) links.push_back(&link);
  const auto less_sure = [](const Link* one, const Link* other) {
    return one->probability_ppm != other->probability_ppm ? one->probability_ppm < other->probability_ppm : one < other;
  };
  if (links.size() > most) {
    const auto doubtful = static_cast<std::ptrdiff_t>(most / 2);
    std::nth_element(links.begin(), links.begin() + doubtful, links.end(), less_sure);
    const std::vector<const Link*> first(links.begin(), links.begin() + doubtful);
    const Link* const border = links[most / 2];
    std::vector<const Link*> others;
    for (const Link& link : outcome.links)
      if (!less_sure(&link, border)) others.push_back(&link);
    links = first;
    const std::size_t rest = most - most / 2;
    for (std::size_t at = 0; at < rest; ++at) links.push_back(others[at * others.size() / rest]);
  }
  std::sort(links.begin(), links.end(), less_sure);
  return links;
}

Object pair_json(const Outcome& outcome, const Link& link, const Say& say) {
  const people::CandidatePair pair = explain_pair(*outcome.linkage, link.left, link.right);
  Array evidence;
  std::string words;
  for (const people::FieldEvidence& field : pair.evidence) {
    const std::string level = say(field.level);
    evidence.push_back(Object{{"field", field.field},
                              {"left", base::repaired_utf8(field.left)},
                              {"right", base::repaired_utf8(field.right)},
                              {"level", level},
                              {"code", field.level.code},
                              {"weight", field.weight},
                              {"rarity", field.frequency_weight}});
    if (!field.left.empty() && !field.right.empty()) words += (words.empty() ? "" : "; ") + field.field + ": " + level;
  }
  return Object{{"left", name_of(*outcome.linkage, link.left)},
                {"right", name_of(*outcome.linkage, link.right)},
                {"ppm", link.probability_ppm},
                {"weight", link.weight},
                {"relation", relation_label(say, link.relation)},
                {"kind", word_of(link.relation)},
                {"sure", link.automatic},
                {"left_row", row_json(*outcome.linkage, link.left)},
                {"right_row", row_json(*outcome.linkage, link.right)},
                {"prior", outcome.linkage->scorer->prior_weight()},
                {"words", words},
                {"evidence", std::move(evidence)}};
}

Array cluster_rows(const Outcome& outcome, std::size_t most) {
  std::vector<const Cluster*> clusters;
  for (const Cluster& cluster : outcome.clusters) clusters.push_back(&cluster);
  std::stable_sort(clusters.begin(), clusters.end(),
                   [](const Cluster* one, const Cluster* other) { return one->weakest_ppm < other->weakest_ppm; });
  if (clusters.size() > most) clusters.resize(most);
  Array rows;
  for (const Cluster* cluster : clusters) {
    std::string members;
    for (std::size_t at = 0; at < std::min<std::size_t>(cluster->members.size(), 12); ++at)
      members += (at == 0 ? "" : ", ") + name_of(*outcome.linkage, cluster->members[at]);
    if (cluster->members.size() > 12) members += " \xE2\x80\xA6";
    rows.push_back(Object{{"members", members},
                          {"size", static_cast<std::uint64_t>(cluster->members.size())},
                          {"ppm", cluster->weakest_ppm},
                          {"bridge", name_of(*outcome.linkage, cluster->weakest_left) + " \xE2\x86\x94 " +
                                         name_of(*outcome.linkage, cluster->weakest_right)}});
  }
  return rows;
}

}  // namespace

Unlinkable unlinkable_rows(const Linkage& linkage, std::int32_t needed_ppm, std::size_t most, unsigned threads) {
  constexpr std::size_t kRows = 65536;  // on one thread
  const Encoded& encoded = linkage.encoded;
  std::vector<Unlinkable> parts((encoded.rows + kRows - 1) / kRows);
  base::for_each_stretch(encoded.rows, kRows, threads, [&](std::size_t begin, std::size_t end) {
    Unlinkable& part = parts[begin / kRows];
    // A row against itself agrees wherever it has a value: few patterns, each weighed once.
    std::map<Pattern, ClassWeights> known;
    Pattern last = 0;
    const ClassWeights* weights = nullptr;
    for (std::size_t row = begin; row < end; ++row) {
      const std::uint32_t* values = encoded.row(row);
      Pattern pattern = 0;
      for (std::size_t field = 0; field < encoded.fields; ++field)
        pattern |= static_cast<Pattern>(values[field] != 0) << (kLevelBits * field);
      if (weights == nullptr || pattern != last) {
        weights = &known.try_emplace(pattern, linkage.scorer->of_pattern(pattern)).first->second;
        last = pattern;
      }
      if (probability_ppm(linkage.scorer->score(*weights, pattern, values, values).weight) >= needed_ppm) continue;
      ++part.count;
      if (part.first.size() >= most) continue;
      const std::size_t list = encoded.list_of(row);
      part.first.push_back(
          {static_cast<std::uint32_t>(list), static_cast<std::uint32_t>(row - encoded.list_begin[list])});
    }
  });
  Unlinkable found;
  for (const Unlinkable& part : parts) {
    found.count += part.count;
    const std::size_t room = std::min(most - found.first.size(), part.first.size());
    found.first.insert(found.first.end(), part.first.begin(), part.first.begin() + static_cast<std::ptrdiff_t>(room));
  }
  return found;
}

base::json::Object report_data(const Outcome& outcome, const ReportOptions& options, const Say& say) {
  Array pairs;
  for (const Link* link : chosen_links(outcome, options.pairs)) pairs.push_back(pair_json(outcome, *link, say));
  const Unlinkable unlinkable = unlinkable_rows(*outcome.linkage, 500'000, 100, options.threads);
  Array poor, rows;
  for (const RowRef& row : unlinkable.first) {
    poor.push_back(name_of(*outcome.linkage, row));
    rows.push_back(row_json(*outcome.linkage, row));
  }
  return Object{
      {"thresholds", thresholds(outcome)},
      {"pairs", std::move(pairs)},
      {"unlinkable", Object{{"count", unlinkable.count}, {"rows", std::move(poor)}, {"entries", std::move(rows)}}},
      {"groups", cluster_rows(outcome, options.clusters)}};
}

}  // namespace midspan::reconcile
