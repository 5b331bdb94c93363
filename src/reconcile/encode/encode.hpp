// SPDX-License-Identifier: Apache-2.0
// Rows of text become rows of numbers: the value of each field is a number in the dictionary of distinct values of its
// kind. Everything that costs (folding, sounds, dates, words) happens once a distinct value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "reconcile/encode/ids.hpp"
#include "reconcile/encode/pages.hpp"
#include "reconcile/fields.hpp"
#include "reconcile/source.hpp"

namespace midspan::reconcile {

// Distinct folded texts; 0 is "no value". Their order depends on the lists alone.
class Dictionary {
 public:
  Dictionary() : begins_(2, 0) {}
  std::uint32_t size() const { return static_cast<std::uint32_t>(begins_.size() - 1); }  // 0 included
  std::string_view text(std::uint32_t id) const { return {text_.data() + begins_[id], begins_[id + 1] - begins_[id]}; }
  std::uint32_t append(std::string_view text) {
    text_.insert(text_.end(), text.begin(), text.end());
    begins_.push_back(text_.size());
    return size() - 1;
  }
  std::uint64_t bytes() const { return text_.size(); }
  // Room for more values; each has to be set, with its text at the end of the text before it.
  void extend(std::size_t values, std::size_t bytes) {
    begins_.resize(begins_.size() + values);
    text_.resize(text_.size() + bytes);
  }
  // Thread safety: for different ids from several threads.
  void set(std::uint32_t id, std::uint64_t at, std::string_view text) {
    text.copy(text_.data() + at, text.size());
    begins_[id + 1] = at + text.size();
  }

 private:
  PageVector<char> text_;
  PageVector<std::uint64_t> begins_;
};

struct Encoded {
  std::size_t fields = 0;
  std::size_t rows = 0;
  std::vector<std::size_t> list_begin;  // of each list, and the number of rows
  PageVector<std::uint32_t> values;     // row-major: values[row * fields + field]
  std::vector<std::size_t> group;       // by field: its dictionary; all names share the first
  std::vector<Dictionary> dictionaries;
  std::vector<std::vector<std::vector<std::uint32_t>>> counts;  // [field][list][value]: rows with it
  std::vector<IdPiece> ids;                                     // by piece; those of a list without ids have no rows
  std::vector<std::vector<std::uint64_t>> long_cells;           // [field][list]: cells that were cut
  std::vector<std::size_t> piece_begin;                         // first row of each piece, and the number of rows
  static constexpr std::size_t kStretch = 1024;                 // rows
  std::vector<std::uint32_t> piece_at;                          // by stretch: the piece of its first row

  std::size_t piece_of(std::size_t row) const;
  const std::uint32_t* row(std::size_t at) const { return values.data() + at * fields; }
  std::size_t list_of(std::size_t row) const;
  std::string id(std::size_t row) const;  // as written; empty without an id column
  // The ids of many rows one behind the other, and by row where its id ends. Their misses of the cache overlap.
  void ids_of(std::span<const std::size_t> rows, std::string& text, std::vector<std::uint32_t>& ends) const;
};

// A cell longer than this is compared by its beginning: one of 100,000 letters is not a name.
constexpr std::size_t kLongestValue = 400;

base::Result<Encoded> encode(const std::vector<const Source*>& lists, const std::vector<Field>& fields,
                             const std::vector<std::size_t>& id_columns, unsigned threads, base::Progress* progress);

}  // namespace midspan::reconcile
