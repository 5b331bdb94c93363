// SPDX-License-Identifier: Apache-2.0
// From text to tokens: words are cut at spaces, commas, brackets and quotes, and put together again where a tradition
// writes one name as several words ("Abd al-Rahman"). Which token is a given name and which a family name is decided in
// name_roles.cpp.
#include "names/tokens.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "names/eastern.hpp"
#include "names/name_roles.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/syllabic.hpp"

namespace midspan::names {

using people::NameForm;
using people::NameRole;
using people::NameToken;
using people::TokenKind;

namespace {

constexpr std::size_t kMostWords = 64;  // of a name; what follows is one last token
constexpr std::size_t kLongPart = 200;  // bytes between hyphens

enum class Edge { Inside, Space, Comma, Open, Close, Quote, Slash };

Edge edge_of(char32_t point) {
  switch (point) {
    case U',':
    case 0x060C:
    case U';':
    case 0x061B:
    case 0x3001:
    case 0xFF0C: return Edge::Comma;
    case U'(':
    case U'[':
    case U'{':
    case U'<':
    case 0xFF08: return Edge::Open;
    case U')':
    case U']':
    case U'}':
    case U'>':
    case 0xFF09: return Edge::Close;
    case U'"':
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x300C:
    case 0x300D: return Edge::Quote;
    case U'/':
    case U'\\':
    case U'|': return Edge::Slash;
    case 0x30FB:
    case 0xFF65:
    case 0x00B7: return Edge::Space;  // between the words of a name in katakana
    default: break;
  }
  const auto unit = static_cast<UChar32>(point);
  return u_isUWhiteSpace(unit) || point < 0x20 ? Edge::Space : Edge::Inside;
}

bool hebrew_before(std::string_view raw, std::size_t at) {
  return at >= 2 && script_of(raw.substr(at - 2, 2)) == people::Script::Hebrew;
}

// Cuts at the edges; quotes and brackets mark what they hold as an aside.
class Splitter {
 public:
  explicit Splitter(std::string_view raw) : raw_(raw) {}

  std::vector<RawWord> run() {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < raw_.size();) {
      const std::size_t before = at;
      const char32_t point = base::next_code_point(raw_, at);
      Edge edge = edge_of(point);
      if (edge == Edge::Quote && point == U'"' && hebrew_before(raw_, before) && at < raw_.size() &&
          hebrew_before(raw_, at + 2))
        edge = Edge::Inside;  // an abbreviation
      const bool letter_after =
          at < raw_.size() && u_isalpha(static_cast<UChar32>(static_cast<unsigned char>(raw_[at])));
      if (edge == Edge::Slash && before == begin + 1 && letter_after && (at + 1 == raw_.size() || raw_[at + 1] == ' '))
        edge = Edge::Inside;  // "M/V"
      if (edge == Edge::Inside) continue;
      word(begin, before);
      begin = at;
      if (edge == Edge::Comma) ++commas_;
      if (edge == Edge::Slash) ++slashes_;
      if (edge == Edge::Open) ++depth_;
      if (edge == Edge::Close && depth_ > 0) --depth_;
      if (edge == Edge::Quote) quoted_ = !quoted_;
    }
    word(begin, raw_.size());
    return std::move(words_);
  }

 private:
  void word(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    if (words_.size() >= kMostWords) {
      words_.back().end = end;
      return;
    }
    // "J.R.Smith": a dot ends a word where a letter follows.
    for (std::size_t at = begin; at + 1 < end; ++at)
      if (raw_[at] == '.' && raw_[at + 1] != '.' && (raw_[at + 1] != '-' || at == begin + 1)) {
        push(begin, at + 1);  // "J.-P." is two initials, "al.-Halabi" one word
        begin = at + 1;
        if (words_.size() >= kMostWords) break;
      }
    hyphens(begin, end);
  }

