// SPDX-License-Identifier: Apache-2.0
#include "reconcile/profile.hpp"

#include <algorithm>
#include <unordered_set>

#include "names/normalise.hpp"
#include "reconcile/headings.hpp"

namespace midspan::reconcile {

ProfileSink ProfileSink::of(const Source& list) {
  constexpr std::size_t kPieces = 4;
  ProfileSink sink(list.columns().size());
  const std::size_t pieces = list.pieces();
  for (std::size_t number = 0; number < std::min(kPieces, pieces); ++number)
    list.read(pieces <= kPieces ? number : number * (pieces - 1) / (kPieces - 1), sink);
  return sink;
}

bool ProfileSink::repeats(std::size_t copy, std::size_t column) const {
  std::size_t filled = 0, said = 0;
  for_each_row(kRowsSideBySide, [&](std::size_t row) {
    const auto pieces = [&](std::size_t at) {
      std::string text = names::fold(cells_[at][row]);
      for (char& byte : text)
        if (byte == '-' || byte == '/' || byte == '.' || byte == ':' || byte == ',') byte = ' ';
      return text;
    };
    const std::string mine = pieces(copy), theirs = pieces(column);
    const auto words = split_words(mine), others = split_words(theirs);
    if (words.empty()) return;
    ++filled;
    said += std::all_of(
                words.begin(), words.end(),
                [&](std::string_view word) { return std::find(others.begin(), others.end(), word) != others.end(); })
                ? 1
                : 0;
  });
  return filled >= 20 && said * 20 >= filled * 19;
}

bool ProfileSink::holds(std::size_t column, std::size_t part) const {
  std::size_t both = 0, held = 0;
  for_each_row(kRowsSideBySide, [&](std::size_t row) {
    const std::string name = names::fold(cells_[column][row]), wanted = names::fold(cells_[part][row]);
    const auto words = split_words(name), others = split_words(wanted);
    if (words.empty() || others.empty()) return;
    ++both;
    held += std::find_first_of(words.begin(), words.end(), others.begin(), others.end()) != words.end() ? 1 : 0;
  });
  return held * 2 > both;
}

std::vector<std::string> ProfileSink::sample(std::size_t column, std::size_t most) const {
  std::vector<std::string> cells;
  for_each_row(most, [&](std::size_t row) {
    if (!cells_[column][row].empty()) cells.push_back(cells_[column][row]);
  });
  return cells;
}

Profile ProfileSink::profile(std::size_t column) const {
  Profile profile;
  profile.rows = rows_;
  std::unordered_set<std::string_view> seen;
  seen.reserve(cells_[column].size());
  for (const std::string& cell : cells_[column]) {
    if (cell.empty()) continue;
    ++profile.filled;
    seen.insert(cell);
    if (cell.find(' ') != std::string::npos) ++profile.several_words;
    std::size_t digits = 0, letters = 0, marks = 0;
    for (const char byte : cell) {
      if (byte >= '0' && byte <= '9') ++digits;
      else if (byte == '-' || byte == '/' || byte == '.' || byte == ':' || byte == ' ' || byte == '_') ++marks;
      else ++letters;
    }
    if (digits >= 6 && letters <= 1 && marks >= 2 && marks <= 6 && cell.size() <= 30) ++profile.dates;
    const bool whole =
        marks == 0 || (marks == 1 && cell.ends_with(".0"));  // "12.0", as programs of statistics write 12
    if (digits > 0 && letters == 0 && whole && cell.size() <= 9) ++profile.numbers;
    if (digits == cell.size() && digits <= 2) ++profile.below_100;
    if (digits * 3 >= cell.size() && cell.size() <= 40) ++profile.codes;
  }
  profile.distinct = seen.size();
  return profile;
}

Kind kind_of_profile(const Profile& profile) {
  const auto most = [&](std::size_t count) { return count * 10 >= profile.filled * 8; };
  if (most(profile.dates)) return Kind::Date;
  if (profile.distinct <= 60 || profile.distinct * 200 <= profile.filled) return Kind::Category;
  if (most(profile.numbers)) return Kind::Number;
  if (most(profile.codes)) return Kind::Code;
  return Kind::Text;
}

}  // namespace midspan::reconcile
