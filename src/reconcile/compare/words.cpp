// SPDX-License-Identifier: Apache-2.0
#include "reconcile/compare/words.hpp"

#include <algorithm>
#include <span>

#include "names/script.hpp"
#include "reconcile/compare/compare.hpp"
#include "reconcile/compare/one_edit.hpp"
#include "reconcile/compare/signs.hpp"
#include "reconcile/encode/name_parts.hpp"

namespace midspan::reconcile {

namespace {

bool begins_with(const names::PackedWord& longer, const names::PackedWord& shorter) {
  for (unsigned at = 0; at < shorter.length; ++at)
    if (longer.letters[at] != shorter.letters[at]) return false;
  return true;
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

}  // namespace

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

unsigned compare_spelling(const Values& values, std::uint32_t left_id, std::uint32_t right_id) {
  const NameValue& left = values.names[left_id];
  const NameValue& right = values.names[right_id];
  // Those that were screened are in the cache; names with forms were not.
  const bool screened = !values.screens.empty() && (left.forms_begin | right.forms_begin) == 0;
  const PageVector<Signature>& signatures = screened ? values.screens : values.signatures;
  // Words that sound alike never are, and most that meet do.
  if (left.skeleton != right.skeleton && far_apart(signatures[left_id], signatures[right_id], kNameBar))
    return kNameOther;
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

unsigned compare_letters(const Values& values, std::uint32_t left, std::uint32_t right, bool fathers) {
  const Forms forms = compare_forms(values, values.names[left], values.names[right], fathers);
  if (forms == Forms::Same) return kNameForm;
  const unsigned level = compare_spelling(values, left, right);
  // Hassan and Hussein are two names, however alike they look: brothers have them.
  return forms == Forms::Different && level > kNameSame ? std::max<unsigned>(level, kNameWeak) : level;
}

bool is_one_word(const Values& values, std::uint32_t left, std::uint32_t right) {
  return left == right || compare_letters(values, left, right, false) <= kNameNear;
}

}  // namespace midspan::reconcile
