// SPDX-License-Identifier: Apache-2.0
// Three steps, each in pieces on all threads, none with a lock:
//   1. a piece of a list is cut into cells, and each field's cells are numbered by a dictionary of the piece's own;
//   2. the pieces' dictionaries are merged in 16 shards by hash, pieces in order, so that the numbers do not depend on
//      who was first;
//   3. the pieces' numbers are replaced by the merged ones, and the pieces laid end to end.
#include "reconcile/encode/encode.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <utility>

#include "base/threads.hpp"
#include "names/normalise.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kShards = 16;
std::size_t shard_of(std::uint64_t hash) { return hash >> 60; }

struct PieceCode {
  std::size_t list = 0;
  std::size_t source_piece = 0;
  std::uint32_t rows = 0;
  std::vector<std::uint32_t> local;                // row-major
  std::vector<Interner> tables;                    // by field
  std::vector<std::vector<std::uint32_t>> merged;  // by field, by local number - 1
  struct ByShard {
    std::array<std::uint32_t, kShards + 1> begin{};
    std::vector<std::uint32_t> local;  // local numbers - 1, those of one shard together
  };
  std::vector<ByShard> by_shard;  // by field
  std::string ids;
  std::vector<std::uint32_t> id_end;
  std::vector<std::uint64_t> long_cells;  // by field
};

// 1: a lower-case letter or a digit of ASCII; 2: a space.
constexpr std::array<std::uint8_t, 256> kPlain = [] {
  std::array<std::uint8_t, 256> table{};
  for (int at = 'a'; at <= 'z'; ++at) table[static_cast<std::size_t>(at)] = 1;
  for (int at = '0'; at <= '9'; ++at) table[static_cast<std::size_t>(at)] = 1;
  table[static_cast<std::size_t>(' ')] = 2;
  return table;
}();

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

// True when folding would change nothing: most cells of most lists.
bool is_folded(std::string_view cell, bool spaces) {
  std::uint8_t before = 2;
  for (const char byte : cell) {
    const std::uint8_t now = kPlain[static_cast<std::uint8_t>(byte)];
    if (now == 0 || (now == 2 && (!spaces || before == 2))) return false;
    before = now;
  }
  return before == 1;
}

// Words that lists write where they know nothing.
bool says_nothing(std::string_view folded) {
  static constexpr std::string_view kWords[] = {"na",        "n a", "nan",         "null",      "none",
                                                "unknown",   "nil", "desconocido", "sin datos", "неизвестно",
                                                "غير معروف", "xxx", "xx",          "tbd"};
  if (folded.size() < 2 || folded.size() > 24) return false;
  return std::find(std::begin(kWords), std::end(kWords), folded) != std::end(kWords);
}

class EncodeSink final : public RowSink {
 public:
  EncodeSink(PieceCode& code, const std::vector<Field>& fields, std::size_t id_column)
      : code_(code), fields_(fields), id_column_(id_column) {}

  void row(std::span<const std::string_view> cells) override {
    for (std::size_t field = 0; field < fields_.size(); ++field) {
      const auto& columns = fields_[field].columns[code_.list];
      std::string_view cell;
      if (columns.size() == 1) {
        if (columns[0] < cells.size()) cell = cells[columns[0]];
      } else {
        joined_.clear();
        const char joint = fields_[field].kind == Kind::Date ? '-' : ' ';
        for (const std::size_t column : columns) {
          if (column >= cells.size() || trimmed(cells[column]).empty()) continue;
          if (!joined_.empty()) joined_.push_back(joint);
          joined_.append(trimmed(cells[column]).substr(0, kLongestValue));
        }
        cell = joined_;
      }
      if (cell.size() > kLongestValue) ++code_.long_cells[field];
      code_.local.push_back(code_.tables[field].add(normal(trimmed(cell), fields_[field].kind)));
    }
    if (id_column_ < cells.size()) code_.ids.append(cells[id_column_].substr(0, kLongestValue));
    if (id_column_ != std::numeric_limits<std::size_t>::max())
      code_.id_end.push_back(static_cast<std::uint32_t>(code_.ids.size()));
    ++code_.rows;
  }