  // "García-Márquez" is two names; "al-Halabi", "Jong-un" and "Abd-Rahman" are one.
  void hyphens(std::size_t begin, std::size_t end) {
    std::size_t from = begin;
    for (std::size_t at = begin; at < end; ++at) {
      if (raw_[at] != '-') continue;
      // Of a long part its end will do: it is no article, and more than two letters.
      const std::size_t near = std::max(from, at > kLongPart ? at - kLongPart : 0);
      const std::string left = fold_joined(raw_.substr(near, at - near));
      const std::string right = fold_joined(raw_.substr(at + 1, std::min(raw_.find('-', at + 1), end) - at - 1));
      constexpr std::uint32_t kHeads = kArticle | kServant | kKunyaHead | kNasab | kTitle;
      if (code_points(left).size() < 3 || code_points(right).size() < 3 || (classes_of(left) & kHeads) != 0 ||
          (classes_of(right) & (kArticle | kDivine)) != 0)
        continue;
      push(from, at);
      from = at + 1;
    }
    push(from, end);
  }

  void push(std::size_t begin, std::size_t end) {
    RawWord word;
    word.begin = begin;
    word.end = end;
    word.folded = fold_joined(raw_.substr(begin, end - begin));
    if (word.folded.empty()) return;  // a lone dash or dot
    word.classes = classes_of(word.folded);
    word.commas = commas_;
    word.slashes = slashes_;
    word.aside = depth_ > 0 || quoted_;
    words_.push_back(std::move(word));
  }

  std::string_view raw_;
  std::vector<RawWord> words_;
  int commas_ = 0;
  int slashes_ = 0;
  int depth_ = 0;
  bool quoted_ = false;
};

void unite(std::vector<RawWord>& words, std::size_t first, std::size_t last) {
  RawWord& into = words[first];
  for (std::size_t at = first + 1; at <= last; ++at) into.folded += words[at].folded;
  into.end = words[last].end;
  into.classes = 0;
  into.united = true;
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(first) + 1,
              words.begin() + static_cast<std::ptrdiff_t>(last) + 1);
}

bool together(const RawWord& left, const RawWord& right) {
  return left.commas == right.commas && left.slashes == right.slashes && left.aside == right.aside;
}

// What one tradition writes as several words and means as one name.
void unite_compounds(std::vector<RawWord>& words, NamePattern pattern) {
  const bool arabic = pattern == NamePattern::Arabic;
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    RawWord& word = words[at];
    const std::size_t next = at + 1;
    if (!together(word, words[next])) continue;
    const bool after_is_article =
        (words[next].classes & kArticle) != 0 && next + 1 < words.size() && together(word, words[next + 1]);
    if ((word.classes & kServant) != 0 && arabic) {
      // Abd al-Rahman, Abdul Rahman; not "Abdul bin Ali".
      if ((words[next].classes & kNasab) != 0) continue;
      unite(words, at, after_is_article ? next + 1 : next);
      word.is_servant = true;
    } else if ((word.classes & kKunyaHead) != 0 && (arabic || pattern == NamePattern::Western) &&
               (words[next].classes & kNasab) == 0) {
      const bool servant = (words[next].classes & kServant) != 0 && next + 1 < words.size();
      unite(words, at, after_is_article || servant ? next + 1 : next);
      word.is_kunya = true;
    } else if ((word.classes & (kArticleOnly | kFamilyOf)) != 0 && (arabic || word.folded == "al") &&
               (words[next].classes & (kNasab | kParticle)) == 0) {
      unite(words, at, next);
      word.has_article = true;
    } else if ((words[next].classes & kDivine) != 0 && arabic && (word.classes & (kTitle | kNasab)) == 0) {
      unite(words, at, next);
    } else if (after_is_article && arabic && (words[next + 1].classes & kDivine) != 0 &&
               (word.classes & (kTitle | kNasab)) == 0) {
      unite(words, at, next + 1);
    } else if ((word.classes & kEthiopianPrefix) != 0 && (words[next].classes & kEthiopianEnding) != 0 &&
               pattern == NamePattern::Ethiopian) {
      unite(words, at, next);
    }
  }
}

// A Japanese family name in Han with a given name in kana behind it: the letters that are the family's; 0 for others.
std::size_t han_before_kana(const std::u32string& letters) {
  std::size_t han = 0;
  while (han < letters.size() && (script_of(letters[han]) == people::Script::Han || letters[han] == U'々')) ++han;
  const bool rest = std::all_of(letters.begin() + static_cast<std::ptrdiff_t>(han), letters.end(), [](char32_t letter) {
    return script_of(letter) == people::Script::Kana || letter == U'ー';
  });
  return rest && han >= 1 && han <= 3 && letters.size() >= han + 2 ? han : 0;
}

