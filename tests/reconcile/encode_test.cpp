// SPDX-License-Identifier: Apache-2.0
// Cells to numbers: the same numbers for the same folded text, whichever way a cell went.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <random>

#include "base/files.hpp"
#include "made_up.hpp"
#include "names/normalise.hpp"
#include "reconcile/encode/cells.hpp"
#include "reconcile/encode/encode.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

TEST(Cells, TheKernelSaysWhatThePlainOneSays) {
  std::mt19937 random(5);
  const std::string few = "abzAZ09 @[`{/:-'\t";
  for (int round = 0; round < 200'000; ++round) {
    std::string cell;
    const std::size_t size = 1 + random() % kKeyBytes;
    for (std::size_t at = 0; at < kKeyBytes; ++at)
      cell.push_back(round % 4 == 0 ? static_cast<char>(random() % 256)
                                    : few[random() % (round % 4 == 1   ? 7
                                                      : round % 4 == 2 ? 8
                                                                       : few.size())]);
    for (const Folding folding : {Folding::Words, Folding::OneWord, Folding::None}) {
      TextKey plain, own;
      const bool is_plain = key_of_cell_plain(cell.data(), size, folding, plain);
      ASSERT_EQ(is_plain, key_of_cell(cell.data(), size, folding, own)) << cell.substr(0, size);
      if (!is_plain) continue;
      ASSERT_EQ(plain, own);
      // A key is the folded text.
      TextKey folded;
      const std::string text = folding == Folding::None ? cell.substr(0, size) : names::fold(cell.substr(0, size));
      ASSERT_TRUE(key_of_text(text, folded));
      ASSERT_EQ(folded, own);
    }
  }
}

Encoded encoded(const Source& list, const std::vector<Field>& fields, unsigned threads) {
  auto made = encode({&list}, fields, {kNoColumn}, threads, nullptr);
  EXPECT_TRUE(made.has_value());
  return std::move(*made);
}

std::vector<Field> two_fields() {
  std::vector<Field> fields(2);
  fields[0].kind = Kind::Name;
  fields[1].kind = Kind::Text;
  for (std::size_t at = 0; at < 2; ++at) fields[at].columns = {{at}};
  return fields;
}

