// SPDX-License-Identifier: Apache-2.0
#include "reconcile/compare/compare.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>

#include "reconcile/compare/full_names.hpp"
#include "reconcile/compare/one_edit.hpp"
#include "reconcile/compare/words.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

namespace {

unsigned compare_names(const Values& values, std::uint32_t left, std::uint32_t right, bool fathers) {
  const NameValue& one = values.names[left];
  const NameValue& other = values.names[right];
  if (one.words == 1 && other.words == 1) return compare_letters(values, left, right, fathers);
  const unsigned level = compare_words(values, left, right, fathers);
  // "Juan Perez padre" and "Juan Perez hijo".
  const int elder = generation_of_flags(one.flags);
  const int younger = generation_of_flags(other.flags);
  return elder != 0 && younger != 0 && elder != younger ? std::max<unsigned>(level, kNameWeak) : level;
}

unsigned compare_codes(const Values& values, std::uint32_t left, std::uint32_t right) {
  const std::string_view one = values.texts.text(left);
  const std::string_view other = values.texts.text(right);
  if (std::min(one.size(), other.size()) >= 4 && one_edit(one, other)) return kCodeNear;
  const std::size_t shorter = std::min(one.size(), other.size());
  std::size_t prefix = 0;
  while (prefix < shorter && one[prefix] == other[prefix]) ++prefix;
  if (prefix >= 3 && prefix * 2 >= std::max(one.size(), other.size())) return kCodePart;
  std::size_t suffix = 0;
  while (suffix < shorter - prefix && one[one.size() - 1 - suffix] == other[other.size() - 1 - suffix]) ++suffix;
  if (prefix + suffix >= 5 && (prefix + suffix) * 3 >= std::max(one.size(), other.size()) * 2) return kCodePart;
  return kCodeOther;
}

unsigned compare_numbers(const Values& values, std::uint32_t left, std::uint32_t right) {
  const std::string_view one = values.texts.text(left);
  const std::string_view other = values.texts.text(right);
  if (std::max(one.size(), other.size()) >= 2 && one_edit(one, other)) return kNumberNear;
  return kNumberOther;
}

unsigned compare_texts(const Values& values, std::uint32_t left, std::uint32_t right) {
  if (far_apart(values.signatures[left], values.signatures[right], kTextBar)) return kTextOther;
  const TextValue& one = values.text[left];
  const TextValue& other = values.text[right];
  int similarity = 0;
  if (one.packed && other.packed) {
    if (same_word(one.word, other.word)) return kTextNear;
    if (one.word.length >= 4 && one_edit(one.word, other.word)) return kTextNear;
    similarity = names::jaro_winkler(one.word, other.word);
  } else {
    if (one_edit(text_of(values, left), text_of(values, right))) return kTextNear;
    similarity = names::jaro_winkler(text_of(values, left).substr(0, 64), text_of(values, right).substr(0, 64));
  }
  if (similarity >= 9400) return kTextNear;
  unsigned shared = 0;
  const std::uint32_t* mine = values.text_words.data() + one.words_begin;
  const std::uint32_t* const mine_end = mine + one.words;
  const std::uint32_t* theirs = values.text_words.data() + other.words_begin;
  const std::uint32_t* const theirs_end = theirs + other.words;
  while (mine != mine_end && theirs != theirs_end) {
    if (*mine == *theirs) {
      ++shared;
      ++mine;
      ++theirs;
    } else if (*mine < *theirs) {
      ++mine;
    } else {
      ++theirs;
    }
  }
  const unsigned fewer = std::min(one.words, other.words);
  if (shared != 0 && shared >= fewer && (fewer >= 2 || one.words == other.words)) return kTextNear;
  if (shared * 2 >= fewer && shared != 0) return kTextPart;
  return similarity >= 8500 ? kTextPart : kTextOther;
}

}  // namespace

