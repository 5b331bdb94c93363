// SPDX-License-Identifier: Apache-2.0
// Pieces of the lists go through in waves, each step on all threads, none with a lock:
//   1. a piece is cut into cells, and each field's cells are looked up in the vocabulary as the waves before left it;
//      what is not there is numbered in a table of the piece's own;
//   2. the pieces' tables are merged into the vocabulary (vocabulary.hpp), and new texts get their numbers;
//   3. the rows are laid behind those of the waves before.
// The first waves are small: what is common is then known soon, and the tables of pieces stay small.
#include "reconcile/encode/encode.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "base/threads.hpp"
#include "names/normalise.hpp"
#include "reconcile/encode/cells.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/encode/vocabulary.hpp"

namespace midspan::reconcile {

namespace {

// Pieces of a wave; not a matter of threads, so that numbers and memory are the same everywhere.
constexpr std::size_t kFirstWave = 4;
constexpr std::size_t kWave = 64;
constexpr std::uint32_t kLocal = std::uint32_t{1} << 31;  // of a code: number in the piece's own table
constexpr std::size_t kMostTexts = (std::size_t{1} << 31) - 1;
constexpr std::size_t kNoIds = std::numeric_limits<std::size_t>::max();

// What a piece needs while its wave is passing; used again for the piece in the same place of the next wave.
struct Work {
  std::vector<LocalTexts> tables;          // by field
  std::vector<Vocabulary::Wanted> wanted;  // by field
  std::vector<std::uint32_t> codes;        // row-major
  std::string ids;
  std::vector<std::uint32_t> id_end;
  std::vector<std::uint64_t> long_cells;  // by field
  std::uint32_t rows = 0;

  explicit Work(std::size_t fields) : tables(fields), wanted(fields), long_cells(fields) {}
  std::string_view letters_of_ids() {
    const std::size_t size = ids.size();
    ids.append(IdPiece::kSpare, '\0');
    return std::string_view(ids).substr(0, size);
  }
  void clear() {
    for (LocalTexts& table : tables) table.clear();
    codes.clear();
    ids.clear();
    id_end.clear();
    std::fill(long_cells.begin(), long_cells.end(), 0);
    rows = 0;
  }
};

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

Folding folding_of(Kind kind) {
  if (kind == Kind::Date) return Folding::None;
  return kind == Kind::Code ? Folding::OneWord : Folding::Words;
}

class EncodeSink final : public RowSink {
 public:
  EncodeSink(Work& work, std::size_t list, const std::vector<Field>& fields, std::size_t id_column,
             const std::vector<const Vocabulary*>& vocabularies)
      : work_(work), list_(list), fields_(fields), id_column_(id_column), vocabularies_(vocabularies) {}

  void row(std::span<const std::string_view> cells) override {
    std::string text;
    for (const std::string_view cell : cells) text.append(cell);
    text.append(kKeyBytes, '\0');
    std::vector<std::string_view> own;
    for (std::size_t at = 0; const std::string_view cell : cells) {
      own.push_back(std::string_view(text).substr(at, cell.size()));
      at += cell.size();
    }
    const auto end = static_cast<std::uint32_t>(own.size());
    rows(own, {&end, 1});
  }

  void rows(std::span<const std::string_view> cells, std::span<const std::uint32_t> ends) override {
    for (std::size_t from = 0; from < ends.size(); from += kAtOnce) {
      const std::span<const std::uint32_t> some = ends.subspan(from, std::min(kAtOnce, ends.size() - from));
      const std::size_t begin = from == 0 ? 0 : ends[from - 1];
      work_.codes.resize(work_.codes.size() + some.size() * fields_.size());
      for (std::size_t field = 0; field < fields_.size(); ++field) encode_field(field, cells, begin, some);
      if (id_column_ != kNoIds) add_ids(cells, begin, some);
      work_.rows += static_cast<std::uint32_t>(some.size());
    }
  }

 private:
  static constexpr std::size_t kAtOnce = 128;  // rows
  enum class Is : std::uint8_t { Nothing, Key, Long };

