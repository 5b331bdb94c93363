// SPDX-License-Identifier: Apache-2.0
#include "reconcile/compare/compare.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>

#include "names/script.hpp"
#include "reconcile/compare/one_edit.hpp"
#include "reconcile/compare/signs.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/encode/name_parts.hpp"

namespace midspan::reconcile {

namespace {

bool same_word(const names::PackedWord& left, const names::PackedWord& right) {
  return left.length == right.length &&
         bytes_at(reinterpret_cast<const char*>(left.letters.data()), 8) ==
             bytes_at(reinterpret_cast<const char*>(right.letters.data()), 8) &&
         bytes_at(reinterpret_cast<const char*>(left.letters.data()) + 8, 8) ==
             bytes_at(reinterpret_cast<const char*>(right.letters.data()) + 8, 8);
}

bool begins_with(const names::PackedWord& longer, const names::PackedWord& shorter) {
  for (unsigned at = 0; at < shorter.length; ++at)
    if (longer.letters[at] != shorter.letters[at]) return false;
  return true;
}

enum class Forms { Unknown, Same, Different };  // Different: both are known given names, and not of one name

Forms compare_forms(const Values& values, const NameValue& left, const NameValue& right, bool fathers) {
  if (left.forms_begin == 0 || right.forms_begin == 0) return Forms::Unknown;
  // A father's name and a patronymic made of it meet where fathers are compared, not among the words of one name.
  if (((left.flags ^ right.flags) & kPatronymic) != 0 && !fathers) return Forms::Unknown;
  const std::uint16_t* one = values.name_forms.data() + left.forms_begin;
  const std::uint16_t* other = values.name_forms.data() + right.forms_begin;
  while (*one != 0 && *other != 0) {
    if (*one == *other) return Forms::Same;
    if (*one < *other) ++one;
    else ++other;
  }
  return Forms::Different;
}

// Abd al-Rahman and Abd al-Karim begin alike and are two names: what each has of its own.
names::PackedWord own_word(const NameValue& value, const names::PackedWord& word) {
  unsigned begin = 0;
  if ((value.flags & kNative) != 0) {
    constexpr std::uint8_t kAlef = 0x27, kLam = 0x44;
    begin = word.length >= 8 && word.letters[3] == kAlef && word.letters[4] == kLam ? 5 : 3;
  } else {
    const std::string_view text(reinterpret_cast<const char*>(word.letters.data()), word.length);
    begin = static_cast<unsigned>(text.size() - own_part(text).size());
  }
  if (begin == 0 || begin >= word.length) return word;
  names::PackedWord own;
  own.length = static_cast<std::uint8_t>(word.length - begin);
  for (unsigned at = 0; at < own.length; ++at) own.letters[at] = word.letters[at + begin];
  return own;
}

// names::SpeltAs of a word and a Latin one; 0 where they are none.
int share_of(const Values& values, std::uint32_t foreign, std::uint32_t latin) {
  const std::span<const Partner> partners = partners_of(values, foreign);
  const auto there = std::lower_bound(partners.begin(), partners.end(), latin,
                                      [](const Partner& one, std::uint32_t word) { return one.word < word; });
  return there != partners.end() && there->word == latin ? there->share : 0;
}

// Half of the spellings of one name that no table has seen are above 75, nine in ten above 40 (names/spelt_as.hpp).
unsigned level_of_share(int share) {
  if (share >= 60) return kNameSame;
  if (share >= 45) return kNameNear;
  return share >= 30 ? kNameSimilar : kNameOther;
}

// Two words as they are read. Same skeletons make words similar that have half of their letters in common.
unsigned level_of_readings(bool edit, int similarity, bool same_skeleton) {
  if (edit || similarity >= 9400) return kNameNear;
  if (similarity >= 8600 || (same_skeleton && similarity >= 7000)) return kNameSimilar;
  return similarity >= 7400 ? kNameWeak : kNameOther;
}

// Neither is in Latin letters: each is read in several ways, and what they have in common is what counts.
unsigned compare_two_readings(const Values& values, std::uint32_t left_id, std::uint32_t right_id) {
  const NameValue& left = values.names[left_id];
  const NameValue& right = values.names[right_id];
  const bool whole = (left.flags & right.flags & kPacked) != 0;
  unsigned level = kNameOther;
  const auto compare = [&](const names::PackedWord& one, const names::PackedWord& other, bool same_skeleton) {
    if (whole && same_word(one, other)) return static_cast<unsigned>(kNameSame);
    const bool edit = whole && std::min(one.length, other.length) >= 4 && one_edit(one, other);
    return level_of_readings(edit, edit ? 0 : names::jaro_winkler(one, other), same_skeleton);
  };
  const auto against_all = [&](const names::PackedWord& one, std::uint32_t skeleton) {
    level = std::min(level, compare(one, right.word, skeleton == right.skeleton));
    for (const OtherReading& other : other_readings(values, right_id))
      level = std::min(level, compare(one, other.word, skeleton == other.skeleton));
  };
  against_all(left.word, left.skeleton);
  for (const OtherReading& one : other_readings(values, left_id)) against_all(one.word, one.skeleton);
  return level;
}

unsigned compare_readings(const Values& values, std::uint32_t left_id, std::uint32_t right_id) {
  if ((values.names[left_id].flags & values.names[right_id].flags & kForeign) != 0)
    return compare_two_readings(values, left_id, right_id);
  const bool left_is_latin = (values.names[right_id].flags & kForeign) != 0;
  const NameValue& latin = values.names[left_is_latin ? left_id : right_id];
  const std::uint32_t foreign_id = left_is_latin ? right_id : left_id;
  const NameValue& foreign = values.names[foreign_id];
  const bool servants = (latin.flags & foreign.flags & kServant) != 0;
  const names::PackedWord wanted = servants ? own_word(latin, latin.word) : latin.word;
  const bool whole = (latin.flags & foreign.flags & kPacked) != 0;
  // A name is read in several ways; the one that comes nearest counts, for strangers too.
  int similarity = 0;
  bool same_skeleton = false;
  bool edit = false;
  bool equal = false;
  const auto try_reading = [&](const names::PackedWord& word, std::uint32_t skeleton) {
    const names::PackedWord own = servants ? own_word(foreign, word) : word;
    equal = equal || (whole && same_word(own, wanted));
    similarity = std::max(similarity, names::jaro_winkler(own, wanted));
    edit = edit || (whole && std::min(own.length, wanted.length) >= 4 && one_edit(own, wanted));
    same_skeleton = same_skeleton || skeleton == latin.skeleton;
  };
  try_reading(foreign.word, foreign.skeleton);
  for (const OtherReading& reading : other_readings(values, foreign_id)) try_reading(reading.word, reading.skeleton);
  if (equal) return kNameSame;
  const unsigned level = level_of_readings(edit, similarity, same_skeleton);
  return std::min(level, level_of_share(share_of(values, foreign_id, left_is_latin ? left_id : right_id)));
}

unsigned compare_scripts(const Values& values, std::uint32_t left_id, std::uint32_t right_id) {
  if (values.memo == nullptr) return compare_readings(values, left_id, right_id);
  unsigned level = values.memo->find(left_id, right_id);
  if (level == 0) {
    level = compare_readings(values, left_id, right_id);
    values.memo->keep(left_id, right_id, level);
  }
  return level;
}

constexpr unsigned kNearAsLetters = 9400;

// Two words of one script that are not the same, as strings of letters. The signatures are theirs, or 0.
unsigned compare_two(const NameValue& left, const NameValue& right, const names::PackedWord& one,
                     const names::PackedWord& other, Signature one_signature = 0, Signature other_signature = 0) {
  const bool shorter_is_left = one.length <= other.length;
  const names::PackedWord& shorter = shorter_is_left ? one : other;
  const names::PackedWord& longer = shorter_is_left ? other : one;
  const bool whole = (left.flags & right.flags & kPacked) != 0;
  // Without its vowels a word of three letters is as long as one of four or five.
  const unsigned length = shorter.length + ((left.flags & right.flags & kNative) != 0 ? 1U : 0U);
  if (length >= 4 && whole && one_edit(one, other)) return kNameNear;  // costs a tenth of what comes next
  // Words that sound alike are similar at least: most have too few letters in common to be more.
  if (length >= 4 && left.skeleton == right.skeleton &&
      !may_reach(one_signature, other_signature, letters_begun_alike(one, other), kNearAsLetters))
    return kNameSimilar;
  const int similarity = names::jaro_winkler(one, other);
  if (similarity >= static_cast<int>(kNearAsLetters)) return kNameNear;
  if (similarity >= 8800 || (length >= 4 && left.skeleton == right.skeleton) ||
      (length == 3 && whole && one_edit(one, other)))
    return kNameSimilar;
  if (similarity >= 7800 || (shorter.length >= 3 && begins_with(longer, shorter))) return kNameWeak;
  return kNameOther;
}

unsigned compare_spelling(const Values& values, std::uint32_t left_id, std::uint32_t right_id) {
  const NameValue& left = values.names[left_id];
  const NameValue& right = values.names[right_id];
  // Those that were screened are in the cache; names with forms were not.
  const bool screened = !values.screens.empty() && (left.forms_begin | right.forms_begin) == 0;
  const PageVector<Signature>& signatures = screened ? values.screens : values.signatures;
  if (far_apart(signatures[left_id], signatures[right_id], kNameBar)) return kNameOther;
  if (left.word.length == 0 || right.word.length == 0) return kNameOther;
  const bool initial = left.word.length == 1 || right.word.length == 1;
  if (initial) return left.word.letters[0] == right.word.letters[0] ? kNameWeak : kNameOther;
  if (((left.flags ^ right.flags) & kForeign) != 0 ||
      (values.two_scripts && (left.flags & kForeign) != 0 &&
       names::script_of(values.texts.text(left_id)) != names::script_of(values.texts.text(right_id))))
    return compare_scripts(values, left_id, right_id);
  if (same_word(left.word, right.word)) return kNameNear;
  if ((left.flags & right.flags & kForeign) != 0 && (left.flags & kNative) == 0)
    switch (compare_signs(values.texts.text(left_id), values.texts.text(right_id))) {
      case Signs::NotChinese: break;
      case Signs::OneDiffers: return kNamePart;
      case Signs::OneMore: return kNameSimilar;
      case Signs::Differ: return kNameOther;
    }
  if ((left.flags & right.flags & kServant) == 0)
    return compare_two(left, right, left.word, right.word, signatures[left_id], signatures[right_id]);
  // A slip in what both begin with is a slip, not another name.
  if ((left.flags & right.flags & kPacked) != 0 && one_edit(left.word, right.word)) return kNameNear;
  return compare_two(left, right, own_word(left, left.word), own_word(right, right.word));
}

// Two names as strings of letters, whatever their words.
unsigned compare_letters(const Values& values, std::uint32_t left, std::uint32_t right, bool fathers) {
  const Forms forms = compare_forms(values, values.names[left], values.names[right], fathers);
  if (forms == Forms::Same) return kNameForm;
  const unsigned level = compare_spelling(values, left, right);
  // Hassan and Hussein are two names, however alike they look: brothers have them.
  return forms == Forms::Different && level > kNameSame ? std::max<unsigned>(level, kNameWeak) : level;
}

// Words of names of several words are asked about again and again: each name brings a dozen pairs. Most are far apart
// at the first look, which is one at all of them.
constexpr std::size_t kMostWordsOfName = 12;
struct FarWords {
  std::array<std::uint8_t, kMostWordsOfName * kMostWordsOfName> far;  // [word of the shorter name][of the longer one]
  FarWords(const Values& values, std::span<const std::uint32_t> shorter, std::span<const std::uint32_t> longer) {
    static const Screen kScreen = best_screen();
    const PageVector<Signature>& screens = values.screens.empty() ? values.signatures : values.screens;
    std::array<Signature, kMostWordsOfName * kMostWordsOfName> left, right;
    std::size_t count = 0;
    for (const std::uint32_t one : shorter)
      for (const std::uint32_t other : longer) {
        left[count] = screens[one];
        right[count++] = screens[other];
      }
    kScreen(left.data(), right.data(), count, kNameBar, far.data());
  }
};

// Of those that are not, what was found before.
unsigned compare_near_words(const Values& values, std::uint32_t left, std::uint32_t right, bool fathers) {
  if (fathers || values.word_memo == nullptr) return compare_letters(values, left, right, fathers);
  unsigned level = values.word_memo->find(left, right);
  if (level == 0) {
    level = compare_letters(values, left, right, fathers);
    values.word_memo->keep(left, right, level);
  }
  return level;
}

// Two words among others. Brothers have all the others in common, so that two known names are nothing like each other;
// a word that is a little alike may be an initial, or cut short.
unsigned compare_words_of_names(const Values& values, std::uint32_t left, std::uint32_t right, bool fathers) {
  const unsigned level = compare_near_words(values, left, right, fathers);
  const bool two_names =
      level == kNameWeak && compare_forms(values, values.names[left], values.names[right], fathers) == Forms::Different;
  return two_names ? static_cast<unsigned>(kNameOther) : level;
}

// The words of a name of several words as numbers; of one word itself.
std::span<const std::uint32_t> words_of(const Values& values, const std::uint32_t& id) {
  const NameValue& value = values.names[id];
  if (value.words <= 1) return {&id, 1};
  return {values.name_words.data() + value.words_begin, value.words};
}

// Where the words of a text begin, and behind them where one more would.
class Begins {
 public:
  explicit Begins(std::string_view text) {
    constexpr std::uint64_t kSpaces = 0x2020202020202020ULL, kLow = 0x7F7F7F7F7F7F7F7FULL;
    begins_[0] = 0;
    for (std::size_t at = 0; at < text.size(); at += 8) {
      // A bit for each byte that is a space.
      const std::uint64_t differ = bytes_at(text.data() + at, std::min<std::size_t>(8, text.size() - at)) ^ kSpaces;
      std::uint64_t spaces = ~(((differ & kLow) + kLow) | differ | kLow);
      for (; spaces != 0 && count_ + 2 < begins_.size(); spaces &= spaces - 1)
        begins_[++count_] = static_cast<std::uint16_t>(at + static_cast<std::size_t>(std::countr_zero(spaces)) / 8 + 1);
    }
    begins_[++count_] = static_cast<std::uint16_t>(text.size() + 1);
  }
  std::size_t words() const { return count_; }
  std::size_t begin(std::size_t word) const { return begins_[word]; }

