// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/values.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/day.hpp"
#include "base/threads.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/sound.hpp"
#include "names/transliterate.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/encode/native.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kValuesAtOnce = 4096;
constexpr std::size_t kMostWords = 12;
constexpr std::size_t kReadings = 5;  // of a word, where names are in two scripts

bool is_ascii(std::string_view text) {
  for (const char byte : text)
    if ((byte & 0x80) != 0) return false;
  return true;
}

template <typename Work>
void for_each_word(std::string_view text, Work&& work) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size() && words < kMostWords;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      work(text.substr(at, end - at));
      ++words;
    }
    at = end + 1;
  }
}

std::uint32_t skeleton_hash(std::string_view skeleton) {
  return static_cast<std::uint32_t>(hash_of(skeleton) >> 32) | 1U;
}

// Of a folded word: letters and digits of ASCII; digits have no sound.
std::uint32_t latin_skeleton_hash(std::string_view word) {
  std::array<char, names::kSkeletonLetters> letters;
  std::string without_digits;
  if (std::any_of(word.begin(), word.end(), [](char byte) { return byte < 'a'; })) {
    std::copy_if(word.begin(), word.end(), std::back_inserter(without_digits), [](char byte) { return byte >= 'a'; });
    word = without_digits;
  }
  const std::size_t size = names::latin_skeleton(word, letters);
  return size >= 2 ? skeleton_hash({letters.data(), size}) : 0;
}

// `others`: takes the readings after the most probable one.
NameValue name_value(std::string_view text, people::Script native, std::vector<OtherReading>* others) {
  NameValue value;
  const std::string joined = text.find(' ') == std::string_view::npos ? std::string() : names::fold_joined(text);
  const std::string_view letters = joined.empty() ? text : std::string_view(joined);
  if (is_ascii(letters)) {
    if (names::pack(letters, value.word)) value.flags |= kPacked;
    else names::pack(letters.substr(0, 16), value.word);
    if (letters.size() == 1) value.flags |= kInitial;
    value.skeleton = latin_skeleton_hash(letters);
    if (value.skeleton == 0 && !letters.empty()) value.skeleton = skeleton_hash(letters);
    return value;
  }
  std::string skeleton;
  if (has_native_letters(native)) {
    value.flags |= kForeign;
    if (native != people::Script::Cyrillic) value.flags |= kNative;
    if (pack_native(letters, native, value.word)) value.flags |= kPacked;
    skeleton = native_skeleton(letters, native);
  } else {
    value.flags |= kForeign;
    std::string sounds;
    const auto readings = names::latin_readings(letters, others != nullptr ? kReadings : 1);
    if (!readings.empty()) sounds = readings.front().latin;
    for (std::size_t at = 1; at < readings.size(); ++at) {
      OtherReading other;
      names::pack(std::string_view(readings[at].latin).substr(0, 16), other.word);
      const std::string own = names::skeleton(readings[at].latin);
      if (own.size() >= 2) other.skeleton = skeleton_hash(own);
      others->push_back(other);
    }
    if (names::pack(sounds, value.word)) value.flags |= kPacked;
    else names::pack(std::string_view(sounds).substr(0, 16), value.word);
    skeleton = names::skeleton(sounds);  // that of the word itself: it goes through the same reading
  }
  if (skeleton.size() >= 2) value.skeleton = skeleton_hash(skeleton);
  else if (!letters.empty()) value.skeleton = skeleton_hash(letters);
  return value;
}

// The script that all but one word in five hundred are written in, where words of it can be compared as they are.
struct Scripts {
  people::Script native = people::Script::Latin;
  bool several = false;
};

