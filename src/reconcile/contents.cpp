// SPDX-License-Identifier: Apache-2.0
#include "reconcile/contents.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string_view>

#include "names/dates.hpp"
#include "names/known_words.hpp"
#include "names/name_variants.hpp"
#include "names/normalise.hpp"
#include "reconcile/headings.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kMost = 1200;  // cells looked at
constexpr std::size_t kFewest = 12;
constexpr std::size_t kFewestValues = 6;
constexpr double kAsManyGiven = 0.8;  // of the column that has most given names
constexpr int kSpreadOfBirths = 8;    // years between the quarters of a column

bool most_of(std::size_t count, std::size_t all) { return count * 10 >= all * 8; }

// One column, looked at as dates and numbers.
struct Numbers {
  std::size_t cells = 0;
  std::size_t dates = 0;   // with a day or a month
  std::vector<int> years;  // of the dates, or the numbers themselves where they are years
  std::size_t whole = 0;   // numbers below 10,000
  int least = 10'000, most = 0;
  std::set<int> distinct;

  explicit Numbers(const std::vector<std::string>& column) {
    for (const std::string& cell : column) {
      if (cells == kMost) break;
      ++cells;
      if (const auto number = whole_number(cell)) {
        ++whole;
        least = std::min(least, *number);
        most = std::max(most, *number);
        distinct.insert(*number);
        if (*number >= 1850 && *number <= 2100) years.push_back(*number);
        continue;
      }
      const people::DateSpan span = names::parse_date(cell);
      if (!span.known() || span.precision == people::Precision::Age || span.latest - span.earliest > 366) continue;
      ++dates;
      years.push_back(base::civil(span.earliest).year);
    }
    std::sort(years.begin(), years.end());
  }

  static std::optional<int> whole_number(std::string_view cell) {
    const std::string digits = names::ascii_digits(cell);
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    int number = 0;
    for (const char byte : digits) {
      if (byte < '0' || byte > '9') return std::nullopt;
      number = number * 10 + (byte - '0');
    }
    return number;
  }

  int spread() const { return years.size() < kFewest ? 0 : years[years.size() * 3 / 4] - years[years.size() / 4]; }
  bool are_births() const { return most_of(dates, cells) && spread() >= kSpreadOfBirths; }
  bool are_years() const { return dates == 0 && most_of(years.size(), cells) && spread() >= kSpreadOfBirths; }
  // All of 1 to `last`, or nearly.
  bool run_to(int last) const {
    return cells >= kFewest && whole == cells && least >= 1 && most <= last &&
           distinct.size() * 10 >= static_cast<std::size_t>(last) * 8;
  }
};

struct Words {
  std::size_t cells = 0;
  std::size_t of_letters = 0;  // cells of one to six words and nothing else
  std::size_t known = 0;       // words of these that are known as names
  std::size_t given = 0;       // with a known given name in front
  std::size_t foreign = 0;     // in scripts of which no words are known
  std::size_t words = 0;
  std::set<std::string> distinct;

  explicit Words(const std::vector<std::string>& column) {
    for (const std::string& cell : column) {
      if (cells == kMost) break;
      ++cells;
      const std::string folded = names::fold(cell);
      if (folded.empty() ||
          std::any_of(folded.begin(), folded.end(), [](char byte) { return byte >= '0' && byte <= '9'; }))
        continue;
      const auto parts = split_words(folded);
      if (parts.size() > 6) continue;
      ++of_letters;
      words += parts.size();
      known += static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), names::is_known));
      given += names::variant_lines(parts.front()).empty() ? 0 : 1;
      foreign +=
          std::any_of(folded.begin(), folded.end(), [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
      distinct.insert(folded);
    }
  }

  bool are_names() const {
    if (cells < kFewest || of_letters * 10 < cells * 9) return false;
    if (foreign * 2 > of_letters) return given * 4 >= of_letters || distinct.size() * 2 >= of_letters;
    return known * 2 >= words && distinct.size() >= kFewestValues;
  }
  bool are_single() const { return words * 10 < of_letters * 15; }
};

class Reader {
 public:
  explicit Reader(std::vector<Contents>& columns) : columns_(columns) {}

  std::vector<std::size_t> run() {
    if (!any({Meaning::Birth, Meaning::BirthYear, Meaning::Age})) find_birth();
    if (!any({Meaning::FullName, Meaning::Given}) || !any({Meaning::FullName, Meaning::Family})) find_names();
    std::sort(found_.begin(), found_.end());
    return found_;
  }