 private:
  std::array<std::uint16_t, kLongestValue + 2> begins_;
  std::size_t count_ = 0;
};

// "mary ann" and "maryann", "de la cruz" and "delacruz": a word that is written as several neighbours on the other
// side. Those that are as long as it are few.
bool stands_apart(std::string_view word, std::string_view text, const Begins& begins) {
  for (std::size_t first = 0; first + 1 < begins.words(); ++first)
    for (std::size_t last = first + 1; last < begins.words(); ++last) {
      const std::size_t letters = begins.begin(last + 1) - 1 - begins.begin(first) - (last - first);
      if (letters > word.size()) break;
      if (letters < word.size()) continue;
      std::string_view rest = word;
      for (std::size_t at = first; at <= last; ++at) {
        const std::string_view one = text.substr(begins.begin(at), begins.begin(at + 1) - 1 - begins.begin(at));
        if (!rest.starts_with(one)) break;
        rest.remove_prefix(one.size());
      }
      if (rest.empty()) return true;
    }
  return false;
}

struct WordPairs {
  unsigned exact = 0, form = 0, near = 0, similar = 0, weak = 0, missed = 0;  // near: similar ones too
  bool first_of_longer = false;                                               // has a partner
  bool in_order = true;  // families may stand before or after, or all be turned round; nothing else
};

// "Saeed Moussa Shaibani" is not "Moussa Saeed Shaibani": of three words or more, those of one person follow each other
// in one round, wherever it begins, or stand the other way round. Places of partners, in the order of the words.
bool follow_each_other(std::span<const std::uint8_t> places) {
  if (places.size() < 3) return true;
  std::size_t down = 0;
  for (std::size_t at = 0; at + 1 < places.size(); ++at) down += places[at] > places[at + 1] ? 1 : 0;
  if (down + 1 == places.size()) return true;
  return down + (places.back() > places.front() ? 1 : 0) <= 1;
}

// Each word of the shorter name takes its best partner that is still free, the best pairs first.
WordPairs pair_words(const Values& values, std::span<const std::uint32_t> shorter,
                     std::span<const std::uint32_t> longer, bool fathers) {
  constexpr std::size_t kMost = kMostWordsOfName;
  std::array<std::array<std::uint8_t, kMost>, kMost> levels;
  constexpr std::uint8_t kToCompare = 0;
  const FarWords words(values, shorter, longer);
  for (std::size_t at = 0; at < shorter.size(); ++at)
    for (std::size_t to = 0; to < longer.size(); ++to) {
      const bool equal = shorter[at] == longer[to];
      const bool far = words.far[at * longer.size() + to] != 0;
      levels[at][to] = equal ? kNameSame : far ? kNameOther : kToCompare;
      if (levels[at][to] == kToCompare && values.word_memo != nullptr) values.word_memo->ask(shorter[at], longer[to]);
    }
  for (std::size_t at = 0; at < shorter.size(); ++at)
    for (std::size_t to = 0; to < longer.size(); ++to)
      if (levels[at][to] == kToCompare)
        levels[at][to] = static_cast<std::uint8_t>(compare_words_of_names(values, shorter[at], longer[to], fathers));
  WordPairs pairs;
  std::uint32_t used = 0;
  std::uint32_t paired = 0;
  std::array<std::uint8_t, kMost> partners{};
  for (unsigned level = kNameSame; level < kNameOther; ++level)
    for (std::size_t at = 0; at < shorter.size(); ++at) {
      if ((paired >> at & 1U) != 0) continue;
      for (std::size_t to = 0; to < longer.size(); ++to) {
        if ((used >> to & 1U) != 0 || levels[at][to] != level) continue;
        used |= 1U << to;
        paired |= 1U << at;
        partners[at] = static_cast<std::uint8_t>(to);
        const bool tiny = values.names[shorter[at]].word.length < 2;
        if (level == kNameWeak || tiny) ++pairs.weak;
        else if (level == kNameSame) ++pairs.exact;
        else if (level == kNameForm) ++pairs.form;
        else ++pairs.near;
        if (level == kNameSimilar && !tiny) ++pairs.similar;
        break;
      }
    }
  pairs.missed = static_cast<unsigned>(shorter.size()) - pairs.exact - pairs.form - pairs.near - pairs.weak;
  pairs.first_of_longer = (used & 1U) != 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < shorter.size(); ++at)
    if ((paired >> at & 1U) != 0) partners[count++] = partners[at];
  pairs.in_order = follow_each_other({partners.data(), count});
  return pairs;
}

unsigned compare_words(const Values& values, std::uint32_t left, std::uint32_t right, bool fathers) {
  const NameValue& one = values.names[left];
  const NameValue& other = values.names[right];
  // As one word, where the letters are all there.
  unsigned letters = kNameOther;
  if ((one.flags & other.flags & kPacked) != 0) {
    letters = compare_spelling(values, left, right);
    if (letters <= kNameNear) return letters;
  }
  std::span<const std::uint32_t> shorter = words_of(values, left);
  std::span<const std::uint32_t> longer = words_of(values, right);
  std::string_view shorter_text = values.texts.text(left);
  std::string_view longer_text = values.texts.text(right);
  if (shorter.size() > longer.size()) {
    std::swap(shorter, longer);
    std::swap(shorter_text, longer_text);
  }
  WordPairs pairs = pair_words(values, shorter, longer, fathers);
  if (pairs.missed != 0 && (pairs.exact + pairs.form + pairs.near != 0 || shorter.size() == 1)) {
    const Begins longer_begins(longer_text), shorter_begins(shorter_text);
    for (const std::uint32_t word : shorter)
      if (pairs.missed != 0 && stands_apart(values.texts.text(word), longer_text, longer_begins)) {
        --pairs.missed;
        ++pairs.near;
        pairs.first_of_longer = true;
      }
    for (const std::uint32_t word : longer)
      if (pairs.missed > 0 && stands_apart(values.texts.text(word), shorter_text, shorter_begins)) {
        pairs.missed -= std::min(pairs.missed, 2U);
        ++pairs.near;
        pairs.first_of_longer = true;
      }
  }
  const unsigned good = pairs.exact + pairs.form + pairs.near;
  const bool all = longer.size() == shorter.size();
  if (pairs.missed == 0 && !pairs.in_order) return good >= 2 ? kNamePart : kNameWeak;
  if (pairs.missed == 0 && pairs.weak == 0 && all) {
    if (pairs.near == 0) return kNameForm;
    // "Tracey Hill" and "Doris Hill": a word that is only similar makes a name that is only similar.
    return pairs.similar != 0 ? kNameSimilar : kNameNear;
  }
  // One name is the other with words left out, or with initials; but not with the first word left out, which makes a
  // father of a son.
  const bool sure = good > pairs.similar;  // one word at least is more than similar
  if (pairs.missed == 0 && sure) {
    if (!pairs.first_of_longer && shorter.size() > 1) return kNamePart;
    const bool exactly = pairs.near == 0 && pairs.weak == 0 && (shorter.size() > 1 || longer.size() == 2);
    return exactly ? kNameNear : kNameSimilar;
  }
  if (good >= 2 && sure) return kNamePart;
  if (good >= 1 || (pairs.missed == 0 && pairs.weak != 0)) return kNameWeak;
  return std::max<unsigned>(letters, kNameWeak) == kNameWeak ? kNameWeak : kNameOther;
}

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

Pattern words_of_full_names(const Values& values, std::uint32_t left, std::uint32_t right, unsigned level) {
  constexpr std::size_t kMost = kMostWordsOfName;
  std::span<const std::uint32_t> shorter = words_of(values, left);
  std::span<const std::uint32_t> longer = words_of(values, right);
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  if (longer.size() > kMost) return 0;
  std::array<std::uint32_t, kMost> partners{};  // of each word of the shorter name, as bits
  const FarWords words(values, shorter, longer);
  for (std::size_t at = 0; at < shorter.size(); ++at)
    for (std::size_t to = 0; to < longer.size(); ++to)
      if (shorter[at] == longer[to] || (words.far[at * longer.size() + to] == 0 &&
                                        compare_near_words(values, shorter[at], longer[to], false) <= kNameSimilar))
        partners[at] |= 1U << to;
  // How many find a partner at all, and how many when partners have to stand in the same order.
  unsigned paired = 0;
  std::uint32_t used = 0;
  std::array<std::uint8_t, kMost + 1> in_order{};  // by words of the longer name
  for (std::size_t at = 0; at < shorter.size(); ++at) {
    if (const std::uint32_t free = partners[at] & ~used; free != 0) {
      used |= free & (~free + 1);
      ++paired;
    }
    std::uint8_t before = 0;
    for (std::size_t to = 0; to < longer.size(); ++to) {
      const std::uint8_t above = in_order[to + 1];
      const bool pair = (partners[at] >> to & 1U) != 0;
      in_order[to + 1] = std::max({above, in_order[to], static_cast<std::uint8_t>(pair ? before + 1 : 0)});
      before = above;
    }
  }
  if (in_order[longer.size()] < paired) return kTurned;
  if (level != kNamePart || (partners[0] & 1U) == 0 || paired == shorter.size()) return 0;
  for (std::size_t at = 0; at < shorter.size(); ++at)
    if (partners[at] == 0 && values.names[shorter[at]].forms_begin != 0) return 0;
  return kOwnNameAgrees;
}

bool is_one_word(const Values& values, std::uint32_t left, std::uint32_t right) {
  return left == right || compare_letters(values, left, right, false) <= kNameNear;
}

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

// The same where signatures do not stand beside the values. Field by field, because nobody can foresee which values of
// a pair are equal: a processor that guesses wrong waits as long as for a line of its second cache. So nothing is
// guessed: what is equal and what is not are added up, and whatever is not equal is written and kept by counting on.
void Comparer::patterns(std::span<const RowPair> pairs, Pattern* out) const {
  constexpr std::size_t kMost = kPairsAtOnce * kMostFields;
  std::array<Unequal, kMost + 1> names, texts, others;
  std::size_t name_count = 0, text_count = 0, other_count = 0;
  std::fill_n(out, pairs.size(), Pattern{0});
  const auto collect = [&](std::size_t field, Unequal* unequal) {
    const Unequal* const first = unequal;
    for (std::size_t at = 0; at < pairs.size(); ++at) {
      const std::uint32_t left = pairs[at].left[field];
      const std::uint32_t right = pairs[at].right[field];
      const bool known = (left != 0) & (right != 0);
      const bool equal = left == right;
      out[at] |= static_cast<Pattern>(known & equal) << (kLevelBits * field);
      *unequal = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(field), left, right};
      unequal += static_cast<std::size_t>(known & !equal);
    }
    return static_cast<std::size_t>(unequal - first);
  };
  for (std::size_t field = 0; field < kinds_.size(); ++field) {
    if (signatures_[field] == nullptr) {
      const std::size_t count = collect(field, others.data() + other_count);
      if (kinds_[field] == Kind::Category) {
        for (const Unequal& one : std::span(others.data() + other_count, count)) out[one.pair] |= other_levels_[field];
        continue;
      }
      for (const Unequal& one : std::span(others.data() + other_count, count)) {
        prefetch_value(field, one.left);
        prefetch_value(field, one.right);
      }
      other_count += count;
      continue;
    }
    const bool is_name = kinds_[field] == Kind::Name;
    Unequal* const begin = is_name ? names.data() + name_count : texts.data() + text_count;
    const std::size_t count = collect(field, begin);
    for (const Unequal& one : std::span(begin, count)) {
      __builtin_prefetch(signatures_[field] + one.left);
      __builtin_prefetch(signatures_[field] + one.right);
    }
    (is_name ? name_count : text_count) += count;
  }
  name_count = screen({names.data(), name_count}, kNameBar, out);
  text_count = screen({texts.data(), text_count}, kTextBar, out);
  look_closely({others.data(), other_count}, out);  // while the words of the others are on their way
  look_closely({names.data(), name_count}, out);
  look_closely({texts.data(), text_count}, out);
  if (!can_cross_) return;
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    const Names left = {pairs[at].left[given_], pairs[at].left[family_]};
    const Names right = {pairs[at].right[given_], pairs[at].right[family_]};
    if (may_be_crossed(left, right)) out[at] = crossed(out[at], left, right);
  }
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
