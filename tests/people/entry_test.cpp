// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "people/list.hpp"

namespace midspan::people {
namespace {

// Values of every kind, each there in about half of the entries: bytes that are no text, tokens that are a span of the
// name and tokens that are not, days on both sides of 1970.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  EntryValues values() {
    EntryValues values;
    maybe([&] { values.name = name(); });
    maybe([&] { values.other_names = {name(), name()}; });
    maybe([&] { values.father = name(); });
    maybe([&] { values.mother = name(); });
    for (DateSpan* date : {&values.birth, &values.held_since, &values.captured, &values.status_date})
      maybe([&] { *date = span(); });
    for (std::string* word : {&values.birth_place, &values.rank, &values.unit, &values.holder, &values.on_behalf_of,
                              &values.facility, &values.sentence, &values.offence, &values.status, &values.consent,
                              &values.destination, &values.family_unit, &values.hold, &values.remark})
      maybe([&] { *word = text(); });
    maybe([&] { values.sex = static_cast<Sex>(number(1, 3)); });
    maybe([&] { values.health = static_cast<Health>(number(1, 5)); });
    maybe([&] { values.nationalities = {text(), ""}; });
    maybe([&] { values.categories = {text()}; });
    maybe([&] {
      const std::string raw = text();
      values.identifiers = {{ColumnRole::Passport, raw, raw}, {ColumnRole::OtherId, raw, ""}, {ColumnRole::CaseNumber}};
    });
    return values;
  }

  std::vector<Cell> cells() {
    std::vector<Cell> cells(number(0, 20));
    for (Cell& cell : cells) maybe([&] { cell = {text(), static_cast<CellType>(number(0, 6))}; });
    return cells;
  }

 private:
  template <typename Do>
  void maybe(Do action) {
    if (number(0, 1) == 1) action();
  }
  unsigned number(unsigned low, unsigned high) { return std::uniform_int_distribution<unsigned>(low, high)(random_); }
  std::string text() {
    std::string text(number(0, 9) == 0 ? number(0, 400) : number(0, 12), '\0');
    for (char& byte : text) byte = static_cast<char>(number(0, 255));
    return text;
  }
  NameForm name() {
    NameForm name;
    name.raw = text();
    name.script = static_cast<Script>(number(0, 17));
    name.role = static_cast<NameRole>(number(0, 4));
    for (unsigned count = number(0, 4); count > 0; --count) {
      NameToken token;
      token.kind = static_cast<TokenKind>(number(0, 14));
      token.begin = number(0, static_cast<unsigned>(name.raw.size()));
      token.end = number(0, static_cast<unsigned>(name.raw.size()) + 2);
      token.text = token.begin <= token.end && number(0, 1) == 0 ? name.raw.substr(token.begin, token.end - token.begin)
                                                                 : text();
      name.tokens.push_back(token);
    }
    return name;
  }
  DateSpan span() {
    DateSpan span;
    span.raw = text();
    span.earliest = static_cast<base::Day>(number(0, 80'000)) - 40'000;
    span.latest = span.earliest + static_cast<base::Day>(number(0, 800)) - 1;
    span.calendar = static_cast<Calendar>(number(0, 5));
    span.precision = static_cast<Precision>(number(0, 5));
    span.flags = static_cast<std::uint8_t>(number(0, 31));
    return span;
  }
  std::mt19937 random_;
};

TEST(Entry, GivesBackWhatItWasGiven) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Maker maker(seed);
    const EntryValues values = maker.values();
    const std::vector<Cell> cells = maker.cells();
    Entry entry;
    entry.set_values(values);
    entry.set_cells(cells);
    ASSERT_EQ(entry.values(), values) << seed;
    ASSERT_EQ(entry.cells(), cells) << seed;
    for (std::size_t at = 0; at < cells.size() + 2; ++at)
      ASSERT_EQ(entry.cell_text(at), at < cells.size() ? cells[at].raw : "") << seed;
    entry.set_values(EntryValues());
    ASSERT_EQ(entry.values(), EntryValues());
  }
}

TEST(Entry, AnEmptyOneIsEmpty) {
  const Entry entry;
  EXPECT_EQ(entry.values(), EntryValues());
  EXPECT_TRUE(entry.cells().empty());
  EXPECT_EQ(entry.cell_text(3), "");
}

}  // namespace
}  // namespace midspan::people
