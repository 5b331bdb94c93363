// SPDX-License-Identifier: Apache-2.0
// A delimited file cut into pieces of whole records, so that several threads can read it and none has to hold it all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "base/result.hpp"

namespace midspan::base {

// Where records end is known for sure when all of the file has been looked at for quotes, which costs as much as a
// fifth of reading it. Hoped: it is cut at line ends unseen. That is right if no piece but the last ends within quotes,
// by the rule of CsvReader from its beginning on: the first piece begins outside quotes, so it ends outside, and so on.
// Whoever reads the pieces sees it (CsvSplitter::unclosed_quote), and calls cut_surely() and begins anew where it is
// wrong.
//
// Thread safety: read() may be called from several threads. The cuts depend on the file alone.
class CsvFile {
 public:
  enum class Cuts { Sure, Hoped };
  static constexpr std::size_t kPieceBytes = std::size_t{1} << 18;  // a piece is this long and ends with its record
  static constexpr std::size_t kReadable = 64;

  // A byte order mark of UTF-8 is skipped. Errors: BAS-001.
  static Result<CsvFile> open(const std::filesystem::path& path, CsvDialect dialect = {}, unsigned threads = 0,
                              std::size_t piece_bytes = kPieceBytes, Cuts cuts = Cuts::Sure);
  void cut_surely(CsvDialect dialect, unsigned threads);

  CsvFile(CsvFile&& other) noexcept;
  CsvFile& operator=(CsvFile&& other) noexcept;
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;
  ~CsvFile();

  std::size_t bytes() const { return size_; }
  std::size_t pieces() const { return begins_.empty() ? 0 : begins_.size() - 1; }

  // The text of a piece; the first one begins with the header. `buffer` holds it and is reused; kReadable bytes behind
  // the text may be read. A file that shrank meanwhile gives what is left.
  std::string_view read(std::size_t piece, std::string& buffer) const;

 private:
  CsvFile() = default;
  std::string_view read_range(std::uint64_t begin, std::uint64_t end, std::string& buffer) const;
  bool has_quotes(char quote, unsigned threads) const;
  void cut_at_newlines();
  void cut_outside_quotes(CsvDialect dialect);

  int file_ = -1;
  std::uint64_t size_ = 0;
  std::size_t piece_bytes_ = kPieceBytes;
  std::uint64_t start_ = 0;            // behind the byte order mark
  std::vector<std::uint64_t> begins_;  // of the pieces, and the end of the file
};

}  // namespace midspan::base
