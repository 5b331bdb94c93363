// SPDX-License-Identifier: Apache-2.0
#include "parquet/parquet.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "base/files.hpp"

namespace midspan::parquet {
namespace {

namespace fs = std::filesystem;

const std::vector<Column> kColumns = {{"row_l", Kind::Whole}, {"name's \"own\"", Kind::Text}, {"p", Kind::Real}};
const std::string kTable = "row_l,\"name's \"\"own\"\"\",p\n1,\"Rana, of the North\",0.5\n2,,0.25\n";

class Parquet : public testing::Test {
 protected:
  void SetUp() override {
    const char* named = std::getenv("MIDSPAN_DUCKDB");
    real_ = named != nullptr ? named : "";
    use(MIDSPAN_STAND_IN);
  }
  void TearDown() override {
    fs::remove_all(folder_);
    if (real_.empty()) ::unsetenv("MIDSPAN_DUCKDB");
    else use(real_);
  }
  static void use(const std::string& library) { ::setenv("MIDSPAN_DUCKDB", library.c_str(), 1); }
  fs::path file(const std::string& name, const std::string& text) const {
    EXPECT_TRUE(base::write_file(folder_ / name, text).has_value());
    return folder_ / name;
  }
  static std::string code(const base::Error& error) { return error.message.code; }
  static std::string reason(const base::Error& error) {
    for (const auto& [name, value] : error.message.arguments)
      if (name == "reason") return std::get<std::string>(value);
    return "";
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("midspan-parquet-" + std::to_string(::getpid()));
  std::string real_;
};

TEST_F(Parquet, IsKnownByItsNameWhenWrittenAndByItsBytesWhenRead) {
  EXPECT_TRUE(is_named_so("out/links.parquet"));
  EXPECT_FALSE(is_named_so("links.csv"));
  EXPECT_FALSE(is_named_so("parquet"));
  EXPECT_TRUE(looks_so(file("list.csv", "PAR1 and more")));
  EXPECT_FALSE(looks_so(file("short", "PAR")));
  EXPECT_FALSE(looks_so(file("list.parquet", "name,born\n")));
  EXPECT_FALSE(looks_so(folder_));
  EXPECT_FALSE(looks_so(folder_ / "absent"));
}

TEST_F(Parquet, ComesInAsCsvInAFileThatNoFolderNames) {
  auto csv = AsCsv::read(file("a.parquet", "PAR1\nname,born\nRana,1990-01-02\n"), 2);
  ASSERT_TRUE(csv.has_value()) << reason(csv.error());
  EXPECT_EQ(*base::read_file(csv->path()), "name,born\nRana,1990-01-02\n");
  const AsCsv moved = std::move(*csv);
  EXPECT_EQ(*base::read_file(moved.path()), "name,born\nRana,1990-01-02\n");
  EXPECT_TRUE(fs::read_symlink(moved.path()).string().ends_with(" (deleted)"));
}

TEST_F(Parquet, GoesOutWithTypes) {
  ASSERT_TRUE(write(folder_ / "new" / "links.parquet", kTable, kColumns).has_value());
  EXPECT_EQ(*base::read_file(folder_ / "new" / "links.parquet"), "PAR1\n" + kTable + "typed\n");
}

TEST_F(Parquet, SaysWhyAFileIsRefusedByItsName) {
  const auto csv = AsCsv::read(file("bad.parquet", "PAR1 refuse"), 1);
  ASSERT_FALSE(csv.has_value());
  EXPECT_EQ(code(csv.error()), "PQT-001");
  EXPECT_EQ(reason(csv.error()), "Input Error: 'bad.parquet' is not good");
  const auto written = write(folder_ / "links.parquet", "name\nrefuse\n", {{"name", Kind::Text}});
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(code(written.error()), "PQT-003");
  EXPECT_FALSE(fs::exists(folder_ / "links.parquet"));
}

TEST_F(Parquet, OutlivesAReaderThatCrashes) {
  const auto csv = AsCsv::read(file("hostile.parquet", "PAR1 crash"), 1);
  ASSERT_FALSE(csv.has_value());
  EXPECT_EQ(code(csv.error()), "PQT-001");
  EXPECT_EQ(reason(csv.error()), "the reader broke down");
}

TEST_F(Parquet, SaysThatThereIsNoLibrary) {
  const fs::path list = file("a.parquet", "PAR1\nname\nRana\n");
  for (const std::string& none : {std::string("/nowhere/libduckdb.so"), std::string("libc.so.6")}) {
    use(none);
    const auto csv = AsCsv::read(list, 1);
    ASSERT_FALSE(csv.has_value()) << none;
    EXPECT_EQ(code(csv.error()), "PQT-002");
    EXPECT_EQ(code(write(folder_ / "b.parquet", kTable, kColumns).error()), "PQT-002");
  }
  EXPECT_EQ(code(AsCsv::read(folder_ / "absent", 1).error()), "BAS-001");
}

// With the library itself, where MIDSPAN_DUCKDB names it.
TEST_F(Parquet, ReturnsWhatWasWrittenThroughTheLibrary) {
  if (real_.empty()) GTEST_SKIP() << "MIDSPAN_DUCKDB names no library";
  use(real_);
  const fs::path path = folder_ / "links.parquet";
  const auto written = write(path, kTable, kColumns);
  ASSERT_TRUE(written.has_value()) << reason(written.error());
  EXPECT_TRUE(looks_so(path));
  const auto csv = AsCsv::read(path, 2);
  ASSERT_TRUE(csv.has_value()) << reason(csv.error());
  EXPECT_EQ(*base::read_file(csv->path()), kTable);
  const std::string whole = *base::read_file(path);
  ASSERT_TRUE(write(path, kTable, kColumns).has_value());
  EXPECT_EQ(*base::read_file(path), whole);
  const auto cut = AsCsv::read(file("cut.parquet", whole.substr(0, whole.size() / 2)), 1);
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(code(cut.error()), "PQT-001");
}

}  // namespace
}  // namespace midspan::parquet