// What has to be known of all texts before any is looked at closely.
struct Survey {
  std::map<people::Script, std::size_t> scripts;  // texts in each
  std::vector<std::uint32_t> several;             // ids of those of several words
};
Survey survey(const Dictionary& texts, std::uint32_t begin, std::uint32_t end, unsigned threads) {
  const std::size_t pieces = (end - begin + kValuesAtOnce - 1) / kValuesAtOnce;
  std::vector<Survey> parts(pieces);
  base::for_each_piece(pieces, threads, [&](std::size_t piece) {
    const std::size_t first = begin + piece * kValuesAtOnce;
    std::size_t latin = 0;
    for (std::size_t at = first; at < std::min<std::size_t>(end, first + kValuesAtOnce); ++at) {
      const auto id = static_cast<std::uint32_t>(at);
      const std::string_view text = texts.text(id);
      if (is_ascii(text)) ++latin;
      else ++parts[piece].scripts[names::script_of(text)];
      if (text.find(' ') != std::string_view::npos) parts[piece].several.push_back(id);
    }
    if (latin != 0) parts[piece].scripts[people::Script::Latin] += latin;
  });
  Survey all;
  for (const Survey& part : parts) {
    for (const auto& [script, count] : part.scripts) all.scripts[script] += count;
    all.several.insert(all.several.end(), part.several.begin(), part.several.end());
  }
  return all;
}

Scripts scripts_of(std::map<people::Script, std::size_t> counts) {
  std::size_t words = 0;
  for (const auto& [script, count] : counts) words += count;
  Scripts found;
  found.several = counts[people::Script::Latin] != words && counts[people::Script::Latin] != 0;
  for (const auto& [script, count] : counts)
    if (has_native_letters(script) && (words - count) * 500 <= words) found = {script, false};
  return found;
}

// Words of names of several words become values of the same dictionary.
void learn_names(Values& values, unsigned threads) {
  Dictionary& texts = values.texts;
  const std::uint32_t whole = texts.size();
  Survey found = survey(texts, 1, whole, threads);
  const std::vector<std::uint32_t> several = std::move(found.several);
  std::vector<std::pair<std::uint32_t, std::uint8_t>> spans(several.size());
  if (!several.empty()) {
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    known.reserve(whole);
    for (std::uint32_t id = 1; id < whole; ++id)
      if (texts.text(id).find(' ') == std::string_view::npos) known.emplace(hash_of(texts.text(id)), id);
    std::string word_text;
    for (std::size_t at = 0; at < several.size(); ++at) {
      spans[at].first = static_cast<std::uint32_t>(values.name_words.size());
      const std::string text(texts.text(several[at]));
      for_each_word(text, [&](std::string_view word) {
        const auto [there, added] = known.emplace(hash_of(word), texts.size());
        if (added) texts.append(word);
        values.name_words.push_back(there->second);
        ++spans[at].second;
      });
    }
  }
  for (const auto& [script, count] : survey(texts, whole, texts.size(), threads).scripts)
    found.scripts[script] += count;
  const Scripts scripts = scripts_of(std::move(found.scripts));
  values.two_scripts = scripts.several;
  values.names.assign(texts.size(), NameValue{});
  values.signatures.assign(texts.size(), 0);
  struct Readings {
    std::vector<OtherReading> all;
    std::vector<std::uint32_t> ends;  // by value of the piece
  };
  const std::size_t pieces = (texts.size() + kValuesAtOnce - 1) / kValuesAtOnce;
  std::vector<Readings> readings(scripts.several ? pieces : 0);
  base::for_each_piece(pieces, threads, [&](std::size_t piece) {
    const std::size_t end = std::min<std::size_t>(texts.size(), (piece + 1) * kValuesAtOnce);
    std::vector<OtherReading>* const others = scripts.several ? &readings[piece].all : nullptr;
    for (std::size_t id = piece * kValuesAtOnce; id < end; ++id) {
      if (id != 0) {
        const NameValue value = name_value(texts.text(static_cast<std::uint32_t>(id)), scripts.native, others);
        values.names[id] = value;
        const Alphabet alphabet = (value.flags & kForeign) != 0 ? Alphabet::Foreign : Alphabet::Latin;
        values.signatures[id] = signature_of(value.word, value.skeleton, alphabet, kNameBar);
      }
      if (others != nullptr) readings[piece].ends.push_back(static_cast<std::uint32_t>(others->size()));
    }
  });
  if (scripts.several) values.reading_begins.push_back(0);
  for (const Readings& piece : readings) {
    const auto before = static_cast<std::uint32_t>(values.readings.size());
    for (const std::uint32_t end : piece.ends) values.reading_begins.push_back(before + end);
    values.readings.insert(values.readings.end(), piece.all.begin(), piece.all.end());
  }
  for (std::size_t at = 0; at < several.size(); ++at) {
    values.names[several[at]].words_begin = spans[at].first;
    values.names[several[at]].words = spans[at].second;
    if (spans[at].second > 1) values.signatures[several[at]] = 0;  // word by word
  }
}

