// SPDX-License-Identifier: Apache-2.0
#include "names/kanji.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "base/embedded.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_kanji);

namespace midspan::names {

namespace {

constexpr std::int32_t kRarer = kCostPerBit;  // each further reading of a letter is half as probable
constexpr std::size_t kWidest = 48;
constexpr std::size_t kLongest = 8;  // letters

using Letters = std::map<std::u32string, std::vector<std::string>>;  // of letters, and of names read as a whole

const Letters& letters() {
  static const Letters kLetters = [] {
    Letters made;
    for_each_row(MIDSPAN_EMBEDDED(names_kanji), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 2) return;
      std::vector<std::string>& readings = made[code_points(fold_joined(cells[0]))];
      for_each_part(cells[1], '|', [&](std::string_view reading) {
        if (std::find(readings.begin(), readings.end(), reading) == readings.end()) readings.emplace_back(reading);
      });
    });
    return made;
  }();
  return kLetters;
}

}  // namespace

std::vector<Reading> japanese_readings(std::string_view word, std::size_t most) {
  const std::u32string points = code_points(fold_joined(word));
  if (points.empty() || points.size() > kLongest) return {};
  std::vector<Reading> readings = {{std::string(), 0}};
  for (const char32_t point : points) {
    const auto found = letters().find(std::u32string(1, point));
    if (found == letters().end()) {
      readings.clear();
      break;
    }
    std::vector<Reading> longer;
    for (const Reading& reading : readings)
      for (std::size_t at = 0; at < found->second.size(); ++at)
        longer.push_back({reading.latin + found->second[at], reading.cost + static_cast<std::int32_t>(at) * kRarer});
    std::stable_sort(longer.begin(), longer.end(),
                     [](const Reading& left, const Reading& right) { return left.cost < right.cost; });
    if (longer.size() > kWidest) longer.resize(kWidest);
    readings = std::move(longer);
  }
  // A name that is read as a whole is mostly read so; its letters one by one are the next guess.
  if (const auto whole = letters().find(points); whole != letters().end() && points.size() > 1) {
    std::vector<Reading> all;
    for (std::size_t at = 0; at < whole->second.size(); ++at)
      all.push_back({whole->second[at], static_cast<std::int32_t>(at) * kRarer});
    const auto later = static_cast<std::int32_t>(all.size()) * kRarer;
    for (Reading& reading : readings)
      if (std::none_of(all.begin(), all.end(), [&](const Reading& one) { return one.latin == reading.latin; }))
        all.push_back({std::move(reading.latin), reading.cost + later});
    readings = std::move(all);
  }
  if (readings.size() > most) readings.resize(most);
  return readings;
}

}  // namespace midspan::names
