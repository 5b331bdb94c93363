// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/values.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/day.hpp"
#include "base/threads.hpp"
#include "names/countries.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/sound.hpp"
#include "names/transliterate.hpp"
#include "reconcile/encode/ages.hpp"
#include "reconcile/encode/impossible_dates.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/encode/name_parts.hpp"
#include "reconcile/encode/native.hpp"
#include "reconcile/encode/partners.hpp"
#include "reconcile/encode/readings.hpp"
#include "reconcile/encode/sexes.hpp"
#include "reconcile/encode/spellings.hpp"

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

// `written`: before it was folded. `others`: takes the readings after the most probable one.
NameValue name_value(std::string_view text, std::string_view written, people::Script native, std::string_view language,
                     std::vector<OtherReading>* others) {
  NameValue value;
  const std::string joined = text.find(' ') == std::string_view::npos ? std::string() : names::fold_joined(text);
  const std::string_view letters = joined.empty() ? text : std::string_view(joined);
  if (is_ascii(letters)) {
    const std::string_view own = own_part(letters);
    if (own.size() != letters.size()) value.flags |= kServant;
    if (names::pack(letters, value.word)) value.flags |= kPacked;
    else names::pack(letters.substr(0, 16), value.word);
    if (letters.size() == 1) value.flags |= kInitial;
    value.skeleton = latin_skeleton_hash(own);
    if (value.skeleton == 0 && !letters.empty()) value.skeleton = skeleton_hash(letters);
    return value;
  }
  std::string skeleton;
  if (has_native_letters(native)) {
    value.flags |= kForeign;
    if (native != people::Script::Cyrillic) value.flags |= kNative;
    const std::string_view own = own_part(letters);
    if (own.size() != letters.size() && native == people::Script::Arabic) value.flags |= kServant;
    if (pack_native(letters, native, value.word)) value.flags |= kPacked;
    skeleton = native_skeleton(own, native);
  } else {
    value.flags |= kForeign;
    std::string sounds;
    const auto readings =
        names::latin_readings(joined.empty() ? written : letters, others != nullptr ? kReadings : 1, language);
    if (!readings.empty()) sounds = readings.front().latin;
    if (own_part(sounds).size() != sounds.size()) value.flags |= kServant;
    const auto add = [&](std::string_view reading) {
      OtherReading other;
      names::pack(reading.substr(0, 16), other.word);
      const std::string own = names::skeleton(own_part(reading));
      other.skeleton = skeleton_hash(own.size() >= 2 ? std::string_view(own) : reading);
      others->push_back(other);
    };
    for (std::size_t at = 1; at < readings.size(); ++at) add(readings[at].latin);
    // Written in Latin letters the article is often left out, or apart.
    if (others != nullptr && letters.starts_with("ال") && sounds.size() >= 6 && sounds[1] == 'l') add(sounds.substr(2));
    if (names::pack(sounds, value.word)) value.flags |= kPacked;
    else names::pack(std::string_view(sounds).substr(0, 16), value.word);
    skeleton = names::skeleton(own_part(sounds));  // that of the word itself: it goes through the same reading
    // Too short to have one: the sound itself, as of words in Latin letters.
    if (skeleton.size() < 2 && !sounds.empty()) skeleton = sounds;
  }
  if (skeleton.size() >= 2) value.skeleton = skeleton_hash(skeleton);
  else if (!letters.empty()) value.skeleton = skeleton_hash(letters);
  return value;
}

// The script that all but one word in five hundred are written in, where words of it can be compared as they are.
struct Scripts {
  people::Script native = people::Script::Latin;
  bool several = false;
  bool mixed = false;  // more than one word in five hundred is in another script: worth more than its readings
  bool own = false;  // words in two scripts other than Latin meet: each is read in several ways, the first says little
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
  const std::size_t latin = counts[people::Script::Latin];
  // Two lists may be in two scripts without one of them being Latin. Japan writes in two.
  counts[people::Script::Han] += std::exchange(counts[people::Script::Kana], 0);
  const auto others = std::count_if(counts.begin(), counts.end(), [&](const auto& one) {
    return one.first != people::Script::Latin && one.first != people::Script::Mixed &&
           one.first != people::Script::Unknown && one.second * 500 > words;
  });
  found.several = (latin != words && latin != 0) || others > 1;
  found.mixed = found.several && (words - latin) * 500 > words;
  for (const auto& [script, count] : counts)
    if (has_native_letters(script) && (words - count) * 500 <= words) found = {script, false, false};
  return found;
}