Comparer::Comparer(const std::vector<Field>& fields, const std::vector<std::size_t>& group,
                   const std::vector<Values>& values) {
  for (std::size_t field = 0; field < fields.size(); ++field) {
    kinds_.push_back(fields[field].kind);
    values_.push_back(&values[group[field]]);
    const bool screened = fields[field].kind == Kind::Name || fields[field].kind == Kind::Text;
    const Values& of = *values_.back();
    const PageVector<Signature>& signatures = of.screens.empty() ? of.signatures : of.screens;
    signatures_.push_back(screened ? signatures.data() : nullptr);
    fathers_.push_back(fields[field].meaning == Meaning::Father || fields[field].meaning == Meaning::Grandfather);
    if (fields[field].meaning == Meaning::Given) given_ = field;
    if (fields[field].meaning == Meaning::Family) family_ = field;
    if (fields[field].meaning == Meaning::FullName && fields[field].kind == Kind::Name) full_name_ = field;
  }
  can_cross_ =
      given_ != family_ && fields[given_].meaning == Meaning::Given && fields[family_].meaning == Meaning::Family;
  two_scripts_ = can_cross_ && values_[given_]->two_scripts;
  for (const bool screened : {true, false})
    for (std::size_t field = 0; field < fields.size(); ++field)
      if ((signatures_[field] != nullptr) == screened) field_at_.push_back(field);
  word_of_.resize(fields.size());
  other_levels_.resize(fields.size());
  first_signature_ = (fields.size() + 1) / 2;
  std::size_t signatures = first_signature_;
  equal_.resize((fields.size() + 7) / 8, Spread{});
  other_ = equal_;
  for (std::size_t word = 0; word < fields.size(); ++word) {
    const std::size_t field = field_at_[word];
    const std::uint64_t bit = std::uint64_t{1} << word;
    word_of_[field] = word;
    value_words_ |= bit;
    if (kinds_[field] == Kind::Category) two_level_words_ |= bit;
    other_levels_[field] = static_cast<Pattern>(levels_of(kinds_[field]) - 1) << (kLevelBits * field);
    if (signatures_[field] != nullptr) {
      screened_words_ |= bit;
      bars_.set(signatures++, kinds_[field] == Kind::Name ? kNameBar : kTextBar);
    }
    for (std::size_t bits = 0; bits < 256; ++bits) {
      if ((bits >> (word % 8) & 1U) == 0) continue;
      equal_[word / 8][bits] |= Pattern{1} << (kLevelBits * field);
      other_[word / 8][bits] |= other_levels_[field];
    }
  }
  bars_.lines = (2 * signatures + kLineWords - 1) / kLineWords;
}

void Comparer::make_hot(const std::uint32_t* row, std::uint32_t* hot) const {
  std::uint32_t* signature = hot + 2 * first_signature_;
  for (std::size_t word = 0; word < field_at_.size(); ++word) {
    const std::size_t field = field_at_[word];
    hot[word] = row[field];
    if (signatures_[field] == nullptr) continue;
    std::memcpy(signature, signatures_[field] + row[field], sizeof(Signature));
    signature += sizeof(Signature) / sizeof(std::uint32_t);
  }
}

// Neither name agrees with its own column, and at least one of them with the other's, the other too or missing.
Pattern Comparer::crossed(Pattern pattern, Names left, Names right) const {
  const auto agrees = [](unsigned level) { return level >= kNameSame && level <= kNameSimilar; };
  if (agrees(level_of(pattern, given_)) || agrees(level_of(pattern, family_))) return pattern;
  const unsigned given = level(given_, left.given, right.family);
  const unsigned family = level(family_, left.family, right.given);
  const bool both = agrees(given) && agrees(family);
  const bool one = (given == 0 && agrees(family)) || (family == 0 && agrees(given));
  if (!both && !one) return pattern;
  const Pattern mask = Pattern{7} << (kLevelBits * given_) | Pattern{7} << (kLevelBits * family_);
  return (pattern & ~mask) | static_cast<Pattern>(given) << (kLevelBits * given_) |
         static_cast<Pattern>(family) << (kLevelBits * family_) | kCrossed;
}

