// SPDX-License-Identifier: Apache-2.0
#include "names/abugida.hpp"

#include <algorithm>

namespace midspan::names {

Spellings sinhala_spellings(std::u32string_view word) {
  constexpr char32_t kNoVowel = 0x0DCA;
  constexpr char32_t kFirstSign = 0x0DCF;
  const ScriptRows& consonants = script_rows("sinhala");
  const ScriptRows& vowels = script_rows("sinhala_vowel");
  Spellings spellings = {""};
  bool carries = false;  // the vowel that nothing is written for
  for (const char32_t letter : word) {
    const bool sign = letter == kNoVowel || letter >= kFirstSign;
    if (carries && !sign) append(spellings, "a");
    carries = false;
    if (const ScriptRow* const row = row_at(consonants, {&letter, 1})) {
      append(spellings, row->latin);
      carries = true;
    } else if (const ScriptRow* const vowel = row_at(vowels, {&letter, 1})) {
      append(spellings, vowel->latin);
    }
  }
  if (carries) append(spellings, "a");
  return spellings;
}

namespace {

// A syllable is a consonant, others below it, a vowel by signs or none, and a consonant that has no vowel of its own.
// Of which series the first consonant is decides how the vowel is said; two signs turn the series.
class Khmer {
 public:
  explicit Khmer(std::u32string_view word) : word_(word) {}

  Spellings run() {
    Spellings spellings = {""};
    bool open = false;  // a syllable that a consonant may close
    while (at_ < word_.size()) {
      if (const ScriptRow* const vowel = row_at(script_rows("khmer_vowel"), word_.substr(at_, 1))) {
        append(spellings, vowel->latin);
        ++at_;
        open = true;
        continue;
      }
      bool second = false;
      const ScriptRow* const head = consonant(at_, second);
      if (head == nullptr) {
        ++at_;
        continue;
      }
      std::size_t behind = at_ + 1;
      Spellings onset = head->latin;
      for (; behind + 1 < word_.size() && word_[behind] == kBelow; behind += 2) {
        bool ignored = false;
        const ScriptRow* const below = consonant(behind + 1, ignored);
        if (below == nullptr || word_[behind + 1] == word_[at_]) continue;
        if (is_breath_of(*below, *head)) onset = below->latin;
        else append(onset, below->latin);
      }
      bool turned = false;
      bool silent = false;
      const auto pass_signs = [&] {
        for (; behind < word_.size() && is_quiet(word_[behind]); ++behind) {
          const char32_t sign = word_[behind];
          silent = silent || sign == kSilent;
          if (sign != kFirstSeries && sign != kSecondSeries) continue;
          second = sign == kSecondSeries;
          turned = true;
        }
      };
      pass_signs();
      const ScriptRows& vowels = script_rows(second ? "khmer_vowel_o" : "khmer_vowel_a");
      const ScriptRow* vowel = nullptr;
      for (std::size_t count = std::min<std::size_t>(2, word_.size() - behind); count > 0 && vowel == nullptr;
           --count) {
        vowel = row_at(vowels, word_.substr(behind, count));
        if (vowel != nullptr) behind += count;
      }
      pass_signs();
      if (vowel == nullptr && (silent || (open && !turned && !ends_next(behind)))) {
        if (!silent) append(spellings, head->last);
        open = false;
      } else {
        append(spellings, onset);
        append(spellings, vowel != nullptr ? vowel->latin : row_at(vowels, {})->latin);
        open = true;
      }
      at_ = behind;
    }
    return spellings;
  }

 private:
  static constexpr char32_t kBelow = 0x17D2;
  static constexpr char32_t kFirstSeries = 0x17C9;
  static constexpr char32_t kSecondSeries = 0x17CA;
  static constexpr char32_t kSilent = 0x17CD;

  // Signs that neither are a vowel nor end a syllable: series, shortening, silence, tones.
  static bool is_quiet(char32_t letter) { return letter >= kFirstSeries && letter <= 0x17D1; }

  // Of Pali words: tth is said th.
  static bool is_breath_of(const ScriptRow& below, const ScriptRow& head) {
    return below.latin.front() == "th" && (head.latin.front() == "t" || head.latin.front() == "d");
  }

  // The word's last letter is a consonant without a vowel: it closes the syllable of the one before. So-phal, not
  // sop-la.
  bool ends_next(std::size_t at) const {
    bool ignored = false;
    return at + 1 == word_.size() && consonant(at, ignored) != nullptr;
  }

  const ScriptRow* consonant(std::size_t at, bool& second) const {
    const std::u32string_view letter = word_.substr(at, 1);
    if (const ScriptRow* const first = row_at(script_rows("khmer_a"), letter)) return first;
    second = true;
    return row_at(script_rows("khmer_o"), letter);
  }

  std::u32string_view word_;
  std::size_t at_ = 0;
};

}  // namespace

Spellings khmer_spellings(std::u32string_view word) { return Khmer(word).run(); }

}  // namespace midspan::names