  // Cells of one field of some rows: all are keys first, then, when the cache has had time, all are looked up.
  void encode_field(std::size_t field, std::span<const std::string_view> cells, std::size_t begin,
                    std::span<const std::uint32_t> ends) {
    const Folding folding = folding_of(fields_[field].kind);
    const Vocabulary& vocabulary = *vocabularies_[field];
    const bool early = vocabulary.has_early();
    const std::vector<std::size_t>& columns = fields_[field].columns[list_];
    const std::size_t column = columns.front();
    long_texts_.clear();
    for (std::size_t row = 0; row < ends.size(); ++row) {
      const std::size_t count = ends[row] - begin;
      std::string_view cell;
      if (columns.size() != 1) cell = joined(field, cells.subspan(begin, count));
      else if (column < count) cell = cells[begin + column];
      begin = ends[row];
      TextKey& key = keys_[row];
      kinds_[row] = is_key(cell, folding, key) ? Is::Key : the_long_way(cell, field, folding, key);
      if (kinds_[row] == Is::Nothing) continue;
      hashes_[row] = kinds_[row] == Is::Key ? hash_of(key) : hash_of(long_text(key));
      if (early) vocabulary.ask_early(hashes_[row]);
      else vocabulary.ask(hashes_[row]);
    }
    // What the small table has; the others are asked for in the large one.
    std::uint32_t* const codes = work_.codes.data() + work_.codes.size() - ends.size() * fields_.size() + field;
    std::size_t later = 0;
    for (std::size_t row = 0; row < ends.size(); ++row) {
      std::uint32_t found = 0;
      if (early && kinds_[row] == Is::Key) {
        found = vocabulary.find_early(keys_[row], hashes_[row]);
        if (found == 0) vocabulary.ask(hashes_[row]);
      }
      codes[row * fields_.size()] = found;
      later_[later] = static_cast<std::uint16_t>(row);
      later += found == 0 && kinds_[row] != Is::Nothing ? 1U : 0U;
    }
    LocalTexts& table = work_.tables[field];
    for (std::size_t at = 0; at < later; ++at) {
      const std::size_t row = later_[at];
      const bool is_key = kinds_[row] == Is::Key;
      const std::string_view text = is_key ? std::string_view() : long_text(keys_[row]);
      std::uint32_t found = is_key ? vocabulary.find(keys_[row], hashes_[row]) : vocabulary.find(text, hashes_[row]);
      if (found == 0) found = kLocal | (is_key ? table.add(keys_[row], hashes_[row]) : table.add(text, hashes_[row]));
      codes[row * fields_.size()] = found;
    }
  }

  void join_one_behind_another(std::size_t field, std::span<const std::string_view> cells) {
    const char joint = fields_[field].kind == Kind::Date ? '-' : ' ';
    for (const std::size_t column : fields_[field].columns[list_]) {
      if (column >= cells.size() || trimmed(cells[column]).empty()) continue;
      if (!joined_.empty()) joined_.push_back(joint);
      joined_.append(trimmed(cells[column]).substr(0, kLongestValue));
    }
  }

  // A father stands between his child's own name and the family's, whichever of the two is first; where the name has
  // him already, he stands there.
  void join_father(std::size_t field, std::span<const std::string_view> cells) {
    const auto cell = [&](std::size_t at) {
      const std::size_t column = fields_[field].columns[list_][at];
      return column < cells.size() ? trimmed(cells[column]).substr(0, kLongestValue) : std::string_view();
    };
    const std::string_view name = cell(0), father = cell(1);
    const std::size_t space = std::min(name.find(' '), name.size());
    const std::string_view rest = name.substr(space);
    joined_.append(name.substr(0, space));
    if (!father.empty() && rest.find(father) == std::string_view::npos) {
      if (!joined_.empty()) joined_.push_back(' ');
      joined_.append(father);
    }
    joined_.append(rest);
  }