 private:
  std::string_view normal(std::string_view cell, Kind kind) {
    if (cell.size() > kLongestValue) cell = cell.substr(0, kLongestValue);
    if (kind == Kind::Date) return cell;
    std::string_view folded = cell;
    if (!is_folded(cell, kind != Kind::Code)) {
      folded_.clear();
      names::fold_to(folded_, cell);
      if (kind == Kind::Code) std::erase(folded_, ' ');
      folded = folded_;
    }
    return says_nothing(folded) ? std::string_view() : folded;
  }

  PieceCode& code_;
  const std::vector<Field>& fields_;
  std::size_t id_column_;
  std::string joined_;
  std::string folded_;
};

// One shard of one dictionary: the distinct texts of all pieces whose hash falls into it.
struct Shard {
  struct Entry {
    std::uint64_t hash;
    const PieceCode* piece;
    std::uint32_t field;
    std::uint32_t local;
  };
  std::vector<Entry> entries;
  std::vector<std::uint32_t> counts;  // entry-major: [entry][field of the group][list]
  std::uint32_t base = 0;             // number of its first text
};

std::string_view text_of(const Shard::Entry& entry) {
  const Interner& table = entry.piece->tables[entry.field];
  return table.text(table.entries()[entry.local]);
}

void sort_by_shard(const std::vector<Interner::Entry>& entries, PieceCode::ByShard& sorted) {
  for (const Interner::Entry& entry : entries) ++sorted.begin[shard_of(entry.hash) + 1];
  for (std::size_t at = 0; at < kShards; ++at) sorted.begin[at + 1] += sorted.begin[at];
  sorted.local.resize(entries.size());
  auto next = sorted.begin;
  for (std::uint32_t local = 0; local < entries.size(); ++local)
    sorted.local[next[shard_of(entries[local].hash)]++] = local;
}

void merge_shard(Shard& shard, std::size_t number, std::vector<PieceCode>& pieces,
                 const std::vector<std::size_t>& fields, std::size_t lists) {
  std::vector<std::uint32_t> slots(1 << 12, 0);
  const std::size_t width = fields.size() * lists;
  for (PieceCode& piece : pieces)
    for (std::size_t order = 0; order < fields.size(); ++order) {
      const std::size_t field = fields[order];
      const auto& locals = piece.tables[field].entries();
      const PieceCode::ByShard& by_shard = piece.by_shard[field];
      for (std::uint32_t place = by_shard.begin[number]; place < by_shard.begin[number + 1]; ++place) {
        const std::uint32_t local = by_shard.local[place];
        const Interner::Entry& wanted = locals[local];
        if (shard.entries.size() * 2 >= slots.size()) {
          std::vector<std::uint32_t> wider(slots.size() * 4, 0);
          for (std::size_t at = 0; at < shard.entries.size(); ++at) {
            std::size_t slot = shard.entries[at].hash & (wider.size() - 1);
            while (wider[slot] != 0) slot = (slot + 1) & (wider.size() - 1);
            wider[slot] = static_cast<std::uint32_t>(at + 1);
          }
          slots = std::move(wider);
        }
        std::size_t slot = wanted.hash & (slots.size() - 1);
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.size() - 1)) {
          const Shard::Entry& there = shard.entries[slots[slot] - 1];
          if (there.hash == wanted.hash && text_of(there) == piece.tables[field].text(wanted))
            break;  // hashes first: texts are far away
        }
        if (slots[slot] == 0) {
          shard.entries.push_back({wanted.hash, &piece, static_cast<std::uint32_t>(field), local});
          shard.counts.resize(shard.counts.size() + width, 0);
          slots[slot] = static_cast<std::uint32_t>(shard.entries.size());
        }
        const std::uint32_t found = slots[slot] - 1;
        piece.merged[field][local] = found;
        shard.counts[found * width + order * lists + piece.list] += wanted.count;
      }
    }
}