std::uint32_t digits_of(const DateValue& date) {
  std::uint32_t digits = 0;
  for (const int part : {date.year / 100 % 100, date.year % 100, int{date.month}, int{date.day}})
    digits = digits << 8 | static_cast<std::uint32_t>(part / 10 << 4 | part % 10);
  return digits;
}

void learn_text(Values& values, unsigned threads) {
  const Dictionary& texts = values.texts;
  values.text.assign(texts.size(), TextValue{});
  values.signatures.assign(texts.size(), 0);
  for (std::uint32_t id = 1; id < texts.size(); ++id) {
    TextValue& value = values.text[id];
    value.words_begin = static_cast<std::uint32_t>(values.text_words.size());
    for_each_word(texts.text(id), [&](std::string_view word) {
      if (word.size() >= 2) values.text_words.push_back(static_cast<std::uint32_t>(hash_of(word) >> 32) | 1U);
    });
    const auto begin = values.text_words.begin() + value.words_begin;
    std::sort(begin, values.text_words.end());
    values.text_words.erase(std::unique(begin, values.text_words.end()), values.text_words.end());
    value.words = static_cast<std::uint16_t>(values.text_words.size() - value.words_begin);
  }
  base::for_each_piece((texts.size() + kValuesAtOnce - 1) / kValuesAtOnce, threads, [&](std::size_t piece) {
    const std::size_t end = std::min<std::size_t>(texts.size(), (piece + 1) * kValuesAtOnce);
    for (std::size_t id = std::max<std::size_t>(1, piece * kValuesAtOnce); id < end; ++id) {
      TextValue& value = values.text[id];
      const std::string_view text = texts.text(static_cast<std::uint32_t>(id));
      value.packed = names::pack(text, value.word);
      if (value.packed && text.find(' ') == std::string_view::npos)
        values.signatures[id] = signature_of(value.word, 0, Alphabet::Latin, kTextBar);
    }
  });
}

// A sample of a list's cells of one field, each value as often as it stands there, thinned to some thousands.
std::vector<std::string_view> sample_cells(const Dictionary& texts, const std::vector<std::uint32_t>& counts) {
  constexpr std::uint64_t kCells = 20000;
  std::uint64_t total = 0;
  for (const std::uint32_t count : counts) total += count;
  const std::uint64_t step = total / kCells + 1;
  std::vector<std::string_view> cells;
  std::uint64_t passed = 0;
  for (std::uint32_t id = 1; id < counts.size(); ++id)
    for (const std::uint64_t end = passed + counts[id]; passed < end;) {
      if (passed % step == 0) cells.push_back(texts.text(id));
      passed += std::min(step - passed % step, end - passed);
    }
  return cells;
}

