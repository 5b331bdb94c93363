// SPDX-License-Identifier: Apache-2.0
// Pieces of the lists go through in waves of sixteen, each step on all threads, none with a lock:
//   1. a piece is cut into cells, and each field's cells are numbered by a dictionary of the piece's own;
//   2. the pieces' dictionaries are merged into those of all, in 16 shards by hash, pieces in order, so that the
//   numbers
//      do not depend on who was first;
//   3. the pieces' numbers are replaced by shard and place in the shard.
// When all have passed, the shards are laid end to end, and so are the pieces. Only one wave's texts are kept twice.
#include "reconcile/encode/encode.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <span>
#include <utility>

#include "base/threads.hpp"
#include "names/normalise.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kShards = 16;
std::size_t shard_of(std::uint64_t hash) { return hash >> 60; }

constexpr std::size_t kWave = 16;  // pieces; not a matter of threads, so that memory is the same everywhere
constexpr unsigned kShardAt = 28;  // of a provisional number: shard above, place in the shard from 1 below
constexpr std::uint32_t kPlaceMask = (std::uint32_t{1} << kShardAt) - 1;

// What numbering the cells of one piece takes; used again for the piece in the same place of the next wave.
struct Work {
  struct ByShard {
    std::array<std::uint32_t, kShards + 1> begin{};
    std::vector<std::uint32_t> local;  // local numbers - 1, those of one shard together
  };
  std::vector<Interner> tables;                    // by field
  std::vector<std::vector<std::uint32_t>> merged;  // by field, by local number - 1: provisional numbers
  std::vector<ByShard> by_shard;                   // by field

  explicit Work(std::size_t fields) : tables(fields), merged(fields), by_shard(fields) {}
};

struct PieceCode {
  std::size_t list = 0;
  std::size_t source_piece = 0;
  std::uint32_t rows = 0;
  PageVector<std::uint32_t> local;  // row-major
  Work* work = nullptr;             // while its wave is passing
  PageVector<char> ids;
  PageVector<std::uint32_t> id_end;
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
      : code_(code), fields_(fields), id_column_(id_column), waiting_(kRows * fields.size()) {
    scratch().clear();
  }

  // Grown in memory that the thread keeps, then copied to its size.
  void finish() {
    const std::uint32_t numbered = code_.rows >= kRows ? code_.rows - (kRows - 1) : 0;
    for (std::uint32_t row = numbered; row < code_.rows; ++row) number(row);
    const Scratch& grown = scratch();
    code_.local.assign(grown.local.begin(), grown.local.end());
    code_.ids.assign(grown.ids.begin(), grown.ids.end());
    code_.id_end.assign(grown.id_end.begin(), grown.id_end.end());
  }

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
      Waiting& waiting = waiting_of(code_.rows, field);
      waiting.text.assign(normal(trimmed(cell), fields_[field].kind));
      waiting.hash = hash_of(waiting.text);
      code_.work->tables[field].ask_slot(waiting.hash);
    }
    for (std::size_t field = 0; field < fields_.size(); ++field) {
      if (code_.rows >= kEntryAfter)
        code_.work->tables[field].ask_entry(waiting_of(code_.rows - kEntryAfter, field).hash);
      if (code_.rows >= kTextAfter) code_.work->tables[field].ask_text(waiting_of(code_.rows - kTextAfter, field).hash);
    }
    if (code_.rows >= kRows - 1) number(code_.rows - (kRows - 1));
    if (id_column_ < cells.size()) scratch_.ids.append(cells[id_column_].substr(0, kLongestValue));
    if (id_column_ != std::numeric_limits<std::size_t>::max())
      scratch_.id_end.push_back(static_cast<std::uint32_t>(scratch_.ids.size()));
    ++code_.rows;
  }

 private:
  // A cell is numbered seven rows after it was read: the cache is asked for its slot, entry and text in between.
  static constexpr std::uint32_t kRows = 8;
  static constexpr std::uint32_t kEntryAfter = 2;
  static constexpr std::uint32_t kTextAfter = 4;
  struct Waiting {
    std::string text;
    std::uint64_t hash = 0;
  };
  Waiting& waiting_of(std::uint32_t row, std::size_t field) { return waiting_[row % kRows * fields_.size() + field]; }
  void number(std::uint32_t row) {
    for (std::size_t field = 0; field < fields_.size(); ++field) {
      const Waiting& waiting = waiting_of(row, field);
      scratch_.local.push_back(code_.work->tables[field].add(waiting.text, waiting.hash));
    }
  }

  struct Scratch {
    std::vector<std::uint32_t> local, id_end;
    std::string ids;
    void clear() {
      local.clear();
      id_end.clear();
      ids.clear();
    }
  };
  static Scratch& scratch() {
    thread_local Scratch kept;
    return kept;
  }

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
  Scratch& scratch_ = scratch();
  std::vector<Waiting> waiting_;  // of the last rows: [row % kRows][field]
  std::string joined_;
  std::string folded_;
};

