// SPDX-License-Identifier: Apache-2.0
#include "cli/table_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/threads.hpp"
#include "parquet/parquet.hpp"

namespace midspan::cli {

namespace {

parquet::Kind kind_of(std::string_view column) {
  constexpr std::array<std::string_view, 8> kWhole = {"list",  "row",    "cluster", "list_l",
                                                      "row_l", "list_r", "row_r",   "match_key"};
  if (std::find(kWhole.begin(), kWhole.end(), column) != kWhole.end() || column.starts_with("gamma_"))
    return parquet::Kind::Whole;
  if (column == "match_probability" || column == "match_weight" || column.starts_with("bf_"))
    return parquet::Kind::Real;
  return parquet::Kind::Text;
}

// Texts in the order of their numbers, whichever comes first.
class InOrder {
 public:
  explicit InOrder(base::NewFile file) : file_(std::move(file)) {}

  // Thread safety: from several threads. Whoever finds the next text there writes it, and those behind it.
  void give(std::size_t number, std::string text) {
    std::unique_lock lock(mutex_);
    waiting_.emplace(number, std::move(text));
    while (!writing_ && !waiting_.empty() && waiting_.begin()->first == next_) {
      const std::string now = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      writing_ = true;
      lock.unlock();
      base::Result<void> written = result_ ? file_.append(now) : base::Result<void>();
      lock.lock();
      if (!written) result_ = std::move(written);
      writing_ = false;
      ++next_;
    }
  }
  base::Result<void> keep() { return result_ ? file_.keep() : result_; }

 private:
  base::NewFile file_;
  std::mutex mutex_;
  std::map<std::size_t, std::string> waiting_;
  std::size_t next_ = 0;
  bool writing_ = false;
  base::Result<void> result_;
};

}  // namespace

base::Result<void> write_table(const std::string& path, std::size_t pieces, unsigned threads,
                               const std::function<std::string(std::size_t)>& piece) {
  if (!parquet::is_named_so(path)) {
    InOrder file(MIDSPAN_TRY(base::NewFile::create(path)));
    base::for_each_piece(pieces, threads, [&](std::size_t at) { file.give(at, piece(at)); });
    return file.keep();
  }
  std::vector<std::string> texts(pieces);
  base::for_each_piece(pieces, threads, [&](std::size_t at) { texts[at] = piece(at); });
  std::string csv;
  for (const std::string& text : texts) csv += text;
  std::vector<std::string_view> header;
  base::CsvReader(csv).next(header);
  std::vector<parquet::Column> columns;
  for (const std::string_view name : header) columns.push_back({std::string(name), kind_of(name)});
  return parquet::write(path, csv, columns);
}

}  // namespace midspan::cli