TEST(Encode, OneTextIsOneNumberInAllPieces) {
  // Long, short, of other letters, with zero bytes; more pieces than the first waves have.
  const std::vector<std::string> cells = {"Ana",
                                          "ana",
                                          "ANA ",
                                          "Ana-Maria",
                                          "ana maria",
                                          "Ñuño",
                                          "nuno",
                                          "",
                                          "unknown",
                                          "N/A",
                                          "محمد",
                                          "a very long name of many words",
                                          "A VERY LONG NAME OF MANY WORDS",
                                          "O'Neil",
                                          "oneil",
                                          std::string("a\0b", 3)};
  Rows rows;
  for (std::size_t row = 0; row < 200'000; ++row)
    rows.push_back(
        {cells[row * 7 % cells.size()], cells[row * 5 % cells.size()] + (row % 9 == 0 ? std::to_string(row) : "")});
  const auto list = table("a", {"given", "remark"}, rows);
  const Encoded one = encoded(*list, two_fields(), 1);
  ASSERT_EQ(one.rows, rows.size());
  for (std::size_t field = 0; field < 2; ++field) {
    std::vector<std::uint32_t> counts(one.dictionaries[one.group[field]].size(), 0);
    for (std::size_t row = 0; row < one.rows; ++row) {
      const std::string folded = names::fold(rows[row][field]);
      const std::uint32_t value = one.row(row)[field];
      if (folded == "unknown" || folded == "n a" || folded.empty()) {
        ASSERT_EQ(value, 0U);
        continue;
      }
      ++counts[value];
      ASSERT_EQ(one.dictionaries[one.group[field]].text(value), folded);
    }
    EXPECT_EQ(one.counts[field][0], counts);
  }
  const Encoded two = encoded(*list, two_fields(), 3);
  EXPECT_TRUE(std::equal(one.values.begin(), one.values.end(), two.values.begin(), two.values.end()));
  EXPECT_EQ(one.counts, two.counts);
}

// A file is first cut at line ends, in the hope that none of them stands within quotes.
TEST(Encode, CellsOfSeveralLinesAreReadWholeWhereverAFileIsCut) {
  const auto path = std::filesystem::temp_directory_path() / ("midspan-torn-" + std::to_string(::getpid()) + ".csv");
  Rows rows;
  std::string text = "given,remark\n";
  for (std::size_t row = 0; row < 30'000; ++row) {
    rows.push_back({"name" + std::to_string(row), "first line\n" + std::to_string(row % 1000) + ",\nthird line"});
    text += rows.back()[0] + ",\"" + rows.back()[1] + "\"\n";
  }
  ASSERT_TRUE(base::write_file(path, text).has_value());
  const auto file = csv_source(path);
  ASSERT_TRUE(file.has_value());
  ASSERT_GT((*file)->pieces(), 2U);
  const auto list = table("a", {"given", "remark"}, rows);
  const Encoded wanted = encoded(*list, two_fields(), 1);
  for (const unsigned threads : {1U, 3U}) {
    const Encoded made = encoded(**file, two_fields(), threads);
    ASSERT_EQ(made.rows, wanted.rows);
    for (std::size_t row = 0; row < made.rows; ++row)
      for (std::size_t field = 0; field < 2; ++field)
        ASSERT_EQ(made.dictionaries[made.group[field]].text(made.row(row)[field]),
                  wanted.dictionaries[wanted.group[field]].text(wanted.row(row)[field]));
  }
  std::filesystem::remove(path);
}

TEST(Encode, NoTextStandsTwiceInADictionary) {
  Rows rows;
  for (std::size_t row = 0; row < 60'000; ++row)
    rows.push_back({"name" + std::to_string(row % 20'000), std::string(row % 40, 'x') + std::to_string(row % 500)});
  const auto list = table("a", {"given", "remark"}, rows);
  const Encoded made = encoded(*list, two_fields(), 2);
  for (const Dictionary& dictionary : made.dictionaries) {
    std::map<std::string_view, std::uint32_t> seen;
    for (std::uint32_t id = 0; id < dictionary.size(); ++id) EXPECT_TRUE(seen.emplace(dictionary.text(id), id).second);
  }
}

TEST(Encode, IdsComeBackAndRepeatedOnesAreCounted) {
  for (const char* letters : {"0123456789", "abcdefghijklmnopqrstuvwxyz", "\xD9\x85 -"}) {
    std::mt19937 random(3);
    const std::string_view all = letters;
    Rows rows;
    std::map<std::string, std::uint64_t> seen;
    for (std::size_t row = 0; row < 40'000; ++row) {
      std::string id;
      for (std::size_t left = random() % 50 == 0 ? random() % 400 : random() % 7; left > 0; --left)
        id.push_back(all[random() % all.size()]);
      rows.push_back({"name", "remark", id});
      ++seen[id];
    }
    const auto list = table("a", {"given", "remark", "id"}, rows);
    const Encoded made = std::move(*encode({list.get()}, two_fields(), {2}, 2, nullptr));
    std::uint64_t again = 0;
    std::string first;
    for (std::size_t row = 0; row < rows.size(); ++row) ASSERT_EQ(made.id(row), rows[row][2]);
    std::vector<std::size_t> some;
    for (std::size_t row = 0; row < 1000; ++row) some.push_back(random() % rows.size());
    std::string text, wanted;
    std::vector<std::uint32_t> ends;
    made.ids_of(some, text, ends);
    ASSERT_EQ(ends.size(), some.size());
    for (std::size_t at = 0; at < some.size(); ++at) {
      wanted += rows[some[at]][2];
      ASSERT_EQ(ends[at], wanted.size());
    }
    EXPECT_EQ(text, wanted);
    for (const auto& [id, count] : seen) {
      if (id.empty() || count == 1) continue;
      if (first.empty()) first = id;
      again += count - 1;
    }
    for (const unsigned threads : {1U, 3U}) {
      const RepeatedIds repeated = find_repeated_ids(made, 0, threads);
      EXPECT_EQ(repeated.count, again);
      EXPECT_EQ(repeated.first, first);
    }
  }
}

}  // namespace
}  // namespace midspan::reconcile