void merge_group(Encoded& encoded, std::size_t group, std::vector<PieceCode>& pieces, std::size_t lists,
                 unsigned threads) {
  std::vector<std::size_t> fields;
  for (std::size_t field = 0; field < encoded.fields; ++field)
    if (encoded.group[field] == group) fields.push_back(field);
  for (PieceCode& piece : pieces)
    for (const std::size_t field : fields) piece.merged[field].resize(piece.tables[field].entries().size());
  std::vector<Shard> shards(kShards);
  base::for_each_piece(kShards, threads, [&](std::size_t at) { merge_shard(shards[at], at, pieces, fields, lists); });
  std::size_t total = 1;
  std::size_t bytes = 0;
  for (Shard& shard : shards) {
    shard.base = static_cast<std::uint32_t>(total);
    total += shard.entries.size();
    for (const Shard::Entry& entry : shard.entries) bytes += text_of(entry).size();
  }
  Dictionary& dictionary = encoded.dictionaries[group];
  dictionary.reserve(total, bytes);
  for (const std::size_t field : fields) encoded.counts[field].assign(lists, std::vector<std::uint32_t>(total, 0));
  const std::size_t width = fields.size() * lists;
  for (const Shard& shard : shards)
    for (std::size_t at = 0; at < shard.entries.size(); ++at) {
      const std::uint32_t id = dictionary.append(text_of(shard.entries[at]));
      for (std::size_t order = 0; order < fields.size(); ++order)
        for (std::size_t list = 0; list < lists; ++list)
          encoded.counts[fields[order]][list][id] = shard.counts[at * width + order * lists + list];
    }
  base::for_each_piece(pieces.size(), threads, [&](std::size_t at) {
    for (const std::size_t field : fields) {
      const auto& locals = pieces[at].tables[field].entries();
      for (std::size_t local = 0; local < locals.size(); ++local)
        pieces[at].merged[field][local] += shards[shard_of(locals[local].hash)].base;
      pieces[at].tables[field] = Interner();
    }
  });
}

}  // namespace

std::size_t Encoded::list_of(std::size_t row) const {
  std::size_t list = 0;
  while (row >= list_begin[list + 1]) ++list;
  return list;
}

std::string_view Encoded::id(std::size_t row) const {
  const auto after = std::upper_bound(piece_begin.begin(), piece_begin.end(), row);
  const auto piece = static_cast<std::size_t>(after - piece_begin.begin()) - 1;
  if (id_end[piece].empty()) return {};
  const std::size_t at = row - piece_begin[piece];
  const std::uint32_t begin = at == 0 ? 0 : id_end[piece][at - 1];
  return std::string_view(id_text[piece]).substr(begin, id_end[piece][at] - begin);
}

