// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/spellings.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>

#include "base/threads.hpp"
#include "names/normalise.hpp"

namespace midspan::reconcile {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) { return (byte & 0x80) == 0; });
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using Counts = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;  // sorted before it is used

// Counts the words of cells that are names.
class WordSink final : public RowSink {
 public:
  WordSink(std::vector<std::size_t> columns, Counts& counts) : columns_(std::move(columns)), counts_(counts) {}

  void row(std::span<const std::string_view> cells) override {
    for (const std::size_t column : columns_) {
      if (column >= cells.size()) continue;
      const std::string_view cell = cells[column].substr(0, kLongestValue);
      if (is_ascii(cell)) continue;
      for (std::size_t at = 0; at < cell.size();) {
        const std::size_t end = std::min(cell.find_first_of(" \t,;\"()", at), cell.size());
        if (end > at) count(cell.substr(at, end - at));
        at = end + 1;
      }
    }
  }

 private:
  void count(std::string_view word) {
    if (is_ascii(word)) return;
    const auto there = counts_.find(word);
    if (there != counts_.end()) ++there->second;
    else counts_.emplace(std::string(word), 1);
  }

  std::vector<std::size_t> columns_;
  Counts& counts_;
};

}  // namespace

Spellings::Spellings(const Dictionary& texts, const std::vector<Field>& fields, const std::vector<const Source*>& lists,
                     unsigned threads) {
  struct Piece {
    std::size_t list, piece;
  };
  std::vector<Piece> pieces;
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (std::size_t piece = 0; piece < lists[list]->pieces(); ++piece) pieces.push_back({list, piece});
  std::vector<Counts> counts(pieces.size());
  base::for_each_piece(pieces.size(), threads, [&](std::size_t at) {
    std::vector<std::size_t> columns;
    for (const Field& field : fields)
      if (field.kind == Kind::Name)
        columns.insert(columns.end(), field.columns[pieces[at].list].begin(), field.columns[pieces[at].list].end());
    WordSink sink(std::move(columns), counts[at]);
    lists[pieces[at].list]->read(pieces[at].piece, sink);
  });
  std::map<std::string_view, std::uint64_t> all;
  for (const Counts& piece : counts)
    for (const auto& [word, count] : piece) all[word] += count;
  std::unordered_map<std::string_view, std::uint32_t> ids;  // looked up only
  for (std::uint32_t id = 1; id < texts.size(); ++id)
    if (!is_ascii(texts.text(id))) ids.emplace(texts.text(id), id);
  written_.resize(texts.size());
  std::vector<std::uint64_t> most(texts.size(), 0);
  for (const auto& [word, count] : all) {
    const auto there = ids.find(names::fold(word));
    if (there == ids.end() || count <= most[there->second]) continue;
    most[there->second] = count;
    written_[there->second] = word;
  }
}

}  // namespace midspan::reconcile
