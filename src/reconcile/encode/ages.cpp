// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/ages.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "names/normalise.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::uint32_t kFewestVotes = 5;
constexpr int kAround = 5;                   // years before and after, which show how many votes chance gives
constexpr std::size_t kMostOfOneName = 200;  // pairs of rows
constexpr int kRough = 4;

// One number for the names of a row, whatever their order; 0 without a name.
enum class Words { All, FirstTwo };  // FirstTwo: of three or more
std::uint64_t names_of_row(const Encoded& encoded, const std::vector<Field>& fields, const Values& names,
                           std::size_t row, Words which) {
  std::vector<std::uint32_t> words;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (fields[field].kind != Kind::Name) continue;
    const std::uint32_t value = encoded.row(row)[field];
    if (value == 0) continue;
    const NameValue& name = names.names[value];
    if (name.words <= 1) words.push_back(value);
    else
      words.insert(words.end(), names.name_words.begin() + name.words_begin,
                   names.name_words.begin() + name.words_begin + name.words);
  }
  if (which == Words::FirstTwo) words.erase(words.begin() + (words.size() < 3 ? 0 : 2), words.end());
  std::sort(words.begin(), words.end());
  std::uint64_t hash = 0;
  for (const std::uint32_t word : words) hash = mix(hash ^ word, 0xA24BAED4963EE407ULL);
  return words.empty() ? 0 : hash | 1U;
}

// Where one list calls people by their tribe and the other does not, hardly a name is equal. Own names and the next
// ones are, of namesakes too; but those of one person all vote for one year, and namesakes for any.
YearOfAges year_of_first_words(const std::map<std::uint64_t, std::array<std::vector<std::int32_t>, 2>>& first_words) {
  std::map<int, std::int64_t> votes;
  for (const auto& [key, sides] : first_words) {
    if (sides[0].size() * sides[1].size() > kMostOfOneName) continue;
    for (const std::int32_t birth : sides[0])
      for (const std::int32_t age : sides[1]) ++votes[birth + age];
  }
  const auto votes_of = [&](int year) {
    const auto there = votes.find(year);
    return there == votes.end() ? std::int64_t{0} : there->second;
  };
  YearOfAges best;
  for (const auto& [year, count] : votes)
    for (const int last : {year, year + 1})
      if (const std::int64_t sum = votes_of(last - 1) + votes_of(last); sum > best.votes)
        best = {last, 0, static_cast<std::uint32_t>(sum)};
  std::int64_t around = 0;  // of 2 * kAround years
  for (int apart = 1; apart <= kAround; ++apart)
    around += votes_of(best.year - 1 - apart) + votes_of(best.year + apart);
  const std::int64_t by_chance = around / kAround;  // of two years
  const auto sum = static_cast<std::int64_t>(best.votes);
  // Twice as many as chance gives, and far more than chance varies.
  const std::int64_t more = sum - by_chance;
  if (more < by_chance || more < 2 * static_cast<std::int64_t>(kFewestVotes) || more * more < 25 * by_chance) return {};
  return best;
}

std::int32_t middle(std::vector<std::int32_t> years) {
  if (years.empty()) return kNoYear;
  const auto half = years.begin() + static_cast<std::ptrdiff_t>(years.size() / 2);
  std::nth_element(years.begin(), half, years.end());
  return *half;
}

}  // namespace

std::optional<int> age_in(std::string_view cell) {
  const std::string text = names::ascii_digits(cell);
  std::size_t at = 0;
  while (at < text.size() && (text[at] < '0' || text[at] > '9')) ++at;
  int age = 0;
  std::size_t digits = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits)
    age = std::min(age * 10 + (text[at] - '0'), 1000);
  if (digits == 0 || age > 120) return std::nullopt;
  return age;
}

std::vector<std::int32_t> ages_in(const Dictionary& texts, const std::vector<std::uint32_t>& counts) {
  std::vector<std::int32_t> ages(counts.size(), kNoYear);
  for (std::uint32_t id = 1; id < ages.size(); ++id)
    if (counts[id] != 0) ages[id] = age_in(texts.text(id)).value_or(kNoYear);
  return ages;
}

people::DateSpan births_of_age(int age, int year, int rough) {
  people::DateSpan span;
  span.earliest = base::day_of({year - age - 1 - rough, 1, 1});
  span.latest = base::day_of({year - age + rough, 12, 31});
  span.calendar = people::Calendar::Gregorian;
  span.precision = people::Precision::Age;
  return span;
}

YearOfAges year_of_ages(const Encoded& encoded, const std::vector<Field>& fields, const Values& names,
                        const std::vector<bool>& dated, std::size_t list, const std::vector<std::int32_t>& births) {
  struct Known {
    std::int32_t year = kNoYear;
    bool twice = false;
  };
  std::map<std::uint64_t, std::array<Known, 2>> known;  // by names: on a list with dates, and on this one
  std::map<std::uint64_t, std::array<std::vector<std::int32_t>, 2>> first_words;
  std::vector<std::int32_t> years, ages;
  for (std::size_t of = 0; of + 1 < encoded.list_begin.size(); ++of) {
    if (of != list && !dated[of]) continue;
    const std::size_t side = of == list ? 1 : 0;
    for (std::size_t row = encoded.list_begin[of]; row < encoded.list_begin[of + 1]; ++row) {
      if (births[row] == kNoYear) continue;
      (side == 0 ? years : ages).push_back(births[row]);
      const std::uint64_t key = names_of_row(encoded, fields, names, row, Words::All);
      if (key == 0) continue;
      if (const std::uint64_t two = names_of_row(encoded, fields, names, row, Words::FirstTwo); two != 0)
        first_words[two][side].push_back(births[row]);
      Known& there = known[key][side];
      there.twice = there.year != kNoYear;
      there.year = births[row];
    }
  }
  std::map<int, std::uint32_t> votes;
  std::uint32_t all = 0;
  for (const auto& [key, sides] : known) {
    if (sides[0].year == kNoYear || sides[1].year == kNoYear || sides[0].twice || sides[1].twice) continue;
    ++votes[sides[0].year + sides[1].year];
    ++all;
  }
  // Before and after the birthday of the year: two years of votes, next to each other.
  YearOfAges best;
  for (const auto& [year, count] : votes)
    for (const int last : {year, year + 1}) {
      const auto before = votes.find(last - 1);
      const auto same = votes.find(last);
      const std::uint32_t sum = (before == votes.end() ? 0 : before->second) + (same == votes.end() ? 0 : same->second);
      if (sum > best.votes) best = {last, 0, sum};
    }
  if (best.votes >= kFewestVotes && best.votes * 4 >= all) return best;
  if (years.empty() || ages.empty()) return {};
  if (const YearOfAges told = year_of_first_words(first_words); told.votes != 0) return told;
  return {middle(years) + middle(ages), kRough, 0};
}

}  // namespace midspan::reconcile
