// SPDX-License-Identifier: Apache-2.0
#include "names/thai.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace midspan::names {

namespace {

constexpr char32_t kSilent = 0x0E4C;  // what stands below it is not said
constexpr char32_t kAm = 0x0E33;
constexpr char32_t kLaoO = 0x0E3B;
constexpr char32_t kEnd = U'.';                          // of a syllable, where letters were silent
constexpr std::u32string_view kSonorants = U"งญนมยรลว";  // an h before them is silent

bool one_of(std::u32string_view letters, char32_t letter) { return letters.find(letter) != std::u32string_view::npos; }

bool is_consonant(char32_t letter) {
  return letter >= 0x0E01 && letter <= 0x0E2E && letter != 0x0E24 && letter != 0x0E26;
}
bool is_leading(char32_t letter) { return letter >= 0x0E40 && letter <= 0x0E44; }
bool is_following(char32_t letter) { return letter >= 0x0E30 && letter <= kLaoO; }

// Lao letters stand where Thai has theirs, 128 places on, but for a few.
std::u32string as_thai(std::u32string_view word) {
  static constexpr std::pair<char32_t, std::u32string_view> kOthers[] = {
      {0x0E8A, U"\u0E0B"}, {0x0EA2, U"\u0E22"}, {0x0EBC, U"\u0E25"},      {0x0EDC, U"\u0E19"},
      {0x0EDD, U"\u0E21"}, {0x0EC0, U"\u0E40"}, {0x0EBD, U"\u0E35\u0E22"}};
  std::u32string thai;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char32_t letter = word[at];
    if (letter < 0x0E80 || letter > 0x0EDF) {
      thai.push_back(letter);
      continue;
    }
    const bool silent_h = letter == 0x0EAB && at + 1 < word.size() &&
                          std::u32string_view(U"ງຍນມຣລວຼ").find(word[at + 1]) != std::u32string_view::npos;
    if (silent_h) continue;
    if (letter == 0x0ECD) {  // with the long a behind it am, alone o
      const bool am = at + 1 < word.size() && word[at + 1] == 0x0EB2;
      thai.push_back(am ? kAm : kLaoO);
      at += am ? 1 : 0;
      continue;
    }
    const auto* const other =
        std::find_if(std::begin(kOthers), std::end(kOthers), [&](const auto& one) { return one.first == letter; });
    if (other != std::end(kOthers)) thai += other->second;
    else thai.push_back(letter - 0x80);
  }
  return thai;
}

// Without tones and without what is silent, which ends a syllable.
std::u32string said_letters(std::u32string_view word) {
  std::u32string said;
  const auto drop_consonant = [&] {
    while (!said.empty() && !is_consonant(said.back())) said.pop_back();
    if (!said.empty()) said.pop_back();
  };
  const std::u32string letters = as_thai(word);
  for (std::size_t at = 0; at < letters.size(); ++at) {
    const char32_t letter = letters[at];
    if (letter == kSilent) {
      const bool of_two = !said.empty() && said.back() == U'ร';  // Chan is written Chantr
      drop_consonant();
      if (of_two && said.size() > 1 && one_of(U"ตทด", said.back())) said.pop_back();
      said.push_back(kEnd);
    } else if (letter == 0x0E4D && at + 1 < letters.size() && letters[at + 1] == 0x0E32) {
      said.push_back(kAm);
      ++at;
    } else if (letter < 0x0E47 || letter > 0x0E4E) {
      said.push_back(letter);
    }
  }
  return said;
}

class Thai {
 public:
  explicit Thai(std::u32string_view word) : letters_(said_letters(word)) {}

  Spellings run() {
    bool open = false;  // a syllable that a consonant may close
    while (at_ < letters_.size()) {
      if (element()) {
        open = false;
        continue;
      }
      if (is_leading(letters_[at_])) {
        const char32_t vowel = letters_[at_++];
        heads();
        append(spellings_, around(vowel));
        open = vowel != 0x0E43 && vowel != 0x0E44;
        continue;
      }
      if (!is_consonant(letters_[at_])) {
        if (const ScriptRow* const vowel = row_at(rows_, {&letters_[at_], 1})) append(spellings_, vowel->latin);
        open = open && letters_[at_] != kEnd;
        ++at_;
        continue;
      }
      if (open && !has_vowel(at_ + 1) && !stands(U"รร")) {
        close();
        open = false;
        continue;
      }
      heads();
      if (stands(U"รร")) {
        open = double_r();
      } else if (const std::string_view vowel = following(); !vowel.empty()) {
        append(spellings_, vowel);
        open = vowel.back() != 'm';
      } else {
        open = unwritten();
      }
    }
    return std::move(spellings_);
  }

 private:
  const ScriptRow& row(std::size_t at) const { return *row_at(rows_, std::u32string(1, letters_[at])); }
  bool has_vowel(std::size_t at) const { return at < letters_.size() && is_following(letters_[at]); }
  bool goes_on(std::size_t at) const { return at < letters_.size() && letters_[at] != kEnd; }
  bool stands(std::u32string_view text) const { return letters_.compare(at_, text.size(), text) == 0; }

