// SPDX-License-Identifier: Apache-2.0
// Formatted in pieces on all threads: a million links are a million lines.
#include "cli/reconcile_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "cli/table_file.hpp"

namespace midspan::cli {

namespace {

std::string_view word_of(people::Relation relation) {
  static constexpr std::string_view kWords[] = {"same_person", "sibling", "parent_or_child", "namesake", "other"};
  return kWords[static_cast<std::size_t>(relation)];
}

constexpr std::size_t kMostOfNumber = 24;

// Numbers are written into room that is known to be there, as nothing else would be as fast for millions of them.
char* write_number(char* to, std::uint64_t value) { return std::to_chars(to, to + kMostOfNumber, value).ptr; }

char* write_digits(char* to, std::uint32_t value, std::size_t digits) {
  for (char* at = to + digits; at != to; value /= 10) *--at = static_cast<char>('0' + value % 10);
  return to + digits;
}

// "0.998712": six digits, no rounding of its own.
char* write_ppm(char* to, std::int32_t ppm) {
  const auto value = static_cast<std::uint32_t>(ppm);
  *to++ = static_cast<char>('0' + value / 1'000'000);
  *to++ = '.';
  return write_digits(to, value % 1'000'000, 6);
}

// log2 odds with four digits.
char* write_weight(char* to, std::int32_t weight) {
  const std::int64_t tenthousandths =
      (static_cast<std::int64_t>(weight < 0 ? -weight : weight) * 10000 + 32768) / 65536;
  if (weight < 0 && tenthousandths != 0) *to++ = '-';
  to = write_number(to, static_cast<std::uint64_t>(tenthousandths / 10000));
  *to++ = '.';
  return write_digits(to, static_cast<std::uint32_t>(tenthousandths % 10000), 4);
}

void append_ppm(std::string& out, std::int32_t ppm) {
  char text[kMostOfNumber];
  out.append(text, write_ppm(text, ppm));
}

void append_weight(std::string& out, std::int32_t weight) {
  char text[kMostOfNumber];
  out.append(text, write_weight(text, weight));
}

void append_number(std::string& out, std::uint64_t value) {
  char text[kMostOfNumber];
  out.append(text, write_number(text, value));
}

// Lines of a few links. Whose ids they are is asked for all of them at once.
void append_own(std::string& out, const reconcile::Outcome& outcome, std::span<const reconcile::Link> links) {
  thread_local std::vector<reconcile::RowRef> rows;
  thread_local std::string ids;
  thread_local std::vector<std::uint32_t> ends;
  rows.clear();
  for (const reconcile::Link& link : links) rows.insert(rows.end(), {link.left, link.right});
  reconcile::ids_of(*outcome.linkage, rows, ids, ends);
  constexpr std::size_t kMostOfLine = 8 * kMostOfNumber;  // ids aside
  const std::size_t before = out.size();
  out.resize(before + links.size() * kMostOfLine + 2 * ids.size());
  char* to = out.data() + before;
  std::uint32_t begin = 0;
  for (std::size_t at = 0; at < links.size(); ++at) {
    for (const std::size_t row : {2 * at, 2 * at + 1}) {
      to = write_number(to, rows[row].list + 1U);
      *to++ = ',';
      to = write_number(to, rows[row].row + 1U);
      *to++ = ',';
      to = base::write_csv_field(to, std::string_view(ids).substr(begin, ends[row] - begin));
      begin = ends[row];
      *to++ = ',';
    }
    to = write_ppm(to, links[at].probability_ppm);
    *to++ = ',';
    to = write_weight(to, links[at].weight);
    *to++ = ',';
    const std::string_view relation = word_of(links[at].relation);
    to += relation.copy(to, relation.size());
    *to++ = '\n';
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
}

// 2^weight: a Bayes factor, as Splink writes it.
void append_factor(std::string& out, std::int32_t weight) {
  fmt::format_to(std::back_inserter(out), "{:.6g}", reconcile::odds_of(weight));
}

// gamma counts from disagreement (0) up, -1 is missing. bf_tf_adj is what the value's own frequency adds.
void append_splink(std::string& out, const reconcile::Outcome& outcome, const std::vector<std::string>& names,
                   const reconcile::Link& link) {
  append_weight(out, link.weight);
  out.push_back(',');
  append_ppm(out, link.probability_ppm);
  for (const reconcile::RowRef& end : {link.left, link.right}) {
    out.push_back(',');
    base::append_csv_field(out, names[end.list]);
    out.push_back(',');
    const std::string id = reconcile::id_of(*outcome.linkage, end);
    if (id.empty()) append_number(out, end.row + 1U);
    else base::append_csv_field(out, id);
  }
  for (const reconcile::FieldScore& field : reconcile::field_scores(*outcome.linkage, link.left, link.right)) {
    fmt::format_to(std::back_inserter(out), ",{},", field.level == 0 ? -1 : static_cast<int>(field.last - field.level));
    append_factor(out, field.weight);
    out.push_back(',');
    append_factor(out, field.rarity);
  }
  out.push_back(',');
  if (link.passes != 0) append_number(out, static_cast<std::uint64_t>(std::countr_zero(link.passes)));
  out.push_back('\n');
}

std::string splink_header(const reconcile::Outcome& outcome) {
  std::string out = "match_weight,match_probability,source_dataset_l,unique_id_l,source_dataset_r,unique_id_r";
  std::set<std::string> called;
  for (const reconcile::FieldReport& field : outcome.fields) {
    std::string name = field.headings.front().front();
    for (int again = 2; !called.insert(name).second; ++again)
      name = field.headings.front().front() + "_" + std::to_string(again);
    for (const char* const prefix : {"gamma_", "bf_", "bf_tf_adj_"}) {
      out.push_back(',');
      base::append_csv_field(out, prefix + name);
    }
  }
  return out + ",match_key\n";
}

}  // namespace

base::Result<void> write_links(const std::string& path, const reconcile::Outcome& outcome,
                               const std::vector<std::string>& names, LinkColumns columns, unsigned threads) {
  constexpr std::size_t kLinks = 16384;
  constexpr std::size_t kTogether = 128;
  const std::size_t count = (outcome.links.size() + kLinks - 1) / kLinks;
  return write_table(path, std::max<std::size_t>(count, 1), threads, [&](std::size_t piece) {
    std::string out;
    const std::size_t end = std::min(outcome.links.size(), (piece + 1) * kLinks);
    out.reserve((end - piece * kLinks + 1) * 72);
    if (piece == 0)
      out += columns == LinkColumns::Own
                 ? "list_l,row_l,id_l,list_r,row_r,id_r,match_probability,match_weight,relation\n"
                 : splink_header(outcome);
    const std::span<const reconcile::Link> links(outcome.links.data() + piece * kLinks, end - piece * kLinks);
    if (columns == LinkColumns::Own)
      for (std::size_t at = 0; at < links.size(); at += kTogether)
        append_own(out, outcome, links.subspan(at, std::min(kTogether, links.size() - at)));
    else
      for (const reconcile::Link& link : links) append_splink(out, outcome, names, link);
    return out;
  });
}

}  // namespace midspan::cli