  // Parts of a value in columns of their own.
  std::string_view joined(std::size_t field, std::span<const std::string_view> cells) {
    joined_.clear();
    if (!fields_[field].father_inside.empty() && fields_[field].father_inside[list_]) join_father(field, cells);
    else join_one_behind_another(field, cells);
    const std::size_t size = joined_.size();
    joined_.append(kKeyBytes, '\0');
    return std::string_view(joined_).substr(0, size);
  }

  // Nearly all cells. What has to be trimmed is not folded as it stands; dates are not folded at all.
  static bool is_key(std::string_view cell, Folding folding, TextKey& key) {
    if (cell.empty() || cell.size() > kKeyBytes) return false;
    const auto plain = [](char byte) { return static_cast<unsigned char>(byte) > ' '; };
    if (folding == Folding::None && !(plain(cell.front()) && plain(cell.back()))) return false;
    return key_of_cell(cell.data(), cell.size(), folding, key);
  }

  // Long texts of one field stand side by side; `key` is then begin and length.
  Is the_long_way(std::string_view cell, std::size_t field, Folding folding, TextKey& key) {
    if (cell.size() > kLongestValue) ++work_.long_cells[field];
    cell = trimmed(cell);
    if (cell.empty()) return Is::Nothing;
    if (is_key(cell, folding, key)) return Is::Key;
    cell = cell.substr(0, kLongestValue);
    std::string_view text = cell;
    if (folding != Folding::None) {
      folded_.clear();
      names::fold_to(folded_, cell);
      if (folding == Folding::OneWord) std::erase(folded_, ' ');
      text = folded_;
    }
    if (text.empty()) return Is::Nothing;
    if (key_of_text(text, key)) return Is::Key;
    key = {long_texts_.size(), text.size()};
    long_texts_.append(text);
    return Is::Long;
  }
  std::string_view long_text(const TextKey& key) const {
    return std::string_view(long_texts_).substr(key.low, key.high);
  }

  // Sixteen bytes at a time, of which the next id overwrites those that are not its own; most ids are shorter.
  void add_ids(std::span<const std::string_view> cells, std::size_t begin, std::span<const std::uint32_t> ends) {
    const auto id_of = [&](std::size_t first, std::uint32_t end) {
      return id_column_ < end - first ? cells[first + id_column_].substr(0, kLongestValue) : std::string_view();
    };
    std::size_t bytes = work_.ids.size();
    for (std::size_t first = begin; const std::uint32_t end : ends) {
      bytes += id_of(first, end).size();
      first = end;
    }
    std::size_t at = work_.ids.size();
    work_.ids.resize(bytes + kKeyBytes);
    for (const std::uint32_t end : ends) {
      const std::string_view id = id_of(begin, end);
      char* const out = work_.ids.data() + at;
      if (!id.empty() && id.size() <= kKeyBytes) std::memcpy(out, id.data(), kKeyBytes);
      else id.copy(out, id.size());
      at += id.size();
      work_.id_end.push_back(static_cast<std::uint32_t>(at));
      begin = end;
    }
    work_.ids.resize(bytes);
  }

  Work& work_;
  std::size_t list_;
  const std::vector<Field>& fields_;
  std::size_t id_column_;
  const std::vector<const Vocabulary*>& vocabularies_;  // by field
  std::array<TextKey, kAtOnce> keys_;
  std::array<std::uint64_t, kAtOnce> hashes_;
  std::array<Is, kAtOnce> kinds_;
  std::array<std::uint16_t, kAtOnce + 1> later_;  // rows
  std::string joined_, folded_, long_texts_;
};

struct PieceOf {
  std::size_t list = 0;
  std::size_t piece = 0;
};

// What is made of the lists, wave by wave.
class Encoder {
 public:
  Encoder(const std::vector<const Source*>& lists, const std::vector<Field>& fields,
          const std::vector<std::size_t>& id_columns, unsigned threads, base::Progress* progress);
  base::Result<Encoded> go();

