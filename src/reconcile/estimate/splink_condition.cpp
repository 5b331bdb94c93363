// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/splink_condition.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace midspan::reconcile {

namespace {

constexpr std::size_t kMostTerms = 400;
constexpr int kMostDepth = 40;
constexpr int kMostSteps = 20'000;

struct Token {
  enum Kind { Name, Number, Text, Sign, End } kind = End;
  std::string text;  // names and signs in small letters
};

bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' ||
         (byte & 0x80) != 0;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& byte : out)
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
  return out;
}

// Empty when something is no token.
std::vector<Token> tokens_of(std::string_view sql) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < sql.size();) {
    const char byte = sql[at];
    if (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r') {
      ++at;
      continue;
    }
    if (byte == '"' || byte == '`' || byte == '\'') {
      const std::size_t end = sql.find(byte, at + 1);
      if (end == std::string_view::npos) return {};
      const std::string_view inside = sql.substr(at + 1, end - at - 1);
      if (byte == '\'') tokens.push_back({Token::Text, std::string(inside)});
      else tokens.push_back({Token::Name, lower(inside)});
      at = end + 1;
      continue;
    }
    if ((byte >= '0' && byte <= '9') ||
        (byte == '.' && at + 1 < sql.size() && sql[at + 1] >= '0' && sql[at + 1] <= '9')) {
      std::size_t end = at;
      while (end < sql.size() && ((sql[end] >= '0' && sql[end] <= '9') || sql[end] == '.' || sql[end] == 'e')) ++end;
      tokens.push_back({Token::Number, std::string(sql.substr(at, end - at))});
      at = end;
      continue;
    }
    if (is_name_byte(byte)) {
      std::size_t end = at;
      while (end < sql.size() && is_name_byte(sql[end])) ++end;
      tokens.push_back({Token::Name, lower(sql.substr(at, end - at))});
      at = end;
      continue;
    }
    static constexpr std::string_view kSigns[] = {"<=", ">=", "<>", "!=", "::", "||", "=", "<", ">", "(",
                                                  ")",  ",",  "-",  "+",  "*",  "/",  "[", "]", "."};
    bool found = false;
    for (const std::string_view sign : kSigns)
      if (!found && sql.substr(at, sign.size()) == sign) {
        tokens.push_back({Token::Sign, std::string(sign)});
        at += sign.size();
        found = true;
      }
    if (!found) return {};
  }
  tokens.push_back({Token::End, ""});
  return tokens;
}

struct Expression {
  enum Kind { Column, Number, Text, Call, Minus } kind = Text;
  std::string name;  // of a call, a column without its side, a text
  char side = 0;     // 'l' or 'r'
  double number = 0;
  std::vector<Expression> arguments;
  bool operator==(const Expression&) const = default;
};

// The same for the other row.
bool mirrored(const Expression& left, const Expression& right) {
  if (left.kind != right.kind || left.name != right.name || left.number != right.number ||
      left.arguments.size() != right.arguments.size())
    return false;
  if (left.kind == Expression::Column && left.side == right.side) return false;
  for (std::size_t at = 0; at < left.arguments.size(); ++at) {
    const Expression& one = left.arguments[at];
    const Expression& other = right.arguments[at];
    if (!(one == other && one.kind != Expression::Column) && !mirrored(one, other)) return false;
  }
  return true;
}

const Expression* column_in(const Expression& of) {
  if (of.kind == Expression::Column) return &of;
  for (const Expression& argument : of.arguments)
    if (const Expression* found = column_in(argument)) return found;
  return nullptr;
}

