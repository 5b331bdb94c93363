// SPDX-License-Identifier: Apache-2.0
// Parquet files in and out, by DuckDB's library where the machine has it. Nothing is linked: the library is opened when
// a Parquet file is first met, in a child process that may touch the one file it reads and the one it writes, may load
// no extension, and ends with its work; a hostile file can at worst end the child. Names of people go through a file
// without a name that is gone when it is closed.
//
// The library is the one that MIDSPAN_DUCKDB names, else libduckdb.so where the system finds it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace midspan::parquet {

// Whether a file's name says that it is to be written as Parquet.
bool is_named_so(const std::filesystem::path& path);

// Whether a file's first four bytes say that it is Parquet.
bool looks_so(const std::filesystem::path& path);

// A Parquet file's rows as CSV in UTF-8 with a header, in the file's order: dates as year-month-day, missing values as
// empty cells, lists and structures as text.
class AsCsv {
 public:
  // Errors: BAS-001, PQT-001 (not a Parquet file; says why), PQT-002 (no DuckDB library), PQT-004 (no room).
  static base::Result<AsCsv> read(const std::filesystem::path& parquet, unsigned threads);

  AsCsv(AsCsv&& other) noexcept;
  AsCsv& operator=(AsCsv&& other) noexcept;
  AsCsv(const AsCsv&) = delete;
  AsCsv& operator=(const AsCsv&) = delete;
  ~AsCsv();

  std::filesystem::path path() const;  // good as long as this object lives, in this process

 private:
  explicit AsCsv(int file) : file_(file) {}
  int file_ = -1;
};

enum class Kind { Text, Whole, Real };

struct Column {
  std::string name;
  Kind kind = Kind::Text;
};

// CSV text with a header as a Parquet file: the target appears whole or not at all. Same text, same bytes, for one
// version of the library. Empty cells become missing values. Errors: BAS-002, PQT-002, PQT-003 (says why), PQT-004.
base::Result<void> write(const std::filesystem::path& target, std::string_view csv, const std::vector<Column>& columns);

}  // namespace midspan::parquet