// Dates are read under the decisions of their list; values that mean the same span become one. Lists may write dates
// differently, so a text may mean one span in one list and another in the next.
void learn_dates(Encoded& encoded, std::size_t field, Values& values, const Field& what,
                 const std::vector<const Source*>& lists, unsigned threads) {
  using Span = std::tuple<std::int32_t, std::int32_t, std::uint8_t>;
  std::map<Span, std::uint32_t> known;
  Dictionary texts;
  std::vector<DateValue> dates(1);
  std::vector<std::vector<std::uint32_t>> renamed(lists.size());
  const bool birth = what.meaning == Meaning::Birth || what.meaning == Meaning::BirthYear;
  for (std::size_t list = 0; list < lists.size(); ++list) {
    const auto& counts = encoded.counts[field][list];
    names::ColumnDates column;
    const auto& given = lists[list]->columns()[what.columns[list].front()].dates;
    if (given) column = *given;
    else {
      names::DateHints hints;
      hints.births = birth;
      column = names::learn_dates(sample_cells(values.texts, counts), hints);
    }
    for (base::Message& decision : column.decisions) values.decisions.push_back(std::move(decision));
    std::vector<people::DateSpan> spans(counts.size());
    base::for_each_piece((counts.size() + kValuesAtOnce - 1) / kValuesAtOnce, threads, [&](std::size_t piece) {
      const std::size_t end = std::min<std::size_t>(counts.size(), (piece + 1) * kValuesAtOnce);
      for (std::size_t id = std::max<std::size_t>(1, piece * kValuesAtOnce); id < end; ++id)
        if (counts[id] != 0) {
          spans[id] = names::parse_date(values.texts.text(static_cast<std::uint32_t>(id)), column);
          spans[id].raw.clear();
        }
    });
    renamed[list].assign(counts.size(), 0);
    for (std::uint32_t id = 1; id < counts.size(); ++id) {
      if (counts[id] == 0 || !spans[id].known()) continue;
      const people::DateSpan& span = spans[id];
      const auto [there, added] =
          known.emplace(Span{span.earliest, span.latest, static_cast<std::uint8_t>(span.precision)},
                        static_cast<std::uint32_t>(dates.size()));
      if (added) {
        DateValue value;
        value.earliest = span.earliest;
        value.latest = span.latest;
        const base::CivilDate middle = base::civil(span.earliest + (span.latest - span.earliest) / 2);
        value.year = static_cast<std::int16_t>(middle.year);
        if (span.latest - span.earliest < 31) value.month = static_cast<std::uint8_t>(middle.month);
        if (span.latest == span.earliest) value.day = static_cast<std::uint8_t>(middle.day);
        value.digits = digits_of(value);
        value.precision = static_cast<std::uint8_t>(span.precision);
        value.flags = span.flags;
        dates.push_back(value);
        texts.append(values.texts.text(id));
      }
      renamed[list][id] = there->second;
    }
  }
  // The rows, and how many have each span.
  std::vector<std::vector<std::uint32_t>> counts(lists.size(), std::vector<std::uint32_t>(dates.size(), 0));
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (std::uint32_t id = 1; id < renamed[list].size(); ++id)
      if (renamed[list][id] != 0) counts[list][renamed[list][id]] += encoded.counts[field][list][id];
  constexpr std::size_t kRows = 65536;
  base::for_each_piece((encoded.rows + kRows - 1) / kRows, threads, [&](std::size_t piece) {
    for (std::size_t row = piece * kRows; row < std::min(encoded.rows, (piece + 1) * kRows); ++row) {
      std::uint32_t& cell = encoded.values[row * encoded.fields + field];
      cell = renamed[encoded.list_of(row)][cell];
    }
  });
  encoded.counts[field] = std::move(counts);
  values.texts = std::move(texts);
  values.dates = std::move(dates);
}

}  // namespace

std::vector<Values> learn_values(Encoded& encoded, const std::vector<Field>& fields,
                                 const std::vector<const Source*>& lists, unsigned threads) {
  std::vector<Values> all(encoded.dictionaries.size());
  all[0].kind = Kind::Name;
  for (std::size_t field = 0; field < fields.size(); ++field) all[encoded.group[field]].kind = fields[field].kind;
  for (std::size_t group = 0; group < all.size(); ++group) all[group].texts = std::move(encoded.dictionaries[group]);
  learn_names(all[0], threads);
  for (std::size_t field = 0; field < fields.size(); ++field) {
    Values& values = all[encoded.group[field]];
    if (values.kind == Kind::Date) learn_dates(encoded, field, values, fields[field], lists, threads);
    else if (values.kind != Kind::Name) learn_text(values, threads);
  }
  encoded.dictionaries.clear();
  return all;
}

}  // namespace midspan::reconcile
