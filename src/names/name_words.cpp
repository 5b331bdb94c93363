// SPDX-License-Identifier: Apache-2.0
#include "names/name_words.hpp"

#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/embedded.hpp"
#include "base/utf8.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_words);

namespace midspan::names {

namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using Words =
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;  // looked up only, never listed

const Words& words() {
  static const Words kWords = [] {
    // clang-format off
    static constexpr std::pair<std::string_view, WordClass> kClasses[] = {
        {"title", kTitle}, {"suffix", kSuffix}, {"burmese_title", kBurmeseTitle}, {"particle", kParticle}, {"nasab", kNasab},
        {"article", kArticle}, {"article_only", kArticleOnly}, {"family_of", kFamilyOf}, {"servant", kServant},
        {"kunya", kKunyaHead}, {"divine", kDivine}, {"alias", kAlias}, {"ethiopian_prefix", kEthiopianPrefix},
        {"ethiopian_ending", kEthiopianEnding}, {"han_surname", kHanSurname}, {"asian_surname", kAsianSurname},
        {"iberian_given", kIberianGiven}, {"arabic_given", kArabicGiven}, {"slavic_given", kSlavicGiven}, {"placeholder", kPlaceholder}, {"maiden", kMaiden},
        {"japanese_surname", kJapaneseSurname}, {"burmese_word", kBurmeseWord}, {"ethiopian_given", kEthiopianGiven},
        {"vietnamese_word", kVietnameseWord}, {"degree", kDegree}, {"title_or_name", kTitleOrName}};
    // clang-format on
    Words made;
    for_each_row(MIDSPAN_EMBEDDED(names_words), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 2) return;
      for (const auto& [name, bit] : kClasses)
        if (name == cells[0])
          for_each_part(cells[1], '|', [&, value = bit](std::string_view word) { made[fold_joined(word)] |= value; });
    });
    return made;
  }();
  return kWords;
}

}  // namespace

std::uint32_t classes_of(std::string_view folded) {
  const auto found = words().find(folded);
  return found == words().end() ? 0 : found->second;
}

void JapaneseAmongHan::see(std::string_view folded) {
  if (script_of(folded) != people::Script::Han) return;
  ++han_;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < folded.size() && letters < 3;) {
    base::next_code_point(folded, at);
    if (++letters == 1 || (classes_of(folded.substr(0, at)) & kJapaneseSurname) == 0) continue;
    ++japanese_;
    return;
  }
}

}  // namespace midspan::names