// One shard of one dictionary: the distinct texts of all pieces whose hash falls into it.
struct Shard {
  struct Entry {
    std::uint64_t hash;
    std::uint64_t begin;  // in text
    std::uint32_t length;
  };
  std::vector<Entry> entries;
  std::vector<std::uint32_t> slots = std::vector<std::uint32_t>(1 << 10, 0);
  std::string text;
  std::vector<std::uint32_t> counts;  // entry-major: [entry][field of the group][list]
  std::uint32_t base = 0;             // number of its first text, less one

  std::string_view text_of(const Entry& entry) const { return {text.data() + entry.begin, entry.length}; }
  void widen() {
    std::vector<std::uint32_t> wider(slots.size() * 4, 0);
    for (std::size_t at = 0; at < entries.size(); ++at) {
      std::size_t slot = entries[at].hash & (wider.size() - 1);
      while (wider[slot] != 0) slot = (slot + 1) & (wider.size() - 1);
      wider[slot] = static_cast<std::uint32_t>(at + 1);
    }
    slots = std::move(wider);
  }
};
struct Group {
  std::vector<std::size_t> fields;
  std::array<Shard, kShards> shards;
};

void sort_by_shard(const std::vector<Interner::Entry>& entries, Work::ByShard& sorted) {
  sorted.begin.fill(0);
  for (const Interner::Entry& entry : entries) ++sorted.begin[shard_of(entry.hash) + 1];
  for (std::size_t at = 0; at < kShards; ++at) sorted.begin[at + 1] += sorted.begin[at];
  sorted.local.resize(entries.size());
  auto next = sorted.begin;
  for (std::uint32_t local = 0; local < entries.size(); ++local)
    sorted.local[next[shard_of(entries[local].hash)]++] = local;
}

// The distinct texts of a wave's pieces, pieces in order. Looking up is three misses of the cache (slot, entry, text),
// the first two asked for ahead of time.
void merge_shard(Group& group, std::size_t number, std::span<PieceCode> pieces, std::size_t lists) {
  constexpr std::uint32_t kAhead = 12;
  Shard& shard = group.shards[number];
  const std::size_t width = group.fields.size() * lists;
  const std::uint32_t shard_bits = static_cast<std::uint32_t>(number) << kShardAt;
  for (PieceCode& piece : pieces)
    for (std::size_t order = 0; order < group.fields.size(); ++order) {
      const std::size_t field = group.fields[order];
      const auto& locals = piece.work->tables[field].entries();
      const Work::ByShard& by_shard = piece.work->by_shard[field];
      const std::uint32_t end = by_shard.begin[number + 1];
      for (std::uint32_t place = by_shard.begin[number]; place < end; ++place) {
        if (place + 2 * kAhead < end)
          __builtin_prefetch(shard.slots.data() +
                             (locals[by_shard.local[place + 2 * kAhead]].hash & (shard.slots.size() - 1)));
        if (place + kAhead < end) {
          const std::uint32_t next =
              shard.slots[locals[by_shard.local[place + kAhead]].hash & (shard.slots.size() - 1)];
          if (next != 0) __builtin_prefetch(shard.entries.data() + next - 1);
        }
        const std::uint32_t local = by_shard.local[place];
        const Interner::Entry& wanted = locals[local];
        const std::string_view text = piece.work->tables[field].text(wanted);
        if (shard.entries.size() * 2 >= shard.slots.size()) shard.widen();
        std::size_t slot = wanted.hash & (shard.slots.size() - 1);
        for (; shard.slots[slot] != 0; slot = (slot + 1) & (shard.slots.size() - 1)) {
          const Shard::Entry& there = shard.entries[shard.slots[slot] - 1];
          if (there.hash == wanted.hash && there.length == text.size() &&
              same_bytes(shard.text.data() + there.begin, text.data(), text.size()))
            break;
        }
        if (shard.slots[slot] == 0) {
          shard.entries.push_back({wanted.hash, shard.text.size(), static_cast<std::uint32_t>(text.size())});
          shard.text.append(text);
          shard.counts.resize(shard.counts.size() + width, 0);
          shard.slots[slot] = static_cast<std::uint32_t>(shard.entries.size());
        }
        const std::uint32_t found = shard.slots[slot];
        piece.work->merged[field][local] = shard_bits | found;
        shard.counts[(found - 1) * width + order * lists + piece.list] += wanted.count;
      }
    }
}