 private:
  bool any(std::initializer_list<Meaning> meanings) const {
    return std::any_of(columns_.begin(), columns_.end(), [&](const Contents& column) {
      return std::find(meanings.begin(), meanings.end(), column.meaning) != meanings.end();
    });
  }

  void say(std::size_t at, Meaning meaning) {
    columns_[at].meaning = meaning;
    columns_[at].open = false;
    found_.push_back(at);
  }

  void find_birth() {
    std::vector<std::pair<std::size_t, Numbers>> open;
    for (std::size_t at = 0; at < columns_.size(); ++at)
      if (columns_[at].open) open.emplace_back(at, Numbers(*columns_[at].cells));
    // The dates, else the years, that spread most.
    std::size_t best = open.size();
    for (const bool years : {false, true})
      for (std::size_t one = 0; one < open.size() && (best == open.size() || years == open[best].second.are_years());
           ++one) {
        const Numbers& numbers = open[one].second;
        if (!(years ? numbers.are_years() : numbers.are_births())) continue;
        if (best == open.size() || numbers.spread() > open[best].second.spread()) best = one;
      }
    if (best == open.size()) return;
    const bool year_alone = open[best].second.are_years();
    say(open[best].first, year_alone ? Meaning::BirthYear : Meaning::Birth);
    if (!year_alone) return;
    // A month and a day beside the year.
    const auto beside = [&](int last, int above) -> std::optional<std::size_t> {
      std::optional<std::size_t> only;
      for (const auto& [at, numbers] : open) {
        const bool near = at + 2 >= open[best].first && at <= open[best].first + 2;
        if (!columns_[at].open || !near || !numbers.run_to(last) || numbers.most <= above) continue;
        if (only) return std::nullopt;
        only = at;
      }
      return only;
    };
    const auto month = beside(12, 0);
    const auto day = beside(31, 12);
    if (!month || !day) return;
    say(*month, Meaning::BirthMonth);
    say(*day, Meaning::BirthDay);
  }

  void find_names() {
    std::vector<std::pair<std::size_t, Words>> open;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
      if (!columns_[at].open) continue;
      Words words(*columns_[at].cells);
      if (words.are_names()) open.emplace_back(at, std::move(words));
    }
    const auto most = [&](const auto& value, bool single) -> const std::pair<std::size_t, Words>* {
      const std::pair<std::size_t, Words>* best = nullptr;
      for (const auto& one : open)
        if (columns_[one.first].open && one.second.are_single() == single && one.second.cells > 0 &&
            (best == nullptr || value(one.second) > value(best->second)))
          best = &one;
      return best;
    };
    const auto part = [](std::size_t of, std::size_t all) {
      return static_cast<double>(of) / static_cast<double>(all);
    };
    const auto as_given = [&](const Words& words) { return part(words.given, words.cells); };
    const auto as_name = [&](const Words& words) {
      return part(words.known, words.words) + part(words.foreign + words.distinct.size(), words.cells);
    };
    if (!any({Meaning::Given, Meaning::Family})) {
      if (const auto* whole = most(as_name, false); whole != nullptr) {
        say(whole->first, Meaning::FullName);
        return;
      }
    }
    const bool alone = !any({Meaning::Family});
    const std::pair<std::size_t, Words>* given = any({Meaning::Given}) ? nullptr : most(as_given, true);
    // Fathers' and mothers' columns hold given names as well. Whoever asks for them has asked for one's own before.
    if (given != nullptr)
      for (const auto& one : open)
        if (one.first < given->first && columns_[one.first].open && one.second.are_single() &&
            as_given(one.second) >= kAsManyGiven * as_given(given->second)) {
          given = &one;
          break;
        }
    // Villages bear the names of people too; but the family's name, if it has a column, has the most of them.
    if (given != nullptr && !alone && as_given(given->second) < 0.3) given = nullptr;
    if (given != nullptr) say(given->first, Meaning::Given);
    // Nor is a father's column that of families: theirs are names that are not given to children.
    const auto as_family = [&](const Words& words) { return as_name(words) - as_given(words); };
    const std::pair<std::size_t, Words>* family = alone ? most(as_family, true) : nullptr;
    if (family != nullptr) say(family->first, Meaning::Family);
    else if (given != nullptr && alone) columns_[given->first].meaning = Meaning::FullName;
  }

  std::vector<Contents>& columns_;
  std::vector<std::size_t> found_;
};

}  // namespace

std::vector<std::size_t> read_contents(std::vector<Contents>& columns) { return Reader(columns).run(); }

}  // namespace midspan::reconcile
