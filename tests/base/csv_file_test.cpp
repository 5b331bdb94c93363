// SPDX-License-Identifier: Apache-2.0
// A file read in pieces gives the records of the file read at once, wherever the cuts fall.
#include "base/csv_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "base/csv_split.hpp"
#include "base/files.hpp"

namespace midspan::base {
namespace {

using Records = std::vector<std::vector<std::string>>;

void append_records(Records& records, std::string_view text) {
  CsvReader reader(text);
  std::vector<std::string_view> fields;
  while (reader.next(fields)) records.emplace_back(fields.begin(), fields.end());
}

void expect_same(const std::string& text, std::size_t piece_bytes) {
  const auto path =
      std::filesystem::temp_directory_path() / ("midspan-csv-file-test-" + std::to_string(::getpid()) + ".csv");
  ASSERT_TRUE(write_file(path, text).has_value());
  Records whole;
  append_records(whole, text);
  const auto file = CsvFile::open(path, {}, 1, piece_bytes);
  ASSERT_TRUE(file.has_value());
  Records pieces;
  std::string buffer;
  for (std::size_t piece = 0; piece < file->pieces(); ++piece) append_records(pieces, file->read(piece, buffer));
  EXPECT_EQ(whole, pieces) << text;
  // Cut in hope, the pieces give the same records, or one that is not the last says that they do not.
  const auto hoped = CsvFile::open(path, {}, 1, piece_bytes, CsvFile::Cuts::Hoped);
  ASSERT_TRUE(hoped.has_value());
  pieces.clear();
  bool torn = false;
  for (std::size_t piece = 0; piece < hoped->pieces(); ++piece) {
    CsvSplitter splitter(hoped->read(piece, buffer));
    CsvRecords records;
    while (splitter.next(records, 2)) {
      std::size_t begin = 0;
      for (const std::size_t end : records.ends) {
        pieces.emplace_back(records.cells.begin() + static_cast<std::ptrdiff_t>(begin),
                            records.cells.begin() + static_cast<std::ptrdiff_t>(end));
        begin = end;
      }
    }
    torn = torn || (splitter.unclosed_quote() && piece + 1 < hoped->pieces());
  }
  if (!torn) {
    EXPECT_EQ(whole, pieces) << text;
  }
  std::filesystem::remove(path);
}

TEST(CsvFile, CutsOnlyBetweenRecords) {
  expect_same("a,b\n1,2\n3,4\n", 4);
  expect_same("a,b\r\n1,2\r\n3,4\r\n", 5);
  expect_same("a,\"b\nc\"\n1,\"x,\"\"y\"\"\n\"\nlast,2", 3);
  expect_same("no quotes here\nat all\n", 1);
  expect_same("", 8);
  expect_same("\n\n\n", 1);
}

TEST(CsvFile, AgreesWithTheReaderOnAnyText) {
  std::mt19937 random(7);
  const std::string letters = "ab,\"\n\r";
  for (int round = 0; round < 400; ++round) {
    std::string text;
    const std::size_t length = random() % 60;
    for (std::size_t at = 0; at < length; ++at) text.push_back(letters[random() % letters.size()]);
    expect_same(text, 1 + random() % 12);
  }
}

TEST(CsvFile, SkipsTheMarkOfUtf8) {
  const auto path =
      std::filesystem::temp_directory_path() / ("midspan-csv-file-mark-" + std::to_string(::getpid()) + ".csv");
  ASSERT_TRUE(write_file(path,
                         "\xEF\xBB\xBF"
                         "a,b\n1,2\n")
                  .has_value());
  const auto file = CsvFile::open(path);
  ASSERT_TRUE(file.has_value());
  std::string buffer;
  EXPECT_EQ(file->read(0, buffer), "a,b\n1,2\n");
  std::filesystem::remove(path);
}

TEST(CsvFile, SaysWhyItCannotBeRead) {
  const auto file = CsvFile::open("/no/such/file.csv");
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().message.code, "BAS-001");
}

}  // namespace
}  // namespace midspan::base
