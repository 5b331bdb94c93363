// SPDX-License-Identifier: Apache-2.0
#include "terms/lexer.hpp"

#include <algorithm>
#include <map>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "names/normalise.hpp"

namespace midspan::terms {

int Dictionary::find(std::string_view folded) const {
  if (parent_ != nullptr)
    if (const int known = parent_->find(folded); known >= 0) return known;
  const auto found = ids_.find(std::string(folded));
  return found == ids_.end() ? -1 : found->second;
}

int Dictionary::intern(std::string_view folded) {
  if (const int known = find(folded); known >= 0) return known;
  const int id = end();
  const auto [place, added] = ids_.emplace(std::string(folded), id);
  MIDSPAN_ASSERT(added);
  words_.push_back(&place->first);
  return id;
}

int Dictionary::read(std::string_view folded) {
  constexpr std::size_t kLeast = 10;  // bytes: of shorter words what looks like an ending is the word
  const Dictionary& language = root();
  std::string word(folded);
  for (const auto& [ending, as] : language.endings_)
    if (word.size() >= kLeast && word.ends_with(ending)) {
      word.replace(word.size() - ending.size(), ending.size(), as);
      break;
    }
  if (!language.variants_.empty() && language.find(word) < 0)
    if (const int known = language.stem_of(word, 1); known >= 0) return known;
  return intern(word);
}

// more: so many rules may have changed it, one after the other.
int Dictionary::stem_of(const std::string& folded, int more) const {
  constexpr std::size_t kLeast = 4;  // bytes that both have in common
  for (const Variant& rule : variants_) {
    if (folded.size() < rule.prefix.size() + rule.suffix.size() + kLeast || !folded.starts_with(rule.prefix) ||
        !folded.ends_with(rule.suffix))
      continue;
    const std::string other =
        rule.as_prefix + folded.substr(rule.prefix.size(), folded.size() - rule.prefix.size() - rule.suffix.size()) +
        rule.as_suffix;
    if (const auto found = ids_.find(other); found != ids_.end() && found->second < stems_) return found->second;
    if (more == 0) continue;
    if (const int found = stem_of(other, more - 1); found >= 0) return found;
  }
  return -1;
}

void Dictionary::contract(std::string_view folded, Contraction into) {
  longest_contraction_ = std::max(longest_contraction_, folded.size());
  contractions_[std::string(folded)] = std::move(into);
}

const Contraction* Dictionary::contraction(std::string_view folded) const {
  const Dictionary& language = root();
  if (folded.size() > language.longest_contraction_) return nullptr;
  const auto found = language.contractions_.find(std::string(folded));
  return found == language.contractions_.end() ? nullptr : &found->second;
}

std::string_view Dictionary::text(int id) const {
  if (id < first()) return parent_->text(id);
  return *words_.at(static_cast<std::size_t>(id - first()));
}

namespace {

enum class Kind : std::uint8_t {
  Space,
  Invisible,
  Letter,
  And,
  Digit,
  Mark,
  Quote,
  Hyphen,
  Apostrophe,
  Hash,
  Break,
  Bad
};

// Direction marks and joiners carry no meaning for a program; they may stand anywhere, also inside a word.
bool invisible(char32_t point) {
  return (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) || point == 0x2060 ||
         (point >= 0x2066 && point <= 0x2069) || point == 0x061C || point == 0xFEFF || point == 0x00AD;
}

int digit(char32_t point) {
  if (point >= '0' && point <= '9') return static_cast<int>(point - '0');
  if (point >= 0x0660 && point <= 0x0669) return static_cast<int>(point - 0x0660);
  if (point >= 0x06F0 && point <= 0x06F9) return static_cast<int>(point - 0x06F0);
  return -1;
}

char mark(char32_t point) {
  switch (point) {
    case '.':
    case 0x06D4: return '.';
    case ',':
    case 0x060C: return ',';
    case ';':
    case 0x061B: return ';';
    case '%':
    case 0x066A: return '%';
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
    case '=': return static_cast<char>(point);
    case 0x2026:
    case 0x2013:
    case 0x2014: return '~';
    default: return 0;
  }
}

char32_t closing_quote(char32_t point) {
  switch (point) {
    case '"': return '"';
    case 0x201C: return 0x201D;
    case 0x201E: return 0x201C;
    case 0x00AB: return 0x00BB;
    default: return 0;
  }
}

Kind kind(char32_t point) {
  if (point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029) return Kind::Break;
  if (point == ' ' || point == '\t' || point == 0x00A0 || point == 0x3000 || (point >= 0x2000 && point <= 0x200A) ||
      point == 0x202F || point == 0x205F)
    return Kind::Space;
  if (invisible(point)) return Kind::Invisible;
  if (digit(point) >= 0) return Kind::Digit;
  if (mark(point) != 0) return Kind::Mark;
  if (closing_quote(point) != 0 || point == 0x201D || point == 0x00BB) return Kind::Quote;
  if (point == '-' || point == 0x2010 || point == 0x2011 || point == '_') return Kind::Hyphen;
  if (point == '\'' || point == 0x2019 || point == 0x2018 || point == 0x02BC || point == 0x00B4 || point == '`')
    return Kind::Apostrophe;
  if (point == '#') return Kind::Hash;
  if (point == '&') return Kind::And;
  if (point < 0x80) return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') ? Kind::Letter : Kind::Bad;
  if (point == 0xFFFD || (point >= 0x80 && point <= 0x9F) || (point >= 0xE000 && point <= 0xF8FF)) return Kind::Bad;
  // Inverted question marks, section signs, bullets and arrows are no letters of any word.
  if ((point >= 0xA1 && point <= 0xBF && point != 0xAA && point != 0xB5 && point != 0xBA) || point == 0x061F ||
      (point >= 0x2020 && point <= 0x2BFF))
    return Kind::Bad;
  return Kind::Letter;
}

bool right_to_left(char32_t point) {
  return (point >= 0x0590 && point <= 0x08FF) || (point >= 0xFB1D && point <= 0xFEFC);
}

// "And" and prepositions of one letter, in Arabic; with or without the stroke that lengthens them.
bool onto_anything(std::string_view written) {
  return written == "\u0648" || written == "\u0628" || written == "\u0644" || written == "\u0628\u0640" ||
         written == "\u0644\u0640";
}

class Lexer {
 public:
  Lexer(std::string_view text, Dictionary& dictionary) : text_(text), dictionary_(dictionary) {}