// Ids that may have been met before, by a table of bits; then those again, exactly.
RepeatedIds find_repeated_ids(const Encoded& encoded, std::size_t list) {
  RepeatedIds repeated;
  const std::size_t begin = encoded.list_begin[list];
  const std::size_t end = encoded.list_begin[list + 1];
  std::size_t bits = 1024;
  while (bits < (end - begin) * 16) bits *= 2;
  std::vector<std::uint64_t> seen(bits / 64, 0);
  std::vector<std::uint64_t> suspects;
  const auto for_each_id = [&](auto&& work) {
    for (std::size_t piece = 0; piece + 1 < encoded.piece_begin.size(); ++piece) {
      if (encoded.piece_begin[piece] < begin || encoded.piece_begin[piece] >= end) continue;
      std::uint32_t from = 0;
      for (const std::uint32_t until : encoded.id_end[piece]) {
        work(std::string_view(encoded.id_text[piece]).substr(from, until - from));
        from = until;
      }
    }
  };
  for_each_id([&](std::string_view id) {
    if (id.empty()) return;
    const std::uint64_t hash = hash_of(id);
    std::uint64_t& word = seen[(hash % bits) / 64];
    const std::uint64_t bit = std::uint64_t{1} << (hash % 64);
    if ((word & bit) != 0) suspects.push_back(hash);
    word |= bit;
  });
  if (suspects.empty()) return repeated;
  std::sort(suspects.begin(), suspects.end());
  std::vector<std::pair<std::uint64_t, std::string_view>> again;
  for_each_id([&](std::string_view id) {
    const std::uint64_t hash = hash_of(id);
    if (!id.empty() && std::binary_search(suspects.begin(), suspects.end(), hash)) again.emplace_back(hash, id);
  });
  std::stable_sort(again.begin(), again.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  for (std::size_t at = 1; at < again.size(); ++at)
    if (again[at] == again[at - 1]) {
      if (repeated.count++ == 0 || again[at].second < repeated.first) repeated.first = again[at].second;
    }
  return repeated;
}

base::Result<Encoded> encode(const std::vector<const Source*>& lists, const std::vector<Field>& fields,
                             const std::vector<std::size_t>& id_columns, unsigned threads, base::Progress* progress) {
  Encoded encoded;
  encoded.fields = fields.size();
  std::vector<PieceCode> pieces;
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (std::size_t piece = 0; piece < lists[list]->pieces(); ++piece) {
      pieces.emplace_back();
      pieces.back().list = list;
      pieces.back().source_piece = piece;
    }

  // Cut into cells and number them, piece by piece.
  std::atomic<std::size_t> done = 0;
  base::for_each_piece(pieces.size(), threads, [&](std::size_t at) {
    if (progress != nullptr && progress->cancelled()) return;
    PieceCode& code = pieces[at];
    code.tables.resize(fields.size());
    code.merged.resize(fields.size());
    code.long_cells.assign(fields.size(), 0);
    EncodeSink sink(code, fields, id_columns[code.list]);
    lists[code.list]->read(code.source_piece, sink);
    code.by_shard.resize(fields.size());
    for (std::size_t field = 0; field < fields.size(); ++field)
      sort_by_shard(code.tables[field].entries(), code.by_shard[field]);
    if (progress != nullptr) progress->report("progress.reconcile.read", ++done, pieces.size());
  });
  if (progress != nullptr && progress->cancelled()) return base::failure("RCN-019");

  encoded.list_begin.push_back(0);
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    while (encoded.list_begin.size() <= pieces[at].list) encoded.list_begin.push_back(encoded.rows);
    encoded.piece_begin.push_back(encoded.rows);
    encoded.rows += pieces[at].rows;
  }
  encoded.piece_begin.push_back(encoded.rows);
  while (encoded.list_begin.size() <= lists.size()) encoded.list_begin.push_back(encoded.rows);
  if (encoded.rows >= 4'000'000'000U) return base::failure("RCN-012");

  // One dictionary for all names, one for each other field.
  encoded.dictionaries.emplace_back();
  for (const Field& field : fields) {
    encoded.group.push_back(field.kind == Kind::Name ? 0 : encoded.dictionaries.size());
    if (field.kind != Kind::Name) encoded.dictionaries.emplace_back();
  }
  encoded.long_cells.assign(fields.size(), std::vector<std::uint64_t>(lists.size(), 0));
  for (const PieceCode& piece : pieces)
    for (std::size_t field = 0; field < fields.size(); ++field)
      encoded.long_cells[field][piece.list] += piece.long_cells[field];
  encoded.counts.resize(fields.size());
  for (std::size_t group = 0; group < encoded.dictionaries.size(); ++group)
    merge_group(encoded, group, pieces, lists.size(), threads);

  // Lay the pieces end to end with the merged numbers.
  encoded.values.reset(new std::uint32_t[std::max<std::size_t>(1, encoded.rows * fields.size())]);
  encoded.id_text.resize(pieces.size());
  encoded.id_end.resize(pieces.size());
  base::for_each_piece(pieces.size(), threads, [&](std::size_t at) {
    PieceCode& code = pieces[at];
    std::uint32_t* out = encoded.values.get() + encoded.piece_begin[at] * fields.size();
    const std::uint32_t* in = code.local.data();
    for (std::uint32_t row = 0; row < code.rows; ++row)
      for (std::size_t field = 0; field < fields.size(); ++field, ++in, ++out)
        *out = *in == 0 ? 0 : code.merged[field][*in - 1];
    code.ids.shrink_to_fit();
    code.id_end.shrink_to_fit();
    encoded.id_text[at] = std::move(code.ids);
    encoded.id_end[at] = std::move(code.id_end);
    code = PieceCode();
  });
  return encoded;
}

}  // namespace midspan::reconcile
