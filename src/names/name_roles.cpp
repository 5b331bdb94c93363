// SPDX-License-Identifier: Apache-2.0
// Kinds of words by tradition. Every rule is a habit, not a law, so a kind is a claim that comparing may overrule.
#include "names/name_roles.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "names/name_structure.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"

namespace midspan::names {

using people::ColumnRole;
using people::Script;
using people::TokenKind;

namespace {

bool one_of(std::string_view value, std::string_view spaced) {
  if (value.empty()) return false;
  for (std::size_t at = spaced.find(value); at != std::string_view::npos; at = spaced.find(value, at + 1))
    if ((at == 0 || spaced[at - 1] == ' ') && (at + value.size() == spaced.size() || spaced[at + value.size()] == ' '))
      return true;
  return false;
}

bool iberian_particle(const RawWord& word) { return one_of(word.folded, "de del y dos das la las los"); }

// A title counts at the head of the name, or where a comma or another title comes before.
bool title_place(const std::vector<RawWord>& words, const std::vector<TokenKind>& kinds, std::size_t at) {
  if (at == 0) return true;
  return words[at - 1].commas != words[at].commas || kinds[at - 1] == TokenKind::Honorific;
}

std::size_t letters_in(std::string_view folded) {
  return static_cast<std::size_t>(std::count_if(
      folded.begin(), folded.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

// "1985", "(2)": a number beside a name.
bool no_letters(const RawWord& word) {
  return std::all_of(word.folded.begin(), word.folded.end(), [](char one) { return one >= '0' && one <= '9'; });
}

class Roles {
 public:
  Roles(const std::vector<RawWord>& words, std::string_view raw, NamePattern pattern, const NameHints& hints)
      : words_(words), raw_(raw), pattern_(pattern), hints_(hints), kinds_(words.size(), TokenKind::Unknown) {}

  std::vector<TokenKind> run() {
    mark_words();
    for (std::size_t at = 0; at < words_.size(); ++at)
      if (kinds_[at] == TokenKind::Unknown) core_.push_back(at);
    keep_someone();
    keep_title_as_name();
    if (core_.empty()) return std::move(kinds_);
    if (by_column()) return std::move(kinds_);
    if (family_first_by_comma() || family_by_capitals()) return std::move(kinds_);
    by_pattern();
    return std::move(kinds_);
  }

 private:
  // "RABBI, Faisal", "ABU GHAZALA, Hisham": what stands alone before a comma is the family, whatever else it may mean.
  // "Prof, Hans Weber" is cut short.
  bool is_family_before_comma(std::size_t at) const {
    constexpr std::size_t kLeast = 5;  // letters
    const RawWord& word = words_[at];
    return at == 0 && words_.size() > 1 && words_[1].commas > word.commas && raw_[word.end - 1] != '.' &&
           (letters_in(word.folded) >= kLeast || (word.classes & kTitleOrName) != 0);
  }

  // Honorifics, particles, asides, initials, kunyas: what is not a name of the chain.
  void mark_words() {
    const bool burmese = pattern_ == NamePattern::Burmese;
    const bool degrees = mark_degrees();
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const RawWord& word = words_[at];
      if (kinds_[at] == TokenKind::Honorific || is_family_before_comma(at)) continue;
      // "Drs. H. Imam Suroso, S.H.": the H is for Haji.
      const bool haji = word.folded == "h" && (at == 0 ? degrees : of_indonesia(at - 1));
      if (word.is_alias_word) kinds_[at] = TokenKind::Particle;
      else if ((word.classes & kPlaceholder) != 0 || no_letters(word)) kinds_[at] = TokenKind::Honorific;
      else if (word.aside) kinds_[at] = word.is_kunya ? TokenKind::Kunya : TokenKind::Nickname;
      else if (word.is_kunya && (at == 0 || kinds_[at - 1] == TokenKind::Honorific)) kinds_[at] = TokenKind::Kunya;
      else if (word.united) continue;
      else if (haji) kinds_[at] = TokenKind::Honorific;
      else if (burmese && (word.classes & kBurmeseTitle) != 0 && title_place(words_, kinds_, at))
        kinds_[at] = TokenKind::Honorific;
      else if ((word.classes & kTitle) != 0 && title_place(words_, kinds_, at)) kinds_[at] = TokenKind::Honorific;
      else if ((word.classes & kSuffix) != 0 && at + 1 == words_.size() && at > 1) kinds_[at] = TokenKind::Honorific;
      else if ((word.classes & kTitle) != 0 && word.folded == "sr" && at + 1 == words_.size())
        kinds_[at] = TokenKind::Honorific;
      else if ((word.classes & kNasab) != 0 && words_.size() > 1 && is_nasab(at)) kinds_[at] = TokenKind::Particle;
      else if ((word.classes & kParticle) != 0 && is_particle(at)) kinds_[at] = TokenKind::Particle;
      else if ((letters_in(word.folded) == 1 || long_initial(at)) && !burmese) mark_letter(at);
    }
  }

  bool of_indonesia(std::size_t at) const {
    return kinds_[at] == TokenKind::Honorific && one_of(words_[at].folded, "drs dra ir hj kh");
  }

  // What stands between commas behind a name of two words, or twice behind one, and is short for a degree.
  bool mark_degrees() {
    std::vector<std::size_t> found;
    int groups = 0;
    std::size_t names = 0;
    while (names < words_.size() && words_[names].commas == 0) ++names;
    for (std::size_t at = names; at < words_.size();) {
      std::size_t end = at;
      std::string joined;
      for (; end < words_.size() && words_[end].commas == words_[at].commas; ++end) joined += words_[end].folded;
      if ((classes_of(joined) & kDegree) != 0) {
        ++groups;
        for (std::size_t word = at; word < end; ++word) found.push_back(word);
      }
      at = end;
    }
    const bool dotted = !found.empty() && found.size() > static_cast<std::size_t>(groups);  // "S.H.", not "SH"
    if (names < 2 && groups < 2 && !dotted) return false;
    for (const std::size_t word : found) kinds_[word] = TokenKind::Honorific;
    return !found.empty();
  }

  bool is_nasab(std::size_t at) const {
    if (words_[at].folded == "b") return pattern_ == NamePattern::Arabic && at > 0 && at + 1 < words_.size();
    // "Ben Smith", "Bin Li": a given name; "Isa Ben Tarif": son of.
    return at > 0 || pattern_ == NamePattern::Arabic;
  }

  bool is_particle(std::size_t at) const {
    const std::string& word = words_[at].folded;
    if (at + 1 >= words_.size() || words_[at + 1].commas != words_[at].commas) return false;
    if (pattern_ == NamePattern::EastAsian || pattern_ == NamePattern::Burmese) return false;
    if (letters_in(word) == 1)
      return (word == "y" || word == "e" || word == "i" || word == "и") && at > 0 && pattern_ != NamePattern::Arabic &&
             raw_[words_[at].end - 1] != '.' && !all_capitals_or_initial(at);
    return at > 0 || !one_of(word, "san santa le do");
  }
  bool all_capitals_or_initial(std::size_t at) const {
    std::size_t place = words_[at].begin;
    return u_isupper(static_cast<UChar32>(base::next_code_point(raw_, place))) != 0;
  }

  // "Kh. Avanesyan": one letter of another script, as two. "எஸ். எம். சந்திரசேன": the letters S and M as they are called,
  // or a syllable.
  bool long_initial(std::size_t at) const {
    constexpr std::size_t kMost = 4;  // code points
    const Script script = script_of(words_[at].folded);
    if ((script == Script::Other || script == Script::Devanagari || script == Script::Bengali) &&
        raw_[words_[at].end - 1] == '.')
      return letters_in(words_[at].folded) <= kMost;
    return one_of(words_[at].folded, "kh sh zh ch ts yu ya ye yo ju ja je jo iu ia") && raw_[words_[at].end - 1] == '.';
  }

  void mark_letter(std::size_t at) {
    const Script script = script_of(words_[at].folded);
    if (script == Script::Latin || script == Script::Cyrillic || script == Script::Greek ||
        raw_[words_[at].end - 1] == '.')
      kinds_[at] = TokenKind::Initial;
  }

  // "Sheikh" alone, "Sr. López" ... : a name has at least one word that names.
  void keep_someone() {
    if (!core_.empty()) return;
    const bool named = std::any_of(kinds_.begin(), kinds_.end(), [](TokenKind kind) {
      return kind == TokenKind::Kunya || kind == TokenKind::Nickname || kind == TokenKind::Initial;
    });
    if (named || kinds_.empty()) return;
    kinds_.back() = TokenKind::Unknown;
    core_.push_back(kinds_.size() - 1);
  }

  // "Imam Suroso", "MAKHLOUF, Hafiz": beside the only name there is, what may be a title is the given name.
  void keep_title_as_name() {
    if (core_.size() != 1) return;
    const std::size_t name = core_.front();
    const auto keep = [&](std::size_t at, bool same_side) {
      if (at >= words_.size() || kinds_[at] != TokenKind::Honorific || (words_[at].classes & kTitleOrName) == 0 ||
          (words_[at].commas == words_[name].commas) != same_side)
        return;
      kinds_[at] = TokenKind::Unknown;
      core_.insert(at < name ? core_.begin() : core_.end(), at);
    };
    if (name > 0) keep(name - 1, true);
    if (core_.size() == 1 && name + 2 == words_.size()) keep(name + 1, false);
  }

  void all(TokenKind kind) {
    for (const std::size_t at : core_) kinds_[at] = kind;
  }

  void surnames(const std::vector<std::size_t>& places) {
    for (std::size_t at = 0; at < places.size(); ++at) {
      if (pattern_ == NamePattern::Iberian)
        kinds_[places[at]] = at + 1 == places.size() && at > 0 ? TokenKind::SecondSurname : TokenKind::FirstSurname;
      else kinds_[places[at]] = article_name(places[at]) ? TokenKind::Nisba : TokenKind::Family;
    }
  }

  bool article_name(std::size_t at) const {
    if (pattern_ != NamePattern::Arabic) return false;
    const RawWord& word = words_[at];
    if (word.has_article) return true;
    static constexpr std::string_view kArabicArticle = "ال";
    if (word.folded.starts_with(kArabicArticle) && word.folded.size() > kArabicArticle.size() + 4) return true;
    const std::string_view written = raw_.substr(word.begin, word.end - word.begin);
    const std::size_t hyphen = written.find('-');
    return hyphen != std::string_view::npos && (classes_of(fold_joined(written.substr(0, hyphen))) & kArticle) != 0;
  }

  bool by_column() {
    switch (hints_.role) {
      case ColumnRole::GivenName:
      case ColumnRole::SecondGivenName: all(TokenKind::Given); return true;
      case ColumnRole::FamilyName: surnames(core_); return true;
      case ColumnRole::SecondSurname: all(TokenKind::SecondSurname); return true;
      case ColumnRole::Alias:
        if (core_.size() > 1) return false;
        all(TokenKind::Nickname);
        return true;
      default: return false;
    }
  }

  // "PÉREZ GÓMEZ, Ana María": what stands before the first comma is the family.
  bool family_first_by_comma() {
    if (core_.size() < 2 || words_[core_.front()].commas == words_[core_.back()].commas) return false;
    const int first = words_[core_.front()].commas;
    std::vector<std::size_t> before;
    std::vector<std::size_t> after;
    for (const std::size_t at : core_) (words_[at].commas == first ? before : after).push_back(at);
    surnames(before);
    chain_of_given(after);
    return true;
  }

  void chain_of_given(const std::vector<std::size_t>& places) {
    const bool patronymic_last = pattern_ == NamePattern::Slavic;
    for (std::size_t at = 0; at < places.size(); ++at) {
      TokenKind kind = TokenKind::Given;
      if (pattern_ == NamePattern::Arabic || pattern_ == NamePattern::Ethiopian) kind = of_chain(at);
      else if (patronymic_last && at > 0 && !father_of_patronymic(words_[places[at]].folded).empty())
        kind = TokenKind::Patronymic;
      kinds_[places[at]] = kind;
    }
  }

  static TokenKind of_chain(std::size_t place) {
    return place == 0 ? TokenKind::Given : place == 1 ? TokenKind::Father : TokenKind::Grandfather;
  }

  // "Juan PÉREZ": some words in capitals, some not.
  bool family_by_capitals() {
    std::vector<std::size_t> capitals;
    std::vector<std::size_t> others;
    for (const std::size_t at : core_)
      (all_capitals(raw_.substr(words_[at].begin, words_[at].end - words_[at].begin)) ? capitals : others)
          .push_back(at);
    if (capitals.empty() || others.empty()) return false;
    // One block, at the head or at the end; anything else is no convention.
    const std::size_t count = capitals.size();
    const bool head = std::equal(capitals.begin(), capitals.end(), core_.begin());
    const bool tail = std::equal(capitals.begin(), capitals.end(), core_.end() - static_cast<std::ptrdiff_t>(count));
    if (!head && !tail) return false;
    surnames(capitals);
    chain_of_given(others);
    return true;
  }

  void by_pattern() {
    switch (pattern_) {
      case NamePattern::Arabic: return arabic();
      case NamePattern::Slavic: return slavic();
      case NamePattern::Iberian: return iberian();
      case NamePattern::Burmese: return all(TokenKind::Given);
      case NamePattern::Ethiopian:
        for (std::size_t at = 0; at < core_.size(); ++at) kinds_[core_[at]] = of_chain(at);
        return;
      case NamePattern::EastAsian:
        if (core_.size() == 1) return all(TokenKind::Given);
        all(TokenKind::Given);
        kinds_[core_.front()] = TokenKind::Family;
        return;
      case NamePattern::Western: return western();
    }
  }

  // The last word, or everything from a particle on ("Ludwig van Beethoven").
  void western() {
    if (core_.size() == 1) {
      const bool alone = words_.size() == 1 || kinds_.front() != TokenKind::Initial;
      kinds_[core_.front()] = alone && words_.size() == 1 ? TokenKind::Unknown : TokenKind::Family;
      return;
    }
    all(TokenKind::Given);
    bool family = false;
    for (std::size_t at = core_.front() + 1; at < words_.size(); ++at) {
      if (kinds_[at] == TokenKind::Particle) family = true;
      else if (family && kinds_[at] == TokenKind::Given) kinds_[at] = TokenKind::Family;
    }
    kinds_[core_.back()] = TokenKind::Family;
  }

  // Given, father, grandfather, family; after bin or ibn comes an ancestor, and the last word is a family name only
  // when no bin is before it.
  void arabic() {
    std::size_t place = 0;
    for (std::size_t at = 0; at < core_.size(); ++at) {
      const std::size_t word = core_[at];
      const bool last = at + 1 == core_.size();
      const bool after_nasab =
          word > 0 && kinds_[word - 1] == TokenKind::Particle && (words_[word - 1].classes & kNasab) != 0;
      if (last && at > 0 && !after_nasab) kinds_[word] = article_name(word) ? TokenKind::Nisba : TokenKind::Family;
      else if (article_name(word) && at > 0) kinds_[word] = TokenKind::Nisba;
      else kinds_[word] = of_chain(place++);
    }
  }

  // What ends like one in Armenian may as well be a given name: three words tell.
  bool is_patronymic(std::string_view folded) const {
    return !father_of_patronymic(folded).empty() ||
           (core_.size() > 2 && script_of(folded) == Script::Armenian && !father_in_armenian(folded).empty());
  }

  void slavic() {
    std::size_t patronymic = core_.size();
    for (std::size_t at = core_.size(); at-- > 1;)
      if (is_patronymic(words_[core_[at]].folded)) {
        patronymic = at;
        break;
      }
    if (patronymic < core_.size()) {
      all(TokenKind::Family);
      kinds_[core_[patronymic]] = TokenKind::Patronymic;
      kinds_[core_[patronymic - 1]] = TokenKind::Given;
      return;
    }
    if (core_.size() < 2) {
      if (words_.size() > 1) all(TokenKind::Family);  // "Иванов И. П."
      return;
    }
    // Without a patronymic: a word known as a given name tells the order.
    const bool first_given = (words_[core_.front()].classes & kSlavicGiven) != 0;
    const bool second_given = (words_[core_[1]].classes & kSlavicGiven) != 0;
    if (first_given == second_given) return;
    all(TokenKind::Family);
    kinds_[core_[first_given ? 0 : 1]] = TokenKind::Given;
  }

  // Given names, then father's and mother's surname; lists also put the surnames first ("PEREZ GOMEZ JUAN CARLOS").
  void iberian() {
    const std::size_t count = core_.size();
    if (count == 1) return;
    const auto given = [&](std::size_t at) { return (words_[core_[at]].classes & kIberianGiven) != 0; };
    std::size_t known_at_head = 0;
    while (known_at_head < count && given(known_at_head)) ++known_at_head;
    std::size_t known_at_tail = 0;
    while (known_at_tail < count && given(count - 1 - known_at_tail)) ++known_at_tail;
    std::size_t surname_begin = 0;
    std::size_t surname_end = 0;
    if (known_at_head == 0 && known_at_tail > 0) {
      surname_end = count - std::min(known_at_tail, count - 1);
      if (count >= 3 && surname_end > 2) surname_end = 2;
    } else {
      const std::size_t names = count == 2 ? 1 : count == 3 ? (known_at_head >= 2 ? 2 : 1) : count - 2;
      surname_begin = names;
      surname_end = count;
    }
    all(TokenKind::Given);
    surnames({core_.begin() + static_cast<std::ptrdiff_t>(surname_begin),
              core_.begin() + static_cast<std::ptrdiff_t>(surname_end)});
    if (surname_end - surname_begin == 1) kinds_[core_[surname_begin]] = TokenKind::FirstSurname;
  }

  const std::vector<RawWord>& words_;
  std::string_view raw_;
  NamePattern pattern_;
  const NameHints& hints_;
  std::vector<TokenKind> kinds_;
  std::vector<std::size_t> core_;  // words of the chain
};

}  // namespace

bool all_capitals(std::string_view text) {
  int upper = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = static_cast<UChar32>(base::next_code_point(text, at));
    if (u_islower(point)) return false;
    upper += u_isupper(point) ? 1 : 0;
  }
  return upper > 1;
}

NamePattern pattern_of_words(const NameHints& hints, Script script, const std::vector<RawWord>& words) {
  constexpr std::size_t kWithPatronymic = 3;
  switch (script) {
    case Script::Armenian: return words.size() < kWithPatronymic ? NamePattern::Western : NamePattern::Slavic;
    case Script::Ethiopic: return NamePattern::Ethiopian;
    case Script::Myanmar: return NamePattern::Burmese;
    case Script::Han:
    case Script::Hangul: return NamePattern::EastAsian;
    case Script::Arabic: return NamePattern::Arabic;
    default: break;
  }
  if (const auto pattern = pattern_of_country(hints.country)) return *pattern;

  // The name itself.
  int arabic = 0;
  int iberian = 0;
  int iberian_givens = 0;
  bool patronymic = false;
  for (const RawWord& word : words) {
    std::uint32_t signs = kServant | kArticleOnly | kKunyaHead | kDivine;
    if (&word != &words.front()) signs |= kNasab;  // "Ben Smith" is nobody's son
    if ((word.classes & signs) != 0 && words.size() > 1 && letters_in(word.folded) > 1) ++arabic;
    if ((word.classes & kArabicGiven) != 0) ++arabic;
    if (word.folded.starts_with("abdul") || word.folded.starts_with("abdal") || word.folded.starts_with("abdel"))
      ++arabic;
    if (iberian_particle(word)) ++iberian;
    if ((word.classes & kIberianGiven) != 0) ++iberian_givens;
    patronymic = patronymic || !father_of_patronymic(word.folded).empty();
  }
  if (script == Script::Cyrillic) return arabic > 1 && !patronymic ? NamePattern::Arabic : NamePattern::Slavic;
  if (patronymic && words.size() > 2 && arabic == 0) return NamePattern::Slavic;
  if (arabic > 0 && arabic >= iberian + iberian_givens) return NamePattern::Arabic;
  if (const auto told = pattern_of_language(hints.language)) return *told;
  if (words.size() > 2 && (iberian > 0 || iberian_givens > 1) && iberian_givens > 0) return NamePattern::Iberian;
  // "Daw Khin Aye", "U Tin Maung": a Burmese title before short words, none of them longer than a syllable. Ko and Ma
  // are families of China too, so all that follows has to be Burmese.
  const bool titled = words.size() > 2 && (words.front().classes & kBurmeseTitle) != 0;
  const bool burmese =
      (titled && one_of(words.front().folded, "u daw maung") &&
       std::all_of(words.begin(), words.end(), [](const RawWord& word) { return word.folded.size() <= 6; })) ||
      (titled && std::all_of(words.begin() + 1, words.end(),
                             [](const RawWord& word) { return (word.classes & kBurmeseWord) != 0; }));
  if (burmese) return NamePattern::Burmese;
  const bool dutch = words.size() == 3 && one_of(words[1].folded, "ten ter der den");  // "Han ten Broeke"
  const bool asian =
      !dutch && words.size() >= 2 && words.size() <= 3 && (words.front().classes & kAsianSurname) != 0 &&
      (words.back().classes & kAsianSurname) == 0 && words.front().commas == words.back().commas &&
      std::all_of(words.begin(), words.end(), [](const RawWord& word) { return word.folded.size() <= 9; });
  return asian && words.size() == 3 ? NamePattern::EastAsian : NamePattern::Western;
}

std::vector<TokenKind> kinds_of_words(const std::vector<RawWord>& words, std::string_view raw, NamePattern pattern,
                                      const NameHints& hints) {
  return Roles(words, raw, pattern, hints).run();
}

}  // namespace midspan::names