// Functions that change how a value is written, not what it says.
bool is_wrapper(std::string_view name) {
  static constexpr std::string_view kNames[] = {"lower",        "upper",    "trim",         "nullif",       "coalesce",
                                                "cast",         "strptime", "try_strptime", "try_cast",     "to_date",
                                                "to_timestamp", "date",     "unaccent",     "strip_accents"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

const Expression& unwrapped(const Expression& of) {
  const Expression* at = &of;
  while (at->kind == Expression::Call && is_wrapper(at->name) && !at->arguments.empty()) at = &at->arguments.front();
  return *at;
}

bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

using Alternatives = std::vector<std::vector<SplinkTerm>>;

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::optional<SplinkCondition> run() {
    SplinkCondition condition;
    if (is_word("else")) {
      condition.otherwise = tokens_.size() == 2;
      return condition.otherwise ? std::optional(condition) : std::nullopt;
    }
    auto found = any(false, 0);
    if (!found || now().kind != Token::End) return std::nullopt;
    condition.alternatives = std::move(*found);
    return condition;
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  bool is_word(std::string_view word) const { return now().kind == Token::Name && now().text == word; }
  bool is_sign(std::string_view sign) const { return now().kind == Token::Sign && now().text == sign; }
  bool take_word(std::string_view word) { return is_word(word) && (++at_, true); }
  bool take_sign(std::string_view sign) { return is_sign(sign) && (++at_, true); }

  std::optional<Alternatives> any(bool negated, int depth);
  std::optional<Alternatives> all(bool negated, int depth);
  std::optional<Alternatives> one(bool negated, int depth);
  std::optional<SplinkTerm> term();
  std::optional<SplinkTerm> compared(const Expression& left, std::string_view sign, const Expression& right) const;
  std::optional<SplinkTerm> bounded(const Expression& call, bool at_most, double bound) const;
  std::optional<Expression> expression(int depth);
  std::optional<Expression> primary(int depth);

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int steps_ = 0;  // brackets are tried in two ways
};

std::optional<Alternatives> joined(const Alternatives& left, const Alternatives& right) {
  Alternatives made;
  for (const auto& one : left)
    for (const auto& other : right) {
      made.push_back(one);
      made.back().insert(made.back().end(), other.begin(), other.end());
      if (made.size() * made.back().size() > kMostTerms) return std::nullopt;
    }
  return made;
}

std::optional<Alternatives> Parser::any(bool negated, int depth) {
  if (depth > kMostDepth) return std::nullopt;
  auto found = all(negated, depth);
  while (found && take_word("or")) {
    const auto more = all(negated, depth);
    if (!more) return std::nullopt;
    if (negated) found = joined(*found, *more);
    else found->insert(found->end(), more->begin(), more->end());
  }
  return found;
}

std::optional<Alternatives> Parser::all(bool negated, int depth) {
  auto found = one(negated, depth);
  while (found && take_word("and")) {
    const auto more = one(negated, depth);
    if (!more) return std::nullopt;
    if (negated) found->insert(found->end(), more->begin(), more->end());
    else found = joined(*found, *more);
  }
  return found;
}

std::optional<Alternatives> Parser::one(bool negated, int depth) {
  if (take_word("not")) return one(!negated, depth + 1);
  const std::size_t before = at_;
  if (take_sign("(")) {
    if (auto inside = any(negated, depth + 1); inside && take_sign(")")) {
      // "(a - b) <= 3" is an expression after all.
      if (now().kind == Token::End || is_sign(")") || is_word("and") || is_word("or")) return inside;
    }
    at_ = before;
  }
  auto found = term();
  if (!found) return std::nullopt;
  if (negated) {
    if (found->what == SplinkTerm::Missing) found->what = SplinkTerm::Present;
    else if (found->what == SplinkTerm::Present) found->what = SplinkTerm::Missing;
    else return std::nullopt;
  }
  return Alternatives{{*found}};
}

std::optional<SplinkTerm> Parser::term() {
  const auto left = expression(0);
  if (!left) return std::nullopt;
  if (take_word("is")) {
    const bool present = take_word("not");
    const Expression* column = column_in(*left);
    if (!take_word("null") || column == nullptr) return std::nullopt;
    return SplinkTerm{present ? SplinkTerm::Present : SplinkTerm::Missing, column->name, {}, 0};
  }
  for (const char* const sign : {"=", "<=", ">=", "<", ">"})
    if (take_sign(sign)) {
      const auto right = expression(0);
      return right ? compared(*left, sign, *right) : std::nullopt;
    }
  return std::nullopt;
}

// "f(x_l, x_r) >= 0.9" and its like.
std::optional<SplinkTerm> Parser::bounded(const Expression& call, bool at_most, double bound) const {
  const Expression& inner = unwrapped(call);
  if (inner.kind != Expression::Call || inner.arguments.empty()) return std::nullopt;
  const std::string& name = inner.name;
  const Expression* column = column_in(inner);
  if (column == nullptr) return std::nullopt;
  SplinkTerm term{SplinkTerm::Similar, column->name, {}, bound};
  if (one_of(name,
             {"jaro_winkler_similarity", "jaro_similarity", "jaro_winkler", "jaro", "jaccard", "cosine_similarity"})) {
    if (at_most || inner.arguments.size() != 2 || !mirrored(inner.arguments[0], inner.arguments[1]))
      return std::nullopt;
    if (one_of(name, {"jaccard", "cosine_similarity"})) return std::nullopt;  // of no likeness that we have
    // Of a part of the text, its beginning for instance.
    if (unwrapped(inner.arguments[0]).kind != Expression::Column) term.what = SplinkTerm::Part;
    return term;
  }
  if (one_of(name, {"levenshtein", "damerau_levenshtein", "editdist3", "levenshtein_distance"})) {
    if (!at_most || inner.arguments.size() != 2 || !mirrored(inner.arguments[0], inner.arguments[1]))
      return std::nullopt;
    term.what = SplinkTerm::Edits;
    return term;
  }
  if (one_of(name, {"abs"}) && inner.arguments.size() == 1 && at_most) {
    const Expression& of = inner.arguments[0];
    if (of.kind == Expression::Minus && mirrored(of.arguments[0], of.arguments[1])) {
      const Expression& side = of.arguments[0];
      if (side.kind == Expression::Call && one_of(side.name, {"epoch", "date_part", "unix_timestamp"})) {
        term.what = SplinkTerm::Days;
        term.bound = bound / 86400;
        return term;
      }
      if (unwrapped(side).kind != Expression::Column) return std::nullopt;
      term.what = SplinkTerm::Number;
      return term;
    }
    if (of.kind == Expression::Call && one_of(of.name, {"datediff", "date_diff"}) && of.arguments.size() >= 2) {
      term.what = SplinkTerm::Days;
      const std::string unit = lower(of.arguments[0].name);
      if (of.arguments[0].kind == Expression::Text && unit == "month") term.bound = bound * 30.4375;
      else if (of.arguments[0].kind == Expression::Text && unit == "year") term.bound = bound * 365.25;
      else if (of.arguments[0].kind == Expression::Text && unit != "day") return std::nullopt;
      return term;
    }
    return std::nullopt;
  }
  if (one_of(name, {"array_length", "len", "size", "cardinality", "list_count", "array_size"}) && !at_most) {
    const Expression& of = inner.arguments[0];
    if (of.kind != Expression::Call ||
        !one_of(of.name, {"list_intersect", "array_intersect", "list_intersection", "array_intersection"}) ||
        of.arguments.size() != 2 || !mirrored(of.arguments[0], of.arguments[1]))
      return std::nullopt;
    term.what = SplinkTerm::Common;
    return term;
  }
  return std::nullopt;
}

std::optional<SplinkTerm> Parser::compared(const Expression& left, std::string_view sign,
                                           const Expression& right) const {
  if (left.kind == Expression::Number && right.kind != Expression::Number) {
    const std::string_view turned = sign == "<="   ? ">="
                                    : sign == ">=" ? "<="
                                    : sign == "<"  ? ">"
                                    : sign == ">"  ? "<"
                                                   : sign;
    return compared(right, turned, left);
  }
  if (right.kind == Expression::Number) {
    if (sign == "=") return std::nullopt;
    const bool at_most = sign == "<=" || sign == "<";
    auto found = bounded(left, at_most, right.number);
    // "< 3" of whole numbers is "<= 2".
    if (found && sign == "<" && found->what == SplinkTerm::Edits) found->bound -= 1;
    if (found && sign == ">" && found->what == SplinkTerm::Common) found->bound += 1;
    return found;
  }
  if (sign != "=") return std::nullopt;
  const Expression& one = unwrapped(left);
  const Expression& other = unwrapped(right);
  if (one.kind == Expression::Column && other.kind == Expression::Column) {
    if (one.side == other.side) return std::nullopt;
    if (one.name == other.name) return SplinkTerm{SplinkTerm::Equal, one.name, {}, 0};
    const bool straight = one.side == 'l';
    return SplinkTerm{SplinkTerm::Crossed, straight ? one.name : other.name, straight ? other.name : one.name, 0};
  }
  if (!mirrored(one, other) || one.kind != Expression::Call) return std::nullopt;
  if (!one_of(one.name, {"substr", "substring", "left", "regexp_extract", "split_part", "right", "year", "soundex",
                         "metaphone", "dmetaphone"}))
    return std::nullopt;
  SplinkTerm term{SplinkTerm::Part, column_in(one) == nullptr ? std::string() : column_in(one)->name, {}, 0};
  for (const Expression& argument : one.arguments)
    if (argument.kind == Expression::Number) term.bound = argument.number;
  if (term.column.empty()) return std::nullopt;
  return term;
}

std::optional<Expression> Parser::expression(int depth) {
  auto left = primary(depth);
  while (left && (is_sign("-") || is_sign("::"))) {
    if (take_sign("::")) {
      if (now().kind != Token::Name) return std::nullopt;
      ++at_;
      continue;
    }
    ++at_;
    auto right = primary(depth);
    if (!right) return std::nullopt;
    Expression minus;
    minus.kind = Expression::Minus;
    minus.arguments = {std::move(*left), std::move(*right)};
    left = std::move(minus);
  }
  return left;
}

std::optional<Expression> Parser::primary(int depth) {
  if (depth > kMostDepth || ++steps_ > kMostSteps) return std::nullopt;
  Expression made;
  const Token token = now();
  if (take_sign("(")) {
    auto inside = expression(depth + 1);
    return inside && take_sign(")") ? inside : std::nullopt;
  }
  if (token.kind == Token::Number || token.kind == Token::Text) {
    ++at_;
    made.kind = token.kind == Token::Number ? Expression::Number : Expression::Text;
    if (token.kind == Token::Number) made.number = std::strtod(token.text.c_str(), nullptr);
    else made.name = token.text;
    return made;
  }
  if (token.kind != Token::Name) return std::nullopt;
  ++at_;
  if (take_sign("(")) {
    made.kind = Expression::Call;
    made.name = token.text;
    if (take_sign(")")) return made;
    for (;;) {
      auto argument = expression(depth + 1);
      if (!argument) return std::nullopt;
      made.arguments.push_back(std::move(*argument));
      if (take_word("as") && now().kind == Token::Name) ++at_;  // cast(x as date): the type says nothing here
      if (take_sign(")")) break;
      if (!take_sign(",")) return std::nullopt;
    }
    return made;
  }
  if (token.text.size() < 3) return std::nullopt;
  made.kind = Expression::Column;
  made.side = token.text.back();
  if ((made.side != 'l' && made.side != 'r') || token.text[token.text.size() - 2] != '_') return std::nullopt;
  made.name = token.text.substr(0, token.text.size() - 2);
  return made;
}

}  // namespace

std::optional<SplinkCondition> parse_splink_condition(std::string_view sql) {
  auto tokens = tokens_of(sql.substr(0, 10'000));
  if (tokens.size() < 2 || sql.size() > 10'000) return std::nullopt;
  return Parser(std::move(tokens)).run();
}

}  // namespace midspan::reconcile
