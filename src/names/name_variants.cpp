// SPDX-License-Identifier: Apache-2.0
#include "names/name_variants.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/embedded.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_variants);
MIDSPAN_DECLARE_EMBEDDED(names_apart);

namespace midspan::names {

namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
struct Lines {
  std::unordered_map<std::string, std::vector<std::uint16_t>, TextHash, std::equal_to<>> of_form;  // looked up only
  std::vector<char> first_letters;           // of the full form of each line
  std::array<std::uint64_t, 1024> filter{};  // bits: of most words that are no form it says so at once

  static std::size_t filter_bit(std::string_view text) {
    std::uint64_t head = 0;
    std::memcpy(&head, text.data(), std::min<std::size_t>(text.size(), sizeof head));
    return (head ^ text.size()) * 0x9E3779B97F4A7C15ULL >> 48;
  }
  bool may_hold(std::string_view text) const {
    const std::size_t bit = filter_bit(text);
    return (filter[bit / 64] >> (bit % 64) & 1U) != 0;
  }
};

const Lines& lines() {
  static const Lines kLines = [] {
    Lines made;
    for_each_row(MIDSPAN_EMBEDDED(names_variants), [&](std::span<const std::string_view> cells) {
      const auto line = static_cast<std::uint16_t>(made.first_letters.size());
      made.first_letters.push_back(cells[0].front());
      for_each_part(cells[0], '|', [&](std::string_view form) {
        const std::string folded = fold_joined(form);
        const std::size_t bit = Lines::filter_bit(folded);
        made.filter[bit / 64] |= std::uint64_t{1} << (bit % 64);
        std::vector<std::uint16_t>& of_form = made.of_form[folded];
        if (of_form.empty() || of_form.back() != line) of_form.push_back(line);
      });
    });
    return made;
  }();
  return kLines;
}

// Where a form stands among those that are names of their own.
struct Apart {
  std::uint16_t line = 0;
  std::uint16_t group = 0;
};
using ApartForms = std::unordered_map<std::string, std::vector<Apart>, TextHash, std::equal_to<>>;  // looked up only

const ApartForms& apart_forms() {
  static const ApartForms kForms = [] {
    ApartForms made;
    std::uint16_t line = 0;
    for_each_row(MIDSPAN_EMBEDDED(names_apart), [&](std::span<const std::string_view> cells) {
      std::uint16_t group = 0;
      for_each_part(cells[0], '|', [&](std::string_view forms) {
        for_each_part(forms, ',', [&](std::string_view form) { made[fold_joined(form)].push_back({line, group}); });
        ++group;
      });
      ++line;
    });
    return made;
  }();
  return kForms;
}

bool are_apart(std::string_view left, std::string_view right) {
  const auto first = apart_forms().find(left);
  const auto second = apart_forms().find(right);
  if (first == apart_forms().end() || second == apart_forms().end()) return false;
  return std::any_of(first->second.begin(), first->second.end(), [&](const Apart& one) {
    return std::any_of(second->second.begin(), second->second.end(),
                       [&](const Apart& other) { return one.line == other.line && one.group != other.group; });
  });
}

}  // namespace

std::span<const std::uint16_t> variant_lines(std::string_view folded) {
  if (!lines().may_hold(folded)) return {};
  const auto found = lines().of_form.find(folded);
  if (found == lines().of_form.end()) return {};
  return found->second;
}

bool full_form_begins(std::string_view folded, char letter) {
  const auto of_form = variant_lines(folded);
  return std::any_of(of_form.begin(), of_form.end(),
                     [&](std::uint16_t line) { return lines().first_letters[line] == letter; });
}

Variants compare_variants(std::string_view left, std::string_view right) {
  const auto first = variant_lines(left);
  const auto second = variant_lines(right);
  if (first.empty() || second.empty()) return Variants::Unknown;
  for (std::size_t at = 0, other = 0; at < first.size() && other < second.size();) {
    if (first[at] == second[other]) return are_apart(left, right) ? Variants::Different : Variants::Same;
    if (first[at] < second[other]) ++at;
    else ++other;
  }
  return Variants::Different;
}

}  // namespace midspan::names