  // A part of names that is not said as it is written; not where its last consonant has a vowel of its own.
  bool element() {
    constexpr std::size_t kLongest = 6;
    const ScriptRows& elements = script_rows("thai_name");
    for (std::size_t count = std::min(kLongest, letters_.size() - at_); count > 1; --count)
      if (const ScriptRow* const found = row_at(elements, std::u32string_view(letters_).substr(at_, count));
          found != nullptr && !has_vowel(at_ + count) && letters_.compare(at_ + count - 1, 2, U"รร") != 0) {
        append(spellings_, found->latin);
        at_ += count;
        return true;
      }
    return false;
  }

  // One consonant, or two of which the second is r, l or w and has the vowel.
  void heads() {
    if (at_ >= letters_.size() || !is_consonant(letters_[at_])) return;
    const bool led = at_ > 0 && is_leading(letters_[at_ - 1]);
    const bool voiced = led || has_vowel(at_ + 2);
    const bool more = at_ + 1 < letters_.size() && voiced;
    const bool silent_h = more && letters_[at_] == U'ห' && one_of(kSonorants, letters_[at_ + 1]);
    const bool two = more && one_of(U"รลว", letters_[at_ + 1]) && one_of(U"กขคตทปผพบดฟสศจ", letters_[at_]) &&
                     at_ + 2 < letters_.size() + (led ? 1 : 0);
    if (!silent_h) append(spellings_, row(at_).latin);
    if (two || silent_h) append(spellings_, row(at_ + 1).latin);
    at_ += two || silent_h ? 2 : 1;
  }

  // At the end of a syllable; before another one it may be said twice, with a vowel: Ratana.
  void close() {
    Spellings ends = row(at_).last;
    if (goes_on(at_ + 1) && ends != row(at_).latin)
      for (const std::string& latin : row(at_).latin) ends.push_back(latin + "a");
    append(spellings_, ends);
    ++at_;
    if (at_ > 1 && at_ < letters_.size() && letters_[at_] == U'ร' && !has_vowel(at_ + 1) &&
        one_of(U"ชตทก", letters_[at_ - 1])) {
      if (goes_on(at_ + 1)) append(spellings_, Spellings{"", "ra"});
      ++at_;
    }
  }

  // Two r are a, and an n where no consonant closes the syllable.
  bool double_r() {
    at_ += 2;
    const bool closed = at_ < letters_.size() && is_consonant(letters_[at_]) && !has_vowel(at_ + 1);
    append(spellings_, closed ? "a" : "an");
    return closed;
  }

  // No vowel is written: a short o before a consonant that closes the syllable, else a short a.
  bool unwritten() {
    std::size_t bare = 0;  // consonants without a vowel
    while (at_ + bare < letters_.size() && is_consonant(letters_[at_ + bare]) && !has_vowel(at_ + bare + 1)) ++bare;
    if (!goes_on(at_)) return false;
    if (bare == 1 && letters_[at_] == U'ร' && !goes_on(at_ + 1)) {
      append(spellings_, Spellings{"on", "orn"});
      ++at_;
      return false;
    }
    append(spellings_, bare % 2 == 1 ? "o" : "a");
    return bare % 2 == 1;
  }

  std::string_view following() {
    static constexpr std::pair<char32_t, std::string_view> kVowels[] = {
        {0x0E30, "a"},  {0x0E31, "a"},  {0x0E32, "a"}, {kAm, "am"},   {0x0E34, "i"}, {0x0E35, "i"},
        {0x0E36, "ue"}, {0x0E37, "ue"}, {0x0E38, "u"}, {0x0E39, "u"}, {kLaoO, "o"}};
    if (at_ >= letters_.size()) return {};
    if (stands(U"ัว")) {
      at_ += 2;
      return "ua";
    }
    if (letters_[at_] == U'อ' && !has_vowel(at_ + 1)) {
      ++at_;
      return "o";
    }
    for (const auto& [letter, latin] : kVowels)
      if (letters_[at_] == letter) {
        ++at_;
        return latin;
      }
    return {};
  }

  // What stands before a consonant and what stands behind it make one vowel.
  std::string_view around(char32_t vowel) {
    static constexpr std::pair<std::u32string_view, std::string_view> kBehindE[] = {
        {U"ีย", "ia"}, {U"ือ", "uea"}, {U"า", "ao"}, {U"ิ", "oe"}};
    if (vowel == 0x0E43 || vowel == 0x0E44) return "ai";
    if (vowel == 0x0E42) return "o";
    if (vowel == 0x0E41) return "ae";
    for (const auto& [letters, latin] : kBehindE)
      if (stands(letters)) {
        at_ += letters.size();
        return latin;
      }
    return "e";
  }

  const ScriptRows& rows_ = script_rows("thai");
  std::u32string letters_;
  std::size_t at_ = 0;
  Spellings spellings_ = {""};
};

}  // namespace

Spellings thai_spellings(std::u32string_view word) { return Thai(word).run(); }

}  // namespace midspan::names