  Tokens run() {
    while (at_ < text_.size()) step();
    push(TokenType::End, text_.size(), text_.size());
    return std::move(made_);
  }

 private:
  char32_t peek(std::size_t at) const { return at < text_.size() ? base::next_code_point(text_, at) : 0; }

  Token& push(TokenType type, std::size_t begin, std::size_t end) {
    Token token;
    token.type = type;
    token.begin = begin;
    token.end = end;
    token.joined = hyphen_ && !made_.list.empty() && made_.list.back().end == hyphen_begin_;
    hyphen_ = false;
    made_.list.push_back(token);
    return made_.list.back();
  }

  void wrong(const char* code, std::size_t begin, std::size_t end,
             people::Severity severity = people::Severity::Wrong) {
    people::Finding finding;
    finding.message = {code, {{"found", std::string(text_.substr(begin, end - begin))}}};
    finding.place.begin = begin;
    finding.place.end = end;
    finding.severity = severity;
    made_.findings.push_back(std::move(finding));
  }

  void step() {
    const std::size_t begin = at_;
    const char32_t point = base::next_code_point(text_, at_);
    switch (kind(point)) {
      case Kind::Space:
      case Kind::Break: hyphen_ = false; return;
      case Kind::Invisible:
        // An override shows letters in another order than they are read in.
        if (point == 0x202D || point == 0x202E) wrong("TRM-018", begin, at_, people::Severity::Wrong);
        return;
      case Kind::Hash: return comment(begin);
      case Kind::Quote: return quoted(begin, point);
      case Kind::Digit: return number(begin);
      case Kind::Letter: return word(begin);
      case Kind::And: push(TokenType::Word, begin, at_).word = dictionary_.read(kAndSign); return;
      case Kind::Hyphen:
        if (!made_.list.empty() && made_.list.back().end == begin) {
          hyphen_ = true;
          hyphen_begin_ = begin;
        }
        return;
      case Kind::Apostrophe: return;
      case Kind::Mark:
        if (mark(point) == '.' && peek(at_) == '.') {
          while (peek(at_) == '.') base::next_code_point(text_, at_);
          push(TokenType::Mark, begin, at_).mark = '~';
          return;
        }
        push(TokenType::Mark, begin, at_).mark = mark(point);
        return;
      case Kind::Bad: {
        while (at_ < text_.size() && kind(peek(at_)) == Kind::Bad) base::next_code_point(text_, at_);
        std::string seen = base::repaired_utf8(text_.substr(begin, std::min<std::size_t>(at_ - begin, 40)));
        wrong("TRM-006", begin, at_);
        made_.findings.back().message.arguments = {{"found", std::move(seen)}};
        return;
      }
    }
  }

  void comment(std::size_t begin) {
    while (at_ < text_.size() && kind(peek(at_)) != Kind::Break) base::next_code_point(text_, at_);
    made_.comments.push_back({begin, at_});
  }