// All pairs go through each step before the next: what is equal, missing or certainly far apart, whole rows at a time;
// then the values that are left, asked for before they are looked at.
void Comparer::patterns_of_hot(std::span<const RowPair> pairs, Pattern* out) const {
  static const MatchRows kMatch = best_row_kernel();
  std::array<RowMatch, kPairsAtOnce> matches;
  std::array<Unequal, kPairsAtOnce * kMostFields> near;
  std::size_t count = 0;
  kMatch(pairs.data(), pairs.size(), bars_, matches.data());
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    const RowMatch& match = matches[at];
    const std::uint64_t known = match.known & value_words_;
    const std::uint64_t equal = match.equal & known;
    const std::uint64_t unequal = known & ~equal;
    const std::uint64_t other = unequal & ((match.far >> first_signature_ & screened_words_) | two_level_words_);
    Pattern pattern = 0;
    for (std::size_t byte = 0; byte < equal_.size(); ++byte)
      pattern |= equal_[byte][equal >> (8 * byte) & 255U] | other_[byte][other >> (8 * byte) & 255U];
    out[at] = pattern;
    for (std::uint64_t left = unequal & ~other; left != 0; left &= left - 1) {
      const auto word = static_cast<std::size_t>(std::countr_zero(left));
      const std::size_t field = field_at_[word];
      near[count] = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(field), pairs[at].left[word],
                     pairs[at].right[word]};
      prefetch_value(field, near[count].left);
      prefetch_value(field, near[count].right);
      ++count;
    }
  }
  look_closely({near.data(), count}, out);
  if (!can_cross_) return;
  const std::size_t given = word_of_[given_];
  const std::size_t family = word_of_[family_];
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    const Names left = {pairs[at].left[given], pairs[at].left[family]};
    const Names right = {pairs[at].right[given], pairs[at].right[family]};
    if (may_be_crossed(left, right)) out[at] = crossed(out[at], left, right);
  }
}

// The same where signatures do not stand beside the values. A few pairs at a time go through four steps, each of which
// asks the cache for what the next will read; while that is on its way, the other steps are done with other pairs.
void Comparer::patterns(std::span<const RowPair> pairs, Pattern* out) const {
  // More would ask for more lines than can be under way, and wait.
  constexpr std::size_t kPairs = 16;
  std::array<UnequalOf<kPairs>, 2> waiting;  // while their signatures, then their words, are on their way
  const std::size_t all = (pairs.size() + kPairs - 1) / kPairs;
  const auto some = [&](std::size_t number) {
    return pairs.subspan(number * kPairs, std::min(kPairs, pairs.size() - number * kPairs));
  };
  for (std::size_t now = 0; now < all + 3; ++now) {
    const auto has = [&](std::size_t behind) { return now >= behind && now - behind < all; };
    if (has(3)) {
      look_closely(waiting[(now - 3) % 2], out);
      find_crossed(some(now - 3), out + (now - 3) * kPairs);
    }
    if (has(2)) screen(waiting[(now - 2) % 2], out);
    if (has(1)) collect(some(now - 1), (now - 1) * kPairs, waiting[(now - 1) % 2], out);
    if (!has(0)) continue;
    for (const RowPair& pair : some(now)) {  // a row may stand on two lines
      __builtin_prefetch(pair.right);
      __builtin_prefetch(pair.right + kinds_.size() - 1);
    }
  }
}

// Field by field, because nobody can foresee which values of a pair are equal: a processor that guesses wrong waits as
// long as for a line of its second cache. So nothing is guessed: what is equal and what is not are added up, and
// whatever is not equal is written and kept by counting on.
template <std::size_t kPairs>
void Comparer::collect(std::span<const RowPair> pairs, std::size_t first, UnequalOf<kPairs>& unequal,
                       Pattern* out) const {
  unequal.names.count = unequal.texts.count = unequal.others.count = 0;
  std::fill_n(out + first, pairs.size(), Pattern{0});
  for (std::size_t field = 0; field < kinds_.size(); ++field) {
    const Signature* const signatures = signatures_[field];
    auto& of_kind = signatures == nullptr         ? unequal.others
                    : kinds_[field] == Kind::Name ? unequal.names
                                                  : unequal.texts;
    Unequal* const begin = of_kind.all.data() + of_kind.count;
    Unequal* end = begin;
    for (std::size_t at = 0; at < pairs.size(); ++at) {
      const std::uint32_t left = pairs[at].left[field];
      const std::uint32_t right = pairs[at].right[field];
      const bool known = (left != 0) & (right != 0);
      const bool equal = left == right;
      out[first + at] |= static_cast<Pattern>(known & equal) << (kLevelBits * field);
      *end = {static_cast<std::uint32_t>(first + at), static_cast<std::uint32_t>(field), left, right};
      end += static_cast<std::size_t>(known & !equal);
    }
    if (kinds_[field] == Kind::Category) {
      for (const Unequal* one = begin; one != end; ++one) out[one->pair] |= other_levels_[field];
      continue;
    }
    of_kind.count += static_cast<std::size_t>(end - begin);
    for (const Unequal* one = begin; one != end; ++one) {
      if (signatures == nullptr) {
        prefetch_value(field, one->left);
        prefetch_value(field, one->right);
      } else {
        __builtin_prefetch(signatures + one->left);
        __builtin_prefetch(signatures + one->right);
      }
    }
  }
}

