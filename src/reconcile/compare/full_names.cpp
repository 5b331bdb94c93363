// SPDX-License-Identifier: Apache-2.0
#include "reconcile/compare/full_names.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "reconcile/compare/compare.hpp"
#include "reconcile/compare/screen.hpp"
#include "reconcile/compare/words.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

namespace {

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

}  // namespace

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

}  // namespace midspan::reconcile