// Lays the shards of a dictionary end to end.
void join_shards(Group& group, Encoded& encoded, Dictionary& dictionary, std::size_t lists) {
  std::size_t total = 1;
  std::size_t bytes = 0;
  for (Shard& shard : group.shards) {
    shard.slots = {};
    shard.base = static_cast<std::uint32_t>(total - 1);
    total += shard.entries.size();
    bytes += shard.text.size();
  }
  dictionary.reserve(total, bytes);
  for (const std::size_t field : group.fields)
    encoded.counts[field].assign(lists, std::vector<std::uint32_t>(total, 0));
  const std::size_t width = group.fields.size() * lists;
  for (Shard& shard : group.shards) {
    for (std::size_t at = 0; at < shard.entries.size(); ++at) {
      const std::uint32_t id = dictionary.append(shard.text_of(shard.entries[at]));
      for (std::size_t order = 0; order < group.fields.size(); ++order)
        for (std::size_t list = 0; list < lists; ++list)
          encoded.counts[group.fields[order]][list][id] = shard.counts[at * width + order * lists + list];
    }
    shard.entries = {};
    shard.counts = {};
    shard.text = {};
  }
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
  return {id_text[piece].data() + begin, id_end[piece][at] - begin};
}

// Ids that may have been met before, by a table of bits; then those again, exactly.
RepeatedIds find_repeated_ids(const Encoded& encoded, std::size_t list) {
  RepeatedIds repeated;
  const std::size_t begin = encoded.list_begin[list];
  const std::size_t end = encoded.list_begin[list + 1];
  std::size_t bits = 1024;
  while (bits < (end - begin) * 16) bits *= 2;
  class Bits {
   public:
    explicit Bits(std::size_t count) : words_(count / 64, 0) {}
    bool test(std::uint64_t hash) const { return (words_[word(hash)] >> (hash & 63U) & 1U) != 0; }
    void ask(std::uint64_t hash) const { __builtin_prefetch(words_.data() + word(hash)); }
    void set(std::uint64_t hash) { words_[word(hash)] |= std::uint64_t{1} << (hash & 63U); }

   private:
    std::size_t word(std::uint64_t hash) const { return (hash >> 6) & (words_.size() - 1); }
    PageVector<std::uint64_t> words_;
  };
  const auto for_each_id = [&](auto&& work) {
    for (std::size_t piece = 0; piece + 1 < encoded.piece_begin.size(); ++piece) {
      if (encoded.piece_begin[piece] < begin || encoded.piece_begin[piece] >= end) continue;
      std::uint32_t from = 0;
      for (const std::uint32_t until : encoded.id_end[piece]) {
        if (until != from) work(std::string_view(encoded.id_text[piece].data() + from, until - from));
        from = until;
      }
    }
  };
  Bits seen(bits), twice(bits);
  bool any = false;
  // Each is looked at when sixteen more have been asked for.
  std::array<std::uint64_t, 16> asked{};
  std::size_t count = 0;
  const auto look_at = [&](std::uint64_t hash) {
    if (seen.test(hash)) {
      twice.set(hash);
      any = true;
    }
    seen.set(hash);
  };
  for_each_id([&](std::string_view id) {
    const std::uint64_t hash = hash_of(id);
    seen.ask(hash);
    std::uint64_t& place = asked[count % asked.size()];
    if (count++ >= asked.size()) look_at(place);
    place = hash;
  });
  for (std::size_t at = count - std::min(count, asked.size()); at < count; ++at) look_at(asked[at % asked.size()]);
  if (!any) return repeated;
  std::vector<std::pair<std::uint64_t, std::string_view>> again;
  for_each_id([&](std::string_view id) {
    const std::uint64_t hash = hash_of(id);
    if (twice.test(hash)) again.emplace_back(hash, id);
  });
  std::sort(again.begin(), again.end());
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

  // One dictionary for all names, one for each other field.
  std::vector<Group> groups(1);
  for (std::size_t field = 0; field < fields.size(); ++field) {
    encoded.group.push_back(fields[field].kind == Kind::Name ? 0 : groups.size());
    if (fields[field].kind != Kind::Name) groups.emplace_back();
    groups[encoded.group.back()].fields.push_back(field);
  }
  encoded.dictionaries.resize(groups.size());
  encoded.counts.resize(fields.size());

  std::atomic<std::size_t> done = 0;
  std::vector<Work> works(std::min(kWave, pieces.size()), Work(fields.size()));
  for (std::size_t begin = 0; begin < pieces.size(); begin += kWave) {
    const std::span<PieceCode> wave(pieces.data() + begin, std::min(kWave, pieces.size() - begin));
    base::for_each_piece(wave.size(), threads, [&](std::size_t at) {
      if (progress != nullptr && progress->cancelled()) return;
      PieceCode& code = wave[at];
      code.work = &works[at];
      for (Interner& table : works[at].tables) table.clear();
      code.long_cells.assign(fields.size(), 0);
      EncodeSink sink(code, fields, id_columns[code.list]);
      lists[code.list]->read(code.source_piece, sink);
      sink.finish();
      for (std::size_t field = 0; field < fields.size(); ++field) {
        sort_by_shard(works[at].tables[field].entries(), works[at].by_shard[field]);
        works[at].merged[field].resize(works[at].tables[field].entries().size());
      }
      if (progress != nullptr) progress->report("progress.reconcile.read", ++done, pieces.size());
    });
    if (progress != nullptr && progress->cancelled()) return base::failure("RCN-019");
    base::for_each_piece(groups.size() * kShards, threads,
                         [&](std::size_t at) { merge_shard(groups[at / kShards], at % kShards, wave, lists.size()); });
    base::for_each_piece(wave.size(), threads, [&](std::size_t at) {
      PieceCode& code = wave[at];
      std::uint32_t* cell = code.local.data();
      for (std::uint32_t row = 0; row < code.rows; ++row)
        for (std::size_t field = 0; field < fields.size(); ++field, ++cell)
          if (*cell != 0) *cell = works[at].merged[field][*cell - 1];
      code.work = nullptr;
    });
  }

  works = {};

  encoded.list_begin.push_back(0);
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    while (encoded.list_begin.size() <= pieces[at].list) encoded.list_begin.push_back(encoded.rows);
    encoded.piece_begin.push_back(encoded.rows);
    encoded.rows += pieces[at].rows;
  }
  encoded.piece_begin.push_back(encoded.rows);
  while (encoded.list_begin.size() <= lists.size()) encoded.list_begin.push_back(encoded.rows);
  if (encoded.rows >= 4'000'000'000U) return base::failure("RCN-012");
  for (const Group& group : groups)
    for (const Shard& shard : group.shards)
      if (shard.entries.size() >= kPlaceMask) return base::failure("RCN-012");
  encoded.long_cells.assign(fields.size(), std::vector<std::uint64_t>(lists.size(), 0));
  for (const PieceCode& piece : pieces)
    for (std::size_t field = 0; field < fields.size(); ++field)
      encoded.long_cells[field][piece.list] += piece.long_cells[field];
  base::for_each_piece(groups.size(), threads, [&](std::size_t group) {
    join_shards(groups[group], encoded, encoded.dictionaries[group], lists.size());
  });

  // Lay the pieces end to end with the merged numbers.
  encoded.values.resize(encoded.rows * fields.size());
  encoded.id_text.resize(pieces.size());
  encoded.id_end.resize(pieces.size());
  base::for_each_piece(pieces.size(), threads, [&](std::size_t at) {
    PieceCode& code = pieces[at];
    std::uint32_t* out = encoded.values.data() + encoded.piece_begin[at] * fields.size();
    const std::uint32_t* in = code.local.data();
    for (std::uint32_t row = 0; row < code.rows; ++row)
      for (std::size_t field = 0; field < fields.size(); ++field, ++in, ++out)
        *out = *in == 0 ? 0 : groups[encoded.group[field]].shards[*in >> kShardAt].base + (*in & kPlaceMask);
    encoded.id_text[at] = std::move(code.ids);
    encoded.id_end[at] = std::move(code.id_end);
    code = PieceCode();
  });
  return encoded;
}

}  // namespace midspan::reconcile