// Texts of a dictionary that is still growing, by their bytes.
class Finder {
 public:
  explicit Finder(Dictionary& texts) : texts_(texts) {
    known_.reserve(texts.size());
    for (std::uint32_t id = 1; id < texts.size(); ++id) known_.emplace(hash_of(texts.text(id)), id);
  }
  std::uint32_t id_of(std::string_view text) {
    const auto [there, added] = known_.emplace(hash_of(text), texts_.size());
    if (added) texts_.append(text);
    return there->second;
  }

 private:
  Dictionary& texts_;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;  // looked up only
};

struct SeveralWords {
  std::uint32_t id = 0;
  std::uint32_t begin = 0;  // in Values::name_words
  std::uint8_t count = 0;
  int generation = 0;
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for_each_word(text, [&](std::string_view word) { words.push_back(word); });
  return words;
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

enum class EastAsian : std::uint8_t { None, Some };  // names in Han or Hangul

// Names with a rank or an article written apart are the name without: rows that have them get its number. Words of
// names of several words become values of the same dictionary.
std::vector<SeveralWords> learn_words(Values& values, std::vector<std::uint32_t> spaced, EastAsian east_asian,
                                      std::string_view language, std::vector<std::uint32_t>& renamed) {
  Dictionary& texts = values.texts;
  const std::uint32_t whole = texts.size();
  const auto has_space = [&](std::uint32_t id) { return texts.text(id).find(' ') != std::string_view::npos; };
  std::vector<SeveralWords> several;
  if (spaced.empty()) return several;
  std::optional<FamilyStands> family;
  if (east_asian == EastAsian::Some) {
    std::int64_t first = 0;  // names that have the family first, less those that have it last
    for (const std::uint32_t id : spaced)
      if (const auto stands = family_stands(words_of(texts.text(id)))) first += *stands == FamilyStands::First ? 1 : -1;
    family = first < 0 ? FamilyStands::Last : FamilyStands::First;
  }
  const auto parts_of_text = [&](std::string_view text) { return parts_of_name(words_of(text), family); };
  Finder finder(texts);
  for (const std::uint32_t id : spaced) {
    const std::string text(texts.text(id));
    const std::string plain = has_space(id) ? joined_words(parts_of_text(text).words) : spaced_name(text, language);
    if (plain == text) continue;
    if (renamed.empty()) renamed.resize(whole, 0);
    renamed[id] = finder.id_of(plain);
  }
  for (std::uint32_t id = whole; id < texts.size(); ++id) spaced.push_back(id);
  for (const std::uint32_t id : spaced) {
    if (!has_space(id)) continue;
    const NameParts parts = parts_of_text(texts.text(id));
    SeveralWords made{id, static_cast<std::uint32_t>(values.name_words.size()), 0, parts.generation};
    for (std::size_t at = 0; at < parts.words.size(); ++at) {
      if (!parts.telling[at]) continue;
      values.name_words.push_back(finder.id_of(parts.words[at]));
      ++made.count;
    }
    // "de la cruz" is found under "cruz" and under "delacruz".
    if (made.count == 1 && parts.words.size() > 1) {
      std::string joined;
      for (const std::string& word : parts.words) joined += word;
      values.name_words.push_back(finder.id_of(joined));
      ++made.count;
    }
    several.push_back(made);
  }
  return several;
}

// New numbers of a field's values, which each list has its own of; 0 where a value means nothing.
using Renamed = std::vector<std::vector<std::uint32_t>>;  // [list][value]

// Gives the counts of a field the numbers, which are below `size`.
void rename_counts(Encoded& encoded, std::size_t field, const Renamed& renamed, std::uint32_t size) {
  Renamed now(renamed.size(), std::vector<std::uint32_t>(size, 0));
  for (std::size_t list = 0; list < renamed.size(); ++list)
    for (std::uint32_t id = 1; id < renamed[list].size(); ++id)
      if (renamed[list][id] != 0) now[list][renamed[list][id]] += encoded.counts[field][list][id];
  encoded.counts[field] = std::move(now);
}

// Gives them to the rows: all fields in one go over them. `renamed`: by field; empty where numbers stay.
void rename_rows(Encoded& encoded, const std::vector<Renamed>& renamed, unsigned threads) {
  constexpr std::size_t kRows = 16384;
  std::vector<std::size_t> fields;
  for (std::size_t field = 0; field < renamed.size(); ++field)
    if (!renamed[field].empty()) fields.push_back(field);
  if (fields.empty()) return;
  for (std::size_t list = 0; list + 1 < encoded.list_begin.size(); ++list) {
    const std::size_t first = encoded.list_begin[list];
    base::for_each_stretch(encoded.list_begin[list + 1] - first, kRows, threads,
                           [&](std::size_t begin, std::size_t end) {
                             for (const std::size_t field : fields) {
                               const std::uint32_t* const now = renamed[field][list].data();
                               std::uint32_t* cell = encoded.values.data() + (first + begin) * encoded.fields + field;
                               for (std::size_t row = begin; row < end; ++row, cell += encoded.fields)
                                 *cell = now[*cell];
                             }
                           });
  }
}

// Gives rows the numbers of the names that theirs mean.
void rename_values(Encoded& encoded, const std::vector<std::uint32_t>& renamed, std::uint32_t size, unsigned threads) {
  const auto now = [&](std::uint32_t id) { return id < renamed.size() && renamed[id] != 0 ? renamed[id] : id; };
  std::vector<std::size_t> fields;
  for (std::size_t field = 0; field < encoded.fields; ++field)
    if (encoded.group[field] == 0 && !encoded.counts[field].empty()) fields.push_back(field);
  for (const std::size_t field : fields)
    for (std::vector<std::uint32_t>& counts : encoded.counts[field]) {
      counts.resize(size, 0);
      for (std::uint32_t id = 1; id < renamed.size(); ++id)
        if (renamed[id] != 0 && renamed[id] != id) {
          counts[renamed[id]] += counts[id];
          counts[id] = 0;
        }
    }
  constexpr std::size_t kRows = 65536;
  base::for_each_piece((encoded.rows + kRows - 1) / kRows, threads, [&](std::size_t piece) {
    for (std::size_t row = piece * kRows; row < std::min(encoded.rows, (piece + 1) * kRows); ++row)
      for (const std::size_t field : fields) {
        std::uint32_t& cell = encoded.values[row * encoded.fields + field];
        cell = now(cell);
      }
  });
}

// Which names are forms of others. Common names have forms that look nothing like them, and are not screened.
void learn_forms(Values& values, unsigned threads) {
  struct Found {
    std::uint32_t id;
    NameForms forms;
  };
  const std::size_t pieces = (values.texts.size() + kValuesAtOnce - 1) / kValuesAtOnce;
  std::vector<std::vector<Found>> found(pieces);
  base::for_each_piece(pieces, threads, [&](std::size_t piece) {
    const std::size_t end = std::min<std::size_t>(values.texts.size(), (piece + 1) * kValuesAtOnce);
    for (std::size_t at = std::max<std::size_t>(1, piece * kValuesAtOnce); at < end; ++at) {
      const auto id = static_cast<std::uint32_t>(at);
      if (values.names[id].words > 1) continue;
      NameForms forms = forms_of_name(values.texts.text(id));
      if (!forms.lines.empty()) found[piece].push_back({id, std::move(forms)});
    }
  });
  values.name_forms.assign(1, 0);
  for (const std::vector<Found>& piece : found)
    for (const Found& one : piece) {
      NameValue& value = values.names[one.id];
      value.forms_begin = static_cast<std::uint32_t>(values.name_forms.size());
      if (one.forms.patronymic) value.flags |= kPatronymic;
      for (const std::uint16_t line : one.forms.lines)
        values.name_forms.push_back(static_cast<std::uint16_t>(line + 1));
      values.name_forms.push_back(0);
    }
  if (values.name_forms.size() == 1) return;
  values.screens = values.signatures;
  for (const std::vector<Found>& piece : found)
    for (const Found& one : piece) values.screens[one.id] = 0;
}

void learn_names(Values& values, Encoded& encoded, const std::vector<Field>& fields,
                 const std::vector<const Source*>& lists, unsigned threads) {
  Dictionary& texts = values.texts;
  std::vector<std::uint32_t> renamed;
  const bool full_names =
      std::any_of(fields.begin(), fields.end(), [](const Field& field) { return field.meaning == Meaning::FullName; });
  const std::uint32_t whole = texts.size();
  Survey found = survey(texts, 1, whole, threads);
  // Full names in Han and Hangul have no space where the family name ends.
  if (full_names && (found.scripts[people::Script::Han] != 0 || found.scripts[people::Script::Hangul] != 0)) {
    found.several.clear();
    for (std::uint32_t id = 1; id < whole; ++id)
      if (texts.text(id).find(' ') != std::string_view::npos || !is_ascii(texts.text(id))) found.several.push_back(id);
  }
  const bool some_han = found.scripts[people::Script::Han] != 0;
  const std::string_view language = some_han && is_japanese(texts) ? "ja" : "";
  const EastAsian east_asian =
      some_han || found.scripts[people::Script::Hangul] != 0 ? EastAsian::Some : EastAsian::None;
  const std::vector<SeveralWords> several =
      learn_words(values, std::move(found.several), east_asian, language, renamed);
  if (!renamed.empty()) rename_values(encoded, renamed, texts.size(), threads);
  for (const auto& [script, count] : survey(texts, whole, texts.size(), threads).scripts)
    found.scripts[script] += count;
  const Scripts scripts = scripts_of(std::move(found.scripts));
  values.two_scripts = scripts.several;
  const Spellings spellings = scripts.mixed ? Spellings(texts, fields, lists, threads) : Spellings();
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
        const std::string_view text = texts.text(static_cast<std::uint32_t>(id));
        const NameValue value =
            name_value(text, spellings.of(static_cast<std::uint32_t>(id), text), scripts.native, language, others);
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
  for (const SeveralWords& name : several) {
    NameValue& value = values.names[name.id];
    value.words_begin = name.begin;
    value.words = std::max<std::uint8_t>(1, name.count);
    value.flags |= static_cast<std::uint8_t>(std::min(name.generation, 3) * kGenerationAt);
    values.signatures[name.id] = 0;  // word by word
  }
  if (!several.empty()) values.word_memo = std::make_shared<PairMemo>();
  if (scripts.mixed) learn_partners(values, encoded, spellings, threads);
  learn_forms(values, threads);
}

std::uint32_t digits_of(const DateValue& date) {
  std::uint32_t digits = 0;
  for (const int part : {date.year / 100 % 100, date.year % 100, int{date.month}, int{date.day}})
    digits = digits << 8 | static_cast<std::uint32_t>(part / 10 << 4 | part % 10);
  return digits;
}

DateValue value_of(const people::DateSpan& span) {
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
  return value;
}

// Some day of its year; compared with other days by its digits.
DateValue value_of(const ImpossibleDate& date) {
  DateValue value;
  value.earliest = base::day_of({date.year, 1, 1});
  value.latest = base::day_of({date.year, 12, 31});
  value.year = date.year;
  value.month = date.month;
  value.day = date.day;
  value.digits = digits_of(value);
  value.precision = static_cast<std::uint8_t>(people::Precision::Year);
  return value;
}

void learn_text(Values& values, unsigned threads) {
  const Dictionary& texts = values.texts;
  if (values.kind == Kind::Text) values.text_readings = readings_of_texts(texts);
  values.text.assign(texts.size(), TextValue{});
  values.signatures.assign(texts.size(), 0);
  for (std::uint32_t id = 1; id < texts.size(); ++id) {
    TextValue& value = values.text[id];
    value.words_begin = static_cast<std::uint32_t>(values.text_words.size());
    for_each_word(text_of(values, id), [&](std::string_view word) {
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
      const std::string_view text = text_of(values, static_cast<std::uint32_t>(id));
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
class DateLearner {
 public:
  DateLearner(Encoded& encoded, std::size_t field, Values& values, const Values& names,
              const std::vector<Field>& fields, const std::vector<const Source*>& lists, unsigned threads)
      : encoded_(encoded),
        field_(field),
        values_(values),
        names_(names),
        fields_(fields),
        what_(fields[field]),
        lists_(lists),
        threads_(threads),
        renamed_(lists.size()) {}

  // Gives the new numbers of the values.
  Renamed run() {
    std::vector<bool> dated(lists_.size(), true);
    for (std::size_t list = 0; list < lists_.size(); ++list) {
      const Column& column = lists_[list]->columns()[what_.columns[list].front()];
      const bool ages = !what_.ages.empty() && what_.ages[list];
      dated[list] = !ages || column.told_on;
      if (!ages) number(list, read_dates(list));
      else if (column.told_on)
        number(list, births_of(ages_in(values_.texts, counts(list)),
                               [&](int age) { return names::from_age(age, *column.told_on); }));
    }
    if (!what_.ages.empty()) read_all_ages(std::move(dated));
    rename_counts(encoded_, field_, renamed_, static_cast<std::uint32_t>(dates_.size()));
    values_.texts = std::move(texts_);
    values_.dates = std::move(dates_);
    return std::move(renamed_);
  }

 private:
  struct Read {
    people::DateSpan span;
    std::optional<ImpossibleDate> impossible;  // where the span is not known
  };
  using Spans = std::vector<Read>;

  const std::vector<std::uint32_t>& counts(std::size_t list) const { return encoded_.counts[field_][list]; }
  Spans read_dates(std::size_t list);
  template <typename BirthsOf>
  static Spans births_of(const std::vector<std::int32_t>& ages, BirthsOf&& births) {
    Spans spans(ages.size());
    for (std::size_t id = 1; id < ages.size(); ++id)
      if (ages[id] != kNoYear) spans[id].span = births(ages[id]);
    return spans;
  }
  void read_all_ages(std::vector<bool> dated);
  void number(std::size_t list, const Spans& spans);

  Encoded& encoded_;
  std::size_t field_;
  Values& values_;
  const Values& names_;
  const std::vector<Field>& fields_;
  const Field& what_;
  const std::vector<const Source*>& lists_;
  unsigned threads_;
  std::map<std::tuple<std::int32_t, std::int32_t, std::uint8_t, std::uint32_t>, std::uint32_t> known_;
  Dictionary texts_;
  std::vector<DateValue> dates_ = std::vector<DateValue>(1);
  Renamed renamed_;
};

DateLearner::Spans DateLearner::read_dates(std::size_t list) {
  names::ColumnDates column;
  const auto& given = lists_[list]->columns()[what_.columns[list].front()].dates;
  if (given) column = *given;
  else {
    names::DateHints hints;
    hints.births = what_.meaning == Meaning::Birth || what_.meaning == Meaning::BirthYear;
    column = names::learn_dates(sample_cells(values_.texts, counts(list)), hints);
  }
  for (base::Message& decision : column.decisions)
    if (!given) values_.date_readings.push_back({list, what_.columns[list].front(), std::move(decision)});
  Spans spans(counts(list).size());
  base::for_each_piece((spans.size() + kValuesAtOnce - 1) / kValuesAtOnce, threads_, [&](std::size_t piece) {
    const std::size_t end = std::min<std::size_t>(spans.size(), (piece + 1) * kValuesAtOnce);
    for (std::size_t id = std::max<std::size_t>(1, piece * kValuesAtOnce); id < end; ++id)
      if (counts(list)[id] != 0) {
        const std::string_view text = values_.texts.text(static_cast<std::uint32_t>(id));
        spans[id].span = names::parse_date(text, column);
        spans[id].span.raw.clear();
        if (!spans[id].span.known()) spans[id].impossible = impossible_date(text, column.order);
      }
  });
  return spans;
}

// Where no list has dates, the first list's ages are taken to be of any one year: only differences matter.
void DateLearner::read_all_ages(std::vector<bool> dated) {
  constexpr int kAnyYear = 2000;
  std::vector<std::int32_t> births(encoded_.rows, kNoYear);
  const auto note_years = [&](std::size_t list) {
    for (std::size_t row = encoded_.list_begin[list]; row < encoded_.list_begin[list + 1]; ++row) {
      const std::uint32_t value = renamed_[list][encoded_.row(row)[field_]];
      const DateValue& date = dates_[value];
      births[row] = value != 0 && date.latest - date.earliest <= 800 ? base::civil(date.latest).year : kNoYear;
    }
  };
  for (std::size_t list = 0; list < lists_.size(); ++list)
    if (dated[list]) note_years(list);
  for (std::size_t list = 0; list < lists_.size(); ++list) {
    if (dated[list]) continue;
    const std::vector<std::int32_t> ages = ages_in(values_.texts, counts(list));
    YearOfAges told{kAnyYear, 0, 0};
    if (std::find(dated.begin(), dated.end(), true) != dated.end()) {
      for (std::size_t row = encoded_.list_begin[list]; row < encoded_.list_begin[list + 1]; ++row)
        births[row] = ages[encoded_.row(row)[field_]];
      told = year_of_ages(encoded_, fields_, names_, dated, list, births);
      values_.decisions.push_back({told.rough == 0 ? "RCN-111" : "RCN-112",
                                   {{"list", lists_[list]->name()}, {"year", std::to_string(told.year)}}});
    }
    const auto births = [&](int age) {
      return told.year == 0 ? people::DateSpan{} : births_of_age(age, told.year, told.rough);
    };
    number(list, births_of(ages, births));
    dated[list] = true;
    note_years(list);
  }
}

void DateLearner::number(std::size_t list, const Spans& spans) {
  renamed_[list].assign(counts(list).size(), 0);
  for (std::uint32_t id = 1; id < spans.size(); ++id) {
    if (counts(list)[id] == 0 || (!spans[id].span.known() && !spans[id].impossible)) continue;
    const DateValue value = spans[id].impossible ? value_of(*spans[id].impossible) : value_of(spans[id].span);
    const std::uint32_t written = spans[id].impossible ? value.digits : 0;
    const auto [there, added] = known_.emplace(std::tuple(value.earliest, value.latest, value.precision, written),
                                               static_cast<std::uint32_t>(dates_.size()));
    if (added) {
      dates_.push_back(value);
      texts_.append(values_.texts.text(id));
    }
    renamed_[list][id] = there->second;
  }
}

// What one list calls "male" and the other "м", and the countries of demonyms in any language, are one value.
Renamed learn_categories(Encoded& encoded, std::size_t field, Values& values, Meaning meaning) {
  const auto& counts = encoded.counts[field];
  Dictionary texts;
  std::map<std::string, std::uint32_t, std::less<>> known;
  Renamed renamed(counts.size());
  for (std::size_t list = 0; list < counts.size(); ++list) {
    renamed[list].assign(counts[list].size(), 0);
    std::set<std::string_view> there_are;
    for (std::uint32_t id = 1; id < counts[list].size() && meaning == Meaning::Sex; ++id)
      if (counts[list][id] != 0) there_are.insert(values.texts.text(id));
    for (std::uint32_t id = 1; id < counts[list].size(); ++id) {
      if (counts[list][id] == 0) continue;
      std::string text(values.texts.text(id));
      if (meaning == Meaning::Sex) text = sex_in(text, there_are);
      else if (const auto country = names::country_of(text)) text = *country;
      const auto [there, added] = known.emplace(text, texts.size());
      if (added) texts.append(text);
      renamed[list][id] = there->second;
    }
  }
  rename_counts(encoded, field, renamed, texts.size());
  values.texts = std::move(texts);
  return renamed;
}

}  // namespace

std::vector<Values> learn_values(Encoded& encoded, const std::vector<Field>& fields,
                                 const std::vector<const Source*>& lists, unsigned threads) {
  std::vector<Values> all(encoded.dictionaries.size());
  all[0].kind = Kind::Name;
  for (std::size_t field = 0; field < fields.size(); ++field) all[encoded.group[field]].kind = fields[field].kind;
  for (std::size_t group = 0; group < all.size(); ++group) all[group].texts = std::move(encoded.dictionaries[group]);
  std::vector<Renamed> renamed(fields.size());
  const auto learn_field = [&](std::size_t field) {
    Values& values = all[encoded.group[field]];
    const bool category = fields[field].meaning == Meaning::Sex || fields[field].meaning == Meaning::Nationality;
    if (category) renamed[field] = learn_categories(encoded, field, values, fields[field].meaning);
    if (values.kind == Kind::Date)
      renamed[field] = DateLearner(encoded, field, values, all[0], fields, lists, threads).run();
    else if (values.kind != Kind::Name) learn_text(values, threads);
  };
  // Names beside all else, which has steps that one thread takes alone. Only ages ask for the names of rows.
  const bool ages = std::any_of(fields.begin(), fields.end(), [](const Field& field) { return !field.ages.empty(); });
  base::for_each_piece(fields.size() + 1, ages ? 1 : threads, [&](std::size_t at) {
    if (at == 0) learn_names(all[0], encoded, fields, lists, threads);
    else learn_field(at - 1);
  });
  rename_rows(encoded, renamed, threads);
  encoded.dictionaries.clear();
  return all;
}

}  // namespace midspan::reconcile
