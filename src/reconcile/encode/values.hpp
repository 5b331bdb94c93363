// SPDX-License-Identifier: Apache-2.0
// What is known of each distinct value: made once, read by blocking and comparing for millions of pairs.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"
#include "names/dates.hpp"
#include "names/similarity.hpp"
#include "reconcile/compare/screen.hpp"
#include "reconcile/encode/encode.hpp"

namespace midspan::reconcile {

enum ValueFlag : std::uint8_t {
  kPacked = 1,   // letters holds all of it
  kForeign = 2,  // not Latin: letters is its sound, or, where all names are of one script, its own letters
  kInitial = 4,  // a single letter
  kNative = 8,   // letters of a script that writes few vowels or none
  kPatronymic = 16,
  kGenerationAt = 32,  // two bits: 1 the elder, 2 the younger, 3 the grandson; 0 where it is not told
  kServant = 128,      // begins as many others do: Abd al-Rahman, Abd al-Karim
};
inline int generation_of_flags(std::uint8_t flags) { return flags / kGenerationAt & 3; }

// One name, or one word of a name. 32 bytes, so that two fit a cache line.
struct NameValue {
  names::PackedWord word;  // its letters in ASCII, or its sound in Latin letters
  std::uint8_t words = 1;  // more than one: see Values::words
  std::uint8_t flags = 0;
  std::uint32_t skeleton = 0;  // hash of what stays when vowels and confusable sounds go; 0: none
  std::uint32_t words_begin = 0;
  std::uint32_t forms_begin = 0;  // in Values::name_forms; 0: no given name that has forms
};
static_assert(sizeof(NameValue) == 32);

// Another way to read a word of another script in Latin letters.
struct OtherReading {
  names::PackedWord word;
  std::uint32_t skeleton = 0;
};

// A word in Latin letters that a word of another script is likely to be spelt as.
struct Partner {
  std::uint32_t word = 0;  // its number
  std::uint8_t share = 0;  // names::SpeltAs
};

// What pairs of words were found to be, for pairs that are asked again and again: words in two scripts, and those of
// names of several words, of which each name brings a dozen pairs. Few places: a pair takes another's. Never changes
// what is found. Thread safety: all of it.
class PairMemo {
 public:
  PairMemo() : places_(kPlaces) {}
  // 0: not known.
  unsigned find(std::uint32_t left, std::uint32_t right) const {
    const std::uint64_t there = place(left, right).load(std::memory_order_relaxed);
    return there >> kBits == (std::uint64_t{left} << kIdBits | right) ? there & ((1U << kBits) - 1) : 0;
  }
  void ask(std::uint32_t left, std::uint32_t right) const { __builtin_prefetch(&place(left, right)); }
  void keep(std::uint32_t left, std::uint32_t right, unsigned level) {
    if (((left | right) >> kIdBits) == 0)
      place(left, right).store((std::uint64_t{left} << kIdBits | right) << kBits | level, std::memory_order_relaxed);
  }

 private:
  static constexpr unsigned kBits = 4;
  static constexpr unsigned kIdBits = 30;
  static constexpr std::size_t kPlaces = std::size_t{1} << 18;
  std::atomic<std::uint64_t>& place(std::uint32_t left, std::uint32_t right) const {
    const std::uint64_t hash = (std::uint64_t{left} << 32 | right) * 0x9E3779B97F4A7C15ULL;
    return places_[hash >> (64 - 18)];
  }
  mutable std::vector<std::atomic<std::uint64_t>> places_;
};

struct DateValue {
  std::int32_t earliest = 0;
  std::int32_t latest = -1;
  std::int16_t year = 0;            // of the middle of the span
  std::uint8_t month = 0, day = 0;  // 0 when the span is wider
  std::uint32_t digits = 0;         // yyyymmdd, four bits each
  std::uint8_t precision = 0;       // people::Precision
  std::uint8_t flags = 0;           // people::DateFlag
};

struct TextValue {
  std::uint32_t words_begin = 0;  // hashes of its words, sorted
  std::uint16_t words = 0;
  bool packed = false;
  names::PackedWord word;
};

// One dictionary with what its kind knows of the values; only the vector of the kind is filled.
struct Values {
  Kind kind = Kind::Text;
  Dictionary texts;
  PageVector<NameValue> names;
  bool two_scripts = false;  // names are in more than one script
  // Of the words of another script, where names are in two: the readings after the most probable one, by value.
  std::vector<std::uint32_t> reading_begins;  // empty: none
  std::vector<OtherReading> readings;
  // The same words' partners among the Latin ones, by value, each run ascending by word.
  std::vector<std::uint32_t> partner_begins;  // empty: none
  std::vector<Partner> partners;
  std::shared_ptr<PairMemo> memo;         // where names are in two scripts
  std::shared_ptr<PairMemo> word_memo;    // where names have several words
  std::vector<std::uint32_t> name_words;  // ids of single words in the same dictionary
  // Lines of forms of given names (Bill with William), by NameValue::forms_begin, ascending, each run ended by 0.
  std::vector<std::uint16_t> name_forms;
  std::vector<DateValue> dates;
  PageVector<TextValue> text;
  std::vector<std::uint32_t> text_words;
  std::vector<std::string> text_readings;  // by value, of texts in another script than Latin where both occur; else ""
  PageVector<Signature> signatures;        // of names and texts of one word
  PageVector<Signature> screens;           // the same, 0 where a form of the name may be far from it; empty: the same
  std::vector<base::Message> decisions;    // how ages were dated
  // How dates were read, by list and the number of its column; of lists whose reader has not said so itself.
  struct Reading {
    std::size_t list = 0, column = 0;
    base::Message message;
  };
  std::vector<Reading> date_readings;
};

// What a text is compared by.
inline std::string_view text_of(const Values& values, std::uint32_t id) {
  return values.text_readings.empty() || values.text_readings[id].empty() ? values.texts.text(id)
                                                                          : std::string_view(values.text_readings[id]);
}

inline std::span<const OtherReading> other_readings(const Values& values, std::uint32_t id) {
  if (values.reading_begins.empty()) return {};
  const std::uint32_t begin = values.reading_begins[id];
  return {values.readings.data() + begin, values.reading_begins[id + 1] - begin};
}

inline std::span<const Partner> partners_of(const Values& values, std::uint32_t id) {
  if (values.partner_begins.empty()) return {};
  const std::uint32_t begin = values.partner_begins[id];
  return {values.partners.data() + begin, values.partner_begins[id + 1] - begin};
}

// Takes the dictionaries out of `encoded`, and replaces dates by spans: rows whose dates mean the same get one number.
std::vector<Values> learn_values(Encoded& encoded, const std::vector<Field>& fields,
                                 const std::vector<const Source*>& lists, unsigned threads);

}  // namespace midspan::reconcile