// Han and Hangul names without a space: the family name is the first letter, or two.
void cut_unspaced(std::vector<RawWord>& words, std::string_view raw, people::Script script, const NameHints& hints) {
  const bool han = script == people::Script::Han;
  const bool kana = script == people::Script::Kana;
  if (words.size() != 1 || (!han && !kana && script != people::Script::Hangul)) return;
  const RawWord whole = words.front();
  const std::u32string letters = code_points(raw.substr(whole.begin, whole.end - whole.begin));
  const std::size_t before_kana = kana ? han_before_kana(letters) : 0;
  if (letters.size() < 2 || (kana ? before_kana == 0 : letters.size() > 5)) return;
  const auto is_family = [&](std::size_t count, std::uint32_t of) {
    return letters.size() > count &&
           (classes_of(fold_joined(utf8(std::u32string_view(letters).substr(0, count)))) & of) != 0;
  };
  const auto is_japanese_family = [&](std::size_t count) { return is_family(count, kJapaneseSurname); };
  const auto is_chinese_family = [&](std::size_t count) { return is_family(count, kHanSurname); };
  const bool japanese = hints.language.starts_with("ja") || hints.country == "JPN";
  const bool chinese = hints.language.starts_with("zh");
  const bool of_two = is_chinese_family(2) && !(chinese && is_japanese_family(2));
  const bool long_surname = letters.size() > 2 && (of_two || (han && letters.size() >= 4) || japanese);
  std::size_t family_letters = long_surname ? 2 : 1;
  // Hasegawa and Sasaki have three letters; Mori and Hayashi have one, with which longer names begin, too.
  static constexpr std::u32string_view kOneLetter = U"林森原関关東东辻堀菅岡冈南谷星泉柴浜堤島岛平畑榊";
  if (han && !chinese && is_japanese_family(3)) family_letters = 3;
  else if (han && !chinese && is_japanese_family(2) && !is_chinese_family(1)) family_letters = 2;
  else if (japanese && !is_japanese_family(2) && kOneLetter.find(letters.front()) != std::u32string_view::npos)
    family_letters = 1;
  if (kana) family_letters = before_kana;
  std::size_t cut = whole.begin;  // ill-formed bytes are letters of another length than what stands for them
  for (std::size_t letter = 0; letter < family_letters && cut < whole.end; ++letter) base::next_code_point(raw, cut);
  RawWord family = whole;
  RawWord given = whole;
  family.end = given.begin = cut;
  family.folded = fold_joined(raw.substr(family.begin, family.end - family.begin));
  given.folded = fold_joined(raw.substr(given.begin, given.end - given.begin));
  words = {family, given};
}

// Burmese and Tibetan names without spaces, in the words that Latin letters have.
void cut_syllables(std::vector<RawWord>& words, std::string_view raw) {
  std::vector<RawWord> cut;
  for (const RawWord& whole : words)
    for (const WordSpan& part : words_without_spaces(raw.substr(whole.begin, whole.end - whole.begin))) {
      if (cut.size() == kMostWords) break;
      RawWord word = whole;
      word.begin = whole.begin + part.begin;
      word.end = whole.begin + part.end;
      word.folded = fold_joined(raw.substr(word.begin, word.end - word.begin));
      word.classes = classes_of(word.folded);
      if (!word.folded.empty()) cut.push_back(std::move(word));
    }
  words = std::move(cut);
}

NamePattern pattern_of_raw(std::string_view raw, people::Script script, const std::vector<RawWord>& words,
                           const NameHints& hints) {
  if (script == people::Script::Cyrillic) {
    std::vector<std::string_view> written;
    for (const RawWord& word : words) written.push_back(raw.substr(word.begin, word.end - word.begin));
    if (!eastern_language(written).empty()) return NamePattern::EastAsian;
  }
  return pattern_of_words(hints, script, words);
}