  void quoted(std::size_t begin, char32_t open) {
    const char32_t close = closing_quote(open);
    bool left = false;
    bool right = false;
    // Looked for before and not found up to there: looking again would take time in the square of the text.
    const auto looked = unclosed_.find(close);
    if (looked != unclosed_.end() && begin < looked->second) return wrong("TRM-003", begin, at_);
    while (close != 0 && at_ < text_.size()) {
      const std::size_t here = at_;
      const char32_t point = base::next_code_point(text_, at_);
      // A quotation does not run past its paragraph: otherwise one forgotten mark swallows the rest of the text.
      if (point == '\n' && (peek(at_) == '\n' || peek(at_) == '\r')) {
        at_ = here;
        break;
      }
      if (point == close || (open == 0x201C && point == '"')) {
        push(TokenType::Quoted, begin, at_);
        if (names::clean_spaces(inside(text_, made_.list.back())).empty()) wrong("TRM-034", begin, at_);
        if (left && right) wrong("TRM-023", begin, at_, people::Severity::Note);
        return;
      }
      if (right_to_left(point)) right = true;
      else if ((point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z')) left = true;
      if (point == 0x202D || point == 0x202E) wrong("TRM-018", here, at_);
    }
    // A stray quotation mark: what follows is read as if it were not there.
    unclosed_[close] = at_;
    std::size_t after = begin;
    base::next_code_point(text_, after);
    wrong("TRM-003", begin, after);
    made_.findings.back().message.arguments = {
        {"found", base::repaired_utf8(text_.substr(begin, std::min<std::size_t>(at_ - begin, 40)))}};
    at_ = after;
  }

  void number(std::size_t begin) {
    std::string digits;
    std::size_t end = begin;
    std::size_t at = begin;
    bool bad = false;
    bool grouped = false;
    while (at < text_.size()) {
      const std::size_t here = at;
      const char32_t point = base::next_code_point(text_, at);
      if (const int value = digit(point); value >= 0) {
        digits += static_cast<char>('0' + value);
        end = at;
        continue;
      }
      const Kind next = kind(point);
      if (next == Kind::Invisible) {
        if (point == 0x202D || point == 0x202E) wrong("TRM-018", here, at, people::Severity::Wrong);
        continue;
      }
      if (next == Kind::Letter) {  // 48h, 7th: a word
        at_ = begin;
        return word(begin);
      }
      if (next == Kind::Hyphen && digits.size() == 4 && !grouped && date(begin, digits, at)) return;
      // 1,000 1.000 1٬000 1'000: three digits behind, and no more, group a number. 1.5 is nothing that counts people.
      const bool separator = point == ',' || point == '.' || point == 0x066C || point == 0x066B || point == 0x060C ||
                             next == Kind::Apostrophe || point == 0x202F;
      if (!separator || digit(peek(at)) < 0) break;
      std::size_t ahead = at;
      int count = 0;
      while (ahead < text_.size() && digit(peek(ahead)) >= 0) {
        base::next_code_point(text_, ahead);
        ++count;
      }
      if (count != 3 || (!grouped && digits.size() > 3)) bad = true;
      grouped = true;
      static_cast<void>(here);
    }
    at_ = end;
    Token& token = push(TokenType::Number, begin, end);
    token.bad_number = bad;
    for (const char each : digits) {
      if (token.number > kLargestNumber) break;
      token.number = token.number * 10 + (each - '0');
    }
    token.word = dictionary_.intern(std::to_string(token.number));
  }

  // yyyy-mm-dd in any digits; `at` stands behind the first hyphen.
  bool date(std::size_t begin, const std::string& year, std::size_t at) {
    int parts[2] = {0, 0};
    for (int part = 0; part < 2; ++part) {
      for (int place = 0; place < 2; ++place) {
        const int value = digit(peek(at));
        if (value < 0) return false;
        base::next_code_point(text_, at);
        parts[part] = parts[part] * 10 + value;
      }
      if (part == 0) {
        if (kind(peek(at)) != Kind::Hyphen) return false;
        base::next_code_point(text_, at);
      }
    }
    if (digit(peek(at)) >= 0) return false;
    at_ = at;
    Token& token = push(TokenType::Date, begin, at);
    const base::CivilDate civil{std::stoi(year), parts[0], parts[1]};
    token.bad_number = civil.year < 1 || !base::exists(civil);
    if (!token.bad_number) token.day = base::day_of(civil);
    return true;
  }

  static constexpr std::string_view kWaw = "\u0648";

  // One word that is written, and two that are read; behind `waw` bytes of an "and" that is written onto it.
  bool two_words(std::size_t begin, std::size_t end, std::size_t waw) {
    const std::string_view folded = std::string_view(folded_).substr(waw);
    const auto made = [&](const Contraction& both, std::string_view second) {
      const std::size_t behind = begin + waw + both.head;
      Token& first = push(TokenType::Word, begin, behind);
      first.word = dictionary_.read(std::string(waw > 0 ? kWaw : "").append(both.first));
      if (waw > 0) first.word_without_and = dictionary_.read(both.first);
      push(TokenType::Word, behind, end).word = dictionary_.read(second);
      return true;
    };
    if (const Contraction* both = dictionary_.contraction(folded);
        both != nullptr && end - begin > both->head && !(text_[begin + 1] >= 'A' && text_[begin + 1] <= 'Z'))
      return made(*both, both->second);
    for (const auto& [prefix, both] : dictionary_.prefixes())
      if (folded.size() > prefix.size() + 2 && folded.starts_with(prefix) &&
          text_.compare(begin + waw, prefix.size(), prefix) == 0)
        return made(both, both.second + std::string(folded.substr(prefix.size())));
    return waw == 0 && !dictionary_.prefixes().empty() && folded.size() > kWaw.size() && folded.starts_with(kWaw) &&
           two_words(begin, end, kWaw.size());
  }

  void word(std::size_t begin) {
    std::size_t at = begin;
    std::size_t end = begin;
    bool left = false;
    bool right = false;
    while (at < text_.size()) {
      const char32_t point = base::next_code_point(text_, at);
      const Kind next = kind(point);
      // What is written onto a number or a Latin name: و20, وICRC, بـ48.
      if ((next == Kind::Digit || (next == Kind::Letter && !right_to_left(point))) &&
          onto_anything(text_.substr(begin, end - begin)))
        break;
      if (next == Kind::Letter || next == Kind::Digit) {
        end = at;
        if (next == Kind::Letter) (right_to_left(point) ? right : left) = true;
      } else if (point == 0x202D || point == 0x202E) {
        wrong("TRM-018", end, at, people::Severity::Wrong);
      } else if (next != Kind::Invisible && next != Kind::Apostrophe) {
        break;
      }
    }
    at_ = end;
    folded_.clear();
    names::fold_to(folded_, text_.substr(begin, end - begin));
    std::erase(folded_, ' ');
    if (two_words(begin, end, 0)) return;
    Token& token = push(TokenType::Word, begin, end);
    token.word = dictionary_.read(folded_);
    if (folded_.size() > kWaw.size() && std::string_view(folded_).substr(0, kWaw.size()) == kWaw) {
      token.word_without_and = dictionary_.read(std::string_view(folded_).substr(kWaw.size()));
    }
    if (left && right) wrong("TRM-023", begin, end, people::Severity::Doubt);
  }

  std::string_view text_;
  Dictionary& dictionary_;
  Tokens made_;
  std::size_t at_ = 0;
  std::map<char32_t, std::size_t> unclosed_;  // closing quotation mark -> where the search for it ended
  bool hyphen_ = false;
  std::size_t hyphen_begin_ = 0;
  std::string folded_;
};

}  // namespace

Tokens tokens_of(std::string_view text, Dictionary& dictionary) { return Lexer(text, dictionary).run(); }

bool capital(std::string_view written) {
  return !written.empty() &&
         ((written.front() >= 'A' && written.front() <= 'Z') ||
          (written.size() > 1 && static_cast<unsigned char>(written[0]) == 0xC3 &&
           static_cast<unsigned char>(written[1]) >= 0x80 && static_cast<unsigned char>(written[1]) <= 0x9E));
}

std::string_view inside(std::string_view text, const Token& token) {
  if (token.bare) return text.substr(token.begin, token.end - token.begin);
  std::size_t begin = token.begin;
  base::next_code_point(text, begin);
  std::size_t end = token.end - 1;
  while (end > begin && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;  // to the closing quote's first byte
  std::string_view found = text.substr(begin, end - begin);
  while (!found.empty() && (found.front() == ' ' || found.front() == '\n' || found.front() == '\t'))
    found.remove_prefix(1);
  while (!found.empty() && (found.back() == ' ' || found.back() == '\n' || found.back() == '\t'))
    found.remove_suffix(1);
  return found;
}

std::vector<int> word_ids(std::string_view text, Dictionary& dictionary) {
  std::vector<int> ids;
  const Tokens tokens = tokens_of(text, dictionary);
  for (const Token& token : tokens.list) {
    if (token.type == TokenType::Word) ids.push_back(token.word);
    if (token.type == TokenType::Number) ids.push_back(dictionary.intern(std::to_string(token.number)));
  }
  return ids;
}

}  // namespace midspan::terms