 private:
  bool cancelled() const { return progress_ != nullptr && progress_->cancelled(); }
  void read(std::span<const PieceOf> wave);
  void merge(std::size_t pieces);
  void lay(std::span<const PieceOf> wave, std::size_t pieces_after);
  void count_values();

  const std::vector<const Source*>& lists_;
  const std::vector<Field>& fields_;
  const std::vector<std::size_t>& id_columns_;
  unsigned threads_;
  base::Progress* progress_;
  Encoded encoded_;
  std::vector<PieceOf> pieces_;
  std::vector<std::vector<std::size_t>> groups_;  // fields of each vocabulary
  std::vector<std::unique_ptr<Vocabulary>> vocabularies_;
  std::vector<const Vocabulary*> vocabulary_of_;  // by field
  std::vector<Work> works_;
  std::atomic<std::size_t> done_ = 0;
};

Encoder::Encoder(const std::vector<const Source*>& lists, const std::vector<Field>& fields,
                 const std::vector<std::size_t>& id_columns, unsigned threads, base::Progress* progress)
    : lists_(lists), fields_(fields), id_columns_(id_columns), threads_(threads), progress_(progress) {
  encoded_.fields = fields.size();
  encoded_.long_cells.assign(fields.size(), std::vector<std::uint64_t>(lists.size(), 0));
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (std::size_t piece = 0; piece < lists[list]->pieces(); ++piece) pieces_.push_back({list, piece});
  // One dictionary for all names, one for each other field.
  groups_.resize(1);
  for (std::size_t field = 0; field < fields.size(); ++field) {
    encoded_.group.push_back(fields[field].kind == Kind::Name ? 0 : groups_.size());
    if (fields[field].kind != Kind::Name) groups_.emplace_back();
    groups_[encoded_.group.back()].push_back(field);
  }
  for (const std::vector<std::size_t>& group : groups_) {
    const bool dates = !group.empty() && fields[group.front()].kind == Kind::Date;
    vocabularies_.push_back(
        std::make_unique<Vocabulary>(dates ? Vocabulary::Nothing::IsText : Vocabulary::Nothing::Is));
  }
  for (std::size_t field = 0; field < fields.size(); ++field)
    vocabulary_of_.push_back(vocabularies_[encoded_.group[field]].get());
  encoded_.dictionaries.resize(groups_.size());
}

void Encoder::read(std::span<const PieceOf> wave) {
  base::for_each_piece(wave.size(), threads_, [&](std::size_t at) {
    if (cancelled()) return;
    Work& work = works_[at];
    work.clear();
    EncodeSink sink(work, wave[at].list, fields_, id_columns_[wave[at].list], vocabulary_of_);
    lists_[wave[at].list]->read(wave[at].piece, sink);
    for (std::size_t field = 0; field < fields_.size(); ++field) work.wanted[field].prepare(work.tables[field]);
    if (progress_ != nullptr) progress_->report("progress.reconcile.read", ++done_, pieces_.size());
  });
}

void Encoder::merge(std::size_t pieces) {
  std::vector<std::vector<Vocabulary::Wanted*>> wanted(groups_.size());
  for (std::size_t at = 0; at < pieces; ++at)
    for (std::size_t field = 0; field < fields_.size(); ++field)
      wanted[encoded_.group[field]].push_back(&works_[at].wanted[field]);
  for (std::size_t group = 0; group < groups_.size(); ++group) vocabularies_[group]->make_room(wanted[group]);
  constexpr std::size_t kShards = Vocabulary::kShards;
  base::for_each_piece(groups_.size() * kShards, threads_, [&](std::size_t at) {
    vocabularies_[at / kShards]->find_new(at % kShards, wanted[at / kShards]);
  });
  for (std::size_t group = 0; group < groups_.size(); ++group)
    vocabularies_[group]->number_new(encoded_.dictionaries[group]);
  base::for_each_piece(groups_.size() * kShards, threads_, [&](std::size_t at) {
    vocabularies_[at / kShards]->keep_new(at % kShards, wanted[at / kShards], encoded_.dictionaries[at / kShards]);
  });
}

void Encoder::lay(std::span<const PieceOf> wave, std::size_t pieces_after) {
  std::size_t rows = encoded_.rows;
  const std::size_t first = encoded_.piece_begin.size();
  for (std::size_t at = 0; at < wave.size(); ++at) {
    while (encoded_.list_begin.size() <= wave[at].list) encoded_.list_begin.push_back(rows);
    encoded_.piece_begin.push_back(rows);
    rows += works_[at].rows;
  }
  // Room for all that are likely to come: memory that is not touched costs nothing, moving it does.
  const std::size_t wanted = rows * fields_.size();
  if (wanted > encoded_.values.capacity()) {
    const std::size_t passed = first + wave.size();
    encoded_.values.reserve(wanted + wanted / passed * pieces_after * 9 / 8 + wanted / 8);
  }
  encoded_.values.resize(wanted);
  encoded_.rows = rows;
  encoded_.ids.resize(first + wave.size());
  for (std::size_t at = 0; at < wave.size(); ++at)
    for (std::size_t field = 0; field < fields_.size(); ++field)
      encoded_.long_cells[field][wave[at].list] += works_[at].long_cells[field];
  base::for_each_piece(wave.size(), threads_, [&](std::size_t at) {
    Work& work = works_[at];
    std::uint32_t* out = encoded_.values.data() + encoded_.piece_begin[first + at] * fields_.size();
    const std::uint32_t* in = work.codes.data();
    for (std::uint32_t row = 0; row < work.rows; ++row)
      for (std::size_t field = 0; field < fields_.size(); ++field, ++in, ++out)
        *out = (*in & kLocal) == 0 ? *in : work.wanted[field].numbers[(*in & ~kLocal) - 1];
    encoded_.ids[first + at] = IdPiece(work.letters_of_ids(), work.id_end);
  });
}

// How often each value stands in each list. Each thread counts for itself; sums do not depend on who counted what.
void Encoder::count_values() {
  const std::size_t counters = std::min<std::size_t>(base::thread_count(threads_), 4);
  using Counts = std::vector<std::vector<std::vector<std::uint32_t>>>;
  std::vector<Counts> counts(counters, Counts(fields_.size()));
  base::for_each_piece(counters, threads_, [&](std::size_t counter) {
    for (std::size_t field = 0; field < fields_.size(); ++field)
      counts[counter][field].assign(lists_.size(),
                                    std::vector<std::uint32_t>(encoded_.dictionaries[encoded_.group[field]].size(), 0));
    constexpr std::size_t kRows = 1024;  // that stay in the cache for all fields
    for (std::size_t list = 0; list < lists_.size(); ++list) {
      const std::size_t first = encoded_.list_begin[list];
      const std::size_t all = encoded_.list_begin[list + 1] - first;
      const std::size_t last = first + all * (counter + 1) / counters;
      for (std::size_t begin = first + all * counter / counters; begin < last; begin += kRows)
        for (std::size_t field = 0; field < fields_.size(); ++field) {
          std::uint32_t* const own = counts[counter][field][list].data();
          const std::uint32_t* value = encoded_.row(begin) + field;
          for (std::size_t row = begin; row < std::min(last, begin + kRows); ++row, value += fields_.size())
            ++own[*value];
        }
    }
  });
  encoded_.counts.resize(fields_.size());
  base::for_each_piece(fields_.size(), threads_, [&](std::size_t field) {
    encoded_.counts[field] = std::move(counts[0][field]);
    for (std::size_t list = 0; list < lists_.size(); ++list) {
      std::vector<std::uint32_t>& sum = encoded_.counts[field][list];
      for (std::size_t counter = 1; counter < counters; ++counter)
        for (std::size_t value = 0; value < sum.size(); ++value) sum[value] += counts[counter][field][list][value];
      sum[0] = 0;
    }
  });
}

base::Result<Encoded> Encoder::go() {
  works_.assign(std::min(kWave, pieces_.size()), Work(fields_.size()));
  std::size_t size = kFirstWave;
  for (std::size_t begin = 0; begin < pieces_.size(); begin += size) {
    if (begin != 0) size = std::min(size * 2, kWave);
    const std::span<const PieceOf> wave(pieces_.data() + begin, std::min(size, pieces_.size() - begin));
    read(wave);
    if (std::any_of(lists_.begin(), lists_.end(), [](const Source* list) { return list->is_torn(); })) break;
    if (cancelled()) return base::failure("RCN-019");
    merge(wave.size());
    lay(wave, pieces_.size() - begin - wave.size());
    if (encoded_.rows >= 4'000'000'000U) return base::failure("RCN-012");
    for (const Dictionary& dictionary : encoded_.dictionaries)
      if (dictionary.size() >= kMostTexts) return base::failure("RCN-012");
  }
  works_.clear();
  vocabularies_.clear();
#if defined(__GLIBC__)
  malloc_trim(0);  // what the pieces took in small parts would stay with each thread's share of the heap
#endif
  encoded_.piece_begin.push_back(encoded_.rows);
  for (std::size_t row = 0, piece = 0; row < encoded_.rows; row += Encoded::kStretch) {
    while (row >= encoded_.piece_begin[piece + 1]) ++piece;
    encoded_.piece_at.push_back(static_cast<std::uint32_t>(piece));
  }
  while (encoded_.list_begin.size() <= lists_.size()) encoded_.list_begin.push_back(encoded_.rows);
  count_values();
  return std::move(encoded_);
}

}  // namespace

std::size_t Encoded::list_of(std::size_t row) const {
  std::size_t list = 0;
  while (row >= list_begin[list + 1]) ++list;
  return list;
}

std::size_t Encoded::piece_of(std::size_t row) const {
  std::size_t piece = piece_at[row / kStretch];
  while (row >= piece_begin[piece + 1]) ++piece;
  return piece;
}

std::string Encoded::id(std::size_t row) const {
  const std::size_t piece = piece_of(row);
  return ids[piece].id(row - piece_begin[piece]);
}

void Encoded::ids_of(std::span<const std::size_t> of, std::string& text, std::vector<std::uint32_t>& ends) const {
  constexpr std::size_t kAtOnce = 64;
  struct Place {
    const IdPiece* ids;
    std::size_t row;
  };
  std::array<Place, kAtOnce> places;
  text.clear();
  ends.clear();
  for (; !of.empty(); of = of.subspan(std::min(kAtOnce, of.size()))) {
    const std::size_t count = std::min(kAtOnce, of.size());
    for (std::size_t at = 0; at < count; ++at) {
      const std::size_t piece = piece_of(of[at]);
      places[at] = {&ids[piece], of[at] - piece_begin[piece]};
      places[at].ids->ask_begin(places[at].row);
    }
    for (std::size_t at = 0; at < count; ++at) places[at].ids->ask_group(places[at].row);
    std::size_t end = text.size();
    std::array<IdPiece::Place, kAtOnce> found;
    for (std::size_t at = 0; at < count; ++at) {
      found[at] = places[at].ids->place(places[at].row);
      end += found[at].length;
    }
    const std::size_t before = text.size();
    text.resize(end + IdPiece::kSpare);
    char* to = text.data() + before;
    for (std::size_t at = 0; at < count; ++at) {
      places[at].ids->write(found[at], to);
      to += found[at].length;
      ends.push_back(static_cast<std::uint32_t>(to - text.data()));
    }
    text.resize(end);
  }
}

base::Result<Encoded> encode(const std::vector<const Source*>& lists, const std::vector<Field>& fields,
                             const std::vector<std::size_t>& id_columns, unsigned threads, base::Progress* progress) {
  for (;;) {
    base::Result<Encoded> encoded = Encoder(lists, fields, id_columns, threads, progress).go();
    if (!encoded || !mend_torn(lists)) return encoded;
  }
}

}  // namespace midspan::reconcile