void Comparer::find_crossed(std::span<const RowPair> pairs, Pattern* out) const {
  if (!can_cross_) return;
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    const Names left = {pairs[at].left[given_], pairs[at].left[family_]};
    const Names right = {pairs[at].right[given_], pairs[at].right[family_]};
    if (may_be_crossed(left, right)) out[at] = crossed(out[at], left, right);
  }
}

template <std::size_t kPairs>
void Comparer::screen(UnequalOf<kPairs>& unequal, Pattern* out) const {
  unequal.names.count = screen(std::span(unequal.names.all).first(unequal.names.count), kNameBar, out);
  unequal.texts.count = screen(std::span(unequal.texts.all).first(unequal.texts.count), kTextBar, out);
}

template <std::size_t kPairs>
void Comparer::look_closely(const UnequalOf<kPairs>& unequal, Pattern* out) const {
  for (const auto* of_kind : {&unequal.others, &unequal.names, &unequal.texts})
    look_closely(std::span(of_kind->all).first(of_kind->count), out);
}

// Those that are certainly far apart get their level; the others move to the front, and are asked for.
std::size_t Comparer::screen(std::span<Unequal> unequal, ScreenBar bar, Pattern* out) const {
  static const Screen kScreen = best_screen();
  constexpr std::size_t kAtOnce = 256;
  std::array<Signature, kAtOnce> left, right;
  std::array<std::uint8_t, kAtOnce> far;
  std::size_t near = 0;
  for (std::size_t from = 0; from < unequal.size(); from += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, unequal.size() - from);
    for (std::size_t at = 0; at < count; ++at) {
      const Unequal& one = unequal[from + at];
      left[at] = signatures_[one.field][one.left];
      right[at] = signatures_[one.field][one.right];
    }
    kScreen(left.data(), right.data(), count, bar, far.data());
    for (std::size_t at = 0; at < count; ++at) {
      const Unequal one = unequal[from + at];
      out[one.pair] |= other_levels_[one.field] & (Pattern{0} - far[at]);
      unequal[near] = one;
      near += 1U - far[at];
    }
  }
  for (const Unequal& one : unequal.first(near)) {
    prefetch_value(one.field, one.left);
    prefetch_value(one.field, one.right);
  }
  return near;
}

void Comparer::look_closely(std::span<const Unequal> unequal, Pattern* out) const {
  for (const Unequal& one : unequal)
    out[one.pair] |= at_field(one.field, differ(one.field, one.left, one.right), one.left, one.right);
}

void Comparer::prefetch_value(std::size_t field, std::uint32_t value) const {
  if (signatures_[field] != nullptr) __builtin_prefetch(signatures_[field] + value);
  switch (kinds_[field]) {
    case Kind::Name: __builtin_prefetch(values_[field]->names.data() + value); break;
    case Kind::Date: __builtin_prefetch(values_[field]->dates.data() + value); break;
    case Kind::Text: __builtin_prefetch(values_[field]->text.data() + value); break;
    default: break;
  }
}

unsigned Comparer::level(std::size_t field, std::uint32_t left, std::uint32_t right) const {
  if (left == 0 || right == 0) return 0;
  return left == right ? 1 : differ(field, left, right);
}

unsigned Comparer::differ(std::size_t field, std::uint32_t left, std::uint32_t right) const {
  switch (kinds_[field]) {
    case Kind::Name: return compare_names(*values_[field], left, right, fathers_[field]);
    case Kind::Date: return compare_dates(values_[field]->dates[left], values_[field]->dates[right]);
    case Kind::Code: return compare_codes(*values_[field], left, right);
    case Kind::Number: return compare_numbers(*values_[field], left, right);
    case Kind::Category: return 2;
    case Kind::Text: return compare_texts(*values_[field], left, right);
  }
  return 2;
}

}  // namespace midspan::reconcile
