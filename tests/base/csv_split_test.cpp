// SPDX-License-Identifier: Apache-2.0
// The splitter gives the records of CsvReader, whatever the bytes, the widths of the kernels and the size of a batch.
#include "base/csv_split.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace midspan::base {
namespace {

using Records = std::vector<std::vector<std::string>>;

Records by_reader(std::string_view text, CsvDialect dialect) {
  Records records;
  CsvReader reader(text, dialect);
  std::vector<std::string_view> fields;
  while (reader.next(fields)) records.emplace_back(fields.begin(), fields.end());
  return records;
}

Records by_splitter(std::string_view text, CsvDialect dialect, CsvMarks kernel, std::size_t most) {
  const std::string readable = std::string(text) + std::string(CsvSplitter::kReadable, '"');
  CsvSplitter splitter(std::string_view(readable).substr(0, text.size()), dialect, kernel);
  Records records;
  CsvRecords some;
  while (splitter.next(some, most)) {
    EXPECT_LE(some.ends.size(), most);
    std::size_t begin = 0;
    for (const std::uint32_t end : some.ends) {
      records.emplace_back(some.cells.begin() + static_cast<std::ptrdiff_t>(begin), some.cells.begin() + end);
      begin = end;
    }
    EXPECT_EQ(begin, some.cells.size());
  }
  return records;
}

class Splitter : public testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override {
    if (GetParam() >= csv_kernels().size()) GTEST_SKIP() << "this processor's family has no such kernel";
    if (!csv_kernels()[GetParam()].runs_here) GTEST_SKIP() << "this processor cannot run it";
  }
  void expect_same(const std::string& text, std::size_t most = 3, CsvDialect dialect = {}) const {
    ASSERT_EQ(by_splitter(text, dialect, csv_kernels()[GetParam()].run, most), by_reader(text, dialect)) << text;
  }
};

TEST_P(Splitter, GivesTheRecordsOfTheReader) {
  for (const char* text : {"",
                           "\n",
                           "\r\n\r\n",
                           "a",
                           "a,",
                           ",",
                           ",,\n,",
                           "a,b\nc,d\n",
                           "a,b\r\nc,d\r\n",
                           "a,b\rc,d",
                           "\"\"",
                           "\"\"\n\"\"",
                           "\"a,b\"\n",
                           "\"a\nb\",c",
                           "\"a\"\"b\",c\n",
                           "\"a\"b,c\n",
                           "\"a\"\"b\"c,\"d\"e\n",
                           "\"",
                           "a,\"",
                           "a,\"b\nc,d\n\"e\",f\n",
                           "a,\"b\"\"c\nd,\"e\"\n",
                           "\"a\nb\",c\n\"d\ne\"f,g\n",
                           "\"never closed,\n",
                           "\"a\"\"",
                           "a\"b,c\"d\n",
                           "\"a\"\r\n\"b\"\r\n",
                           "\n\n a,b\n\n\nc\n"})
    expect_same(text);
}

TEST_P(Splitter, OnRandomBytes) {
  std::mt19937 random(7);
  const std::string few = "ab,\"\n\r;";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t length = random() % 300;
    const bool any_byte = round % 3 == 0;
    for (std::size_t at = 0; at < length; ++at)
      text.push_back(any_byte ? static_cast<char>(random() % 256) : few[random() % (round % 2 == 0 ? 3 : few.size())]);
    expect_same(text, 1 + random() % 9, round % 5 == 0 ? CsvDialect{';', '\''} : CsvDialect{});
  }
}

TEST_P(Splitter, AcrossBlocksAndWindows) {
  std::mt19937 random(11);
  for (const std::size_t length : {63U, 64U, 65U, 4095U, 4096U, 4097U, 9000U, 20000U}) {
    std::string text;
    while (text.size() < length) {
      switch (random() % 12) {
        case 0: text += '\n'; break;
        case 1: text += "\"x,\"\"y\nz\""; break;
        case 2: text += std::string(random() % 200, 'w'); break;
        case 3: text += ','; break;
        default: text += "name,"; break;
      }
    }
    text.resize(length);
    expect_same(text, 256);
    std::erase(text, '"');
    expect_same(text, 256);
  }
  expect_same("a,\"" + std::string(100'000, 'q') + "\"\nb," + std::string(100'000, 'r') + "\n", 256);
  expect_same(std::string(5000, ','), 256);
}

INSTANTIATE_TEST_SUITE_P(All, Splitter, testing::Range<std::size_t>(0, 4), [](const auto& given) {
  return given.param < csv_kernels().size() ? std::string(csv_kernels()[given.param].name)
                                            : "missing" + std::to_string(given.param);
});

}  // namespace
}  // namespace midspan::base