NameForm form_of(std::string_view raw, std::vector<RawWord> words, const NameHints& hints) {
  NameForm form;
  form.raw = raw;
  form.script = script_of(raw);
  const NamePattern pattern = pattern_of_raw(raw, form.script, words, hints);
  cut_unspaced(words, raw, form.script, hints);
  if (form.script == people::Script::Myanmar || form.script == people::Script::Other) cut_syllables(words, raw);
  unite_compounds(words, pattern);
  const std::vector<TokenKind> kinds = kinds_of_words(words, raw, pattern, hints);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const RawWord& word = words[at];
    form.tokens.push_back(
        {std::string(raw.substr(word.begin, word.end - word.begin)), kinds[at], word.begin, word.end});
  }
  return form;
}

// Where an alias word begins, and how many words it has.
std::pair<std::size_t, std::size_t> alias_at(const std::vector<RawWord>& words, std::size_t from) {
  for (std::size_t at = from; at < words.size(); ++at) {
    std::string phrase;
    for (std::size_t count = 1; count <= 3 && at + count <= words.size(); ++count) {
      phrase += words[at + count - 1].folded;
      const bool known = (classes_of(phrase) & kAlias) != 0;
      if (known && at > 0 && at + count < words.size()) return {at, count};
    }
  }
  return {words.size(), 0};
}

// A further form out of words that need not begin at raw's first byte.
NameForm part_of(std::string_view raw, std::vector<RawWord> words, const NameHints& hints, NameRole role) {
  const std::size_t begin = words.front().begin;
  const std::size_t end = words.back().end;
  for (RawWord& word : words) {
    word.begin -= begin;
    word.end -= begin;
    word.aside = false;
  }
  NameForm form = form_of(raw.substr(begin, end - begin), std::move(words), hints);
  const bool kunya = !form.tokens.empty() && form.tokens.front().kind == TokenKind::Kunya;
  form.role = kunya ? NameRole::NomDeGuerre : role;
  return form;
}

}  // namespace

NamePattern pattern_of(const NameHints& hints, std::string_view raw) {
  return pattern_of_raw(raw, script_of(raw), Splitter(raw).run(), hints);
}

NameForm parse_name(std::string_view raw, const NameHints& hints) {
  std::vector<RawWord> words = Splitter(raw).run();
  const auto [alias, count] = alias_at(words, 1);
  for (std::size_t at = alias; at < words.size(); ++at) {
    words[at].aside = true;
    if (at < alias + count) words[at].is_alias_word = true;
  }
  return form_of(raw, std::move(words), hints);
}

std::vector<NameForm> parse_names(std::string_view raw, const NameHints& hints) {
  std::vector<NameForm> forms = {parse_name(raw, hints)};
  const std::vector<RawWord> words = Splitter(raw).run();
  std::vector<RawWord> pending;
  NameRole role = NameRole::Alias;
  const auto flush = [&] {
    if (!pending.empty()) forms.push_back(part_of(raw, pending, hints, role));
    pending.clear();
  };
  bool behind_alias = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto [alias, count] = alias_at(words, std::max<std::size_t>(at, 1));
    if (alias == at) {
      flush();
      behind_alias = true;
      role = (words[at].classes & kMaiden) != 0 ? NameRole::Maiden : NameRole::Alias;
      at += count - 1;
      continue;
    }
    const bool other = behind_alias || words[at].aside || words[at].slashes > 0;
    const bool breaks = at > 0 && !together(words[at - 1], words[at]);
    if (breaks || !other) flush();
    if (other) pending.push_back(words[at]);
  }
  flush();
  return forms;
}

std::vector<std::string> identifying_words(const NameForm& form) {
  std::vector<std::string> words;
  for (const NameToken& token : form.tokens) {
    if (token.kind == TokenKind::Honorific || token.kind == TokenKind::Particle) continue;
    if (token.kind == TokenKind::Nickname || token.kind == TokenKind::Kunya) continue;
    std::string word = fold_joined(token.text);
    if (!word.empty()) words.push_back(std::move(word));
  }
  if (!words.empty()) return words;
  for (const NameToken& token : form.tokens)  // nothing but a kunya or a nickname
    if (std::string word = fold_joined(token.text); !word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace midspan::names
