// SPDX-License-Identifier: Apache-2.0
// Numbers of a sentence: in figures, in words, both at once, open ones in brackets.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "names/normalise.hpp"
#include "terms/parser.hpp"

namespace midspan::terms {

// "two hundred and fifty", "doscientos cincuenta", "مئتين وخمسين"; "6 billion" too.
std::optional<std::int64_t> Parser::number_in_words(Position& at) {
  std::int64_t done = 0;  // thousands and above
  std::int64_t group = 0;
  std::int64_t last_unit = kLargestNumber;  // of the thousands read: they come in falling order
  bool any = false;
  Position here = at;
  const auto take = [&](Position from, bool joined) {
    // "dozens" of them are so many times as many
    if (const Entry several = vocabulary_at(severals_, from); several.entry != nullptr && !joined && group < 10) {
      group = std::max<std::int64_t>(group, 1) * std::stoll(several.entry->canonical);
      any = true;
      here = {from.token + several.tokens, false};
      return true;
    }
    const Entry found = vocabulary_at(numbers_, from);
    if (found.entry == nullptr) return false;
    const std::int64_t value = std::stoll(found.entry->canonical);
    // Ones fit behind tens, tens behind hundreds; in Arabic tens stand behind ones, too.
    const bool ones_first = table_.language == "ar" && joined && value >= 20 && value < 100 && group % 100 < 10;
    if (value >= 1000) {
      if (joined && group == 0 && done == 0) return false;
      if (joined && group > 0) return false;
      if (value >= last_unit) return false;
      done += std::max<std::int64_t>(group, 1) * value;
      if (done > kLargestNumber) done = kLargestNumber;
      last_unit = value;
      group = 0;
    } else if (value == 100 && group > 0 && group < 100 && !joined) {
      group *= 100;
    } else if (group % (value < 10 ? 10 : value < 100 ? 100 : 1000) == 0 || (ones_first && group % 10 > 0)) {
      group += value;
    } else {
      return false;
    }
    any = true;
    here = {from.token + found.tokens, false};
    return true;
  };
  if (token(here).type == TokenType::Number) {
    const Token& digits = token(here);
    const Entry unit = vocabulary_at(numbers_, next(here));
    if (at.behind_and || unit.entry == nullptr || std::stoll(unit.entry->canonical) < 1000) return std::nullopt;
    const std::int64_t each = std::stoll(unit.entry->canonical);
    // "7.955 billion" is a fraction before such a word; "7,955 million" in English groups thousands, and in Spanish the
    // other way about.
    const std::string written = names::ascii_digits(text_.substr(digits.begin, digits.end - digits.begin));
    const char point = table_.language == "es" ? ',' : '.';
    if (const std::size_t behind = written.find(point);
        behind != std::string::npos && written.find(point, behind + 1) == std::string::npos) {
      std::int64_t thousandths = 0, of = 1;
      for (const char digit : written) {
        if (digit < '0' || digit > '9') continue;
        if (thousandths > kLargestNumber / 10) return std::nullopt;
        thousandths = thousandths * 10 + (digit - '0');
      }
      for (std::size_t place = behind + 1; place < written.size() && of < each; ++place) of *= 10;
      if (written.size() - behind > 10 || each % of != 0 || thousandths > kLargestNumber / (each / of))
        return std::nullopt;
      at = {at.token + 1 + unit.tokens, false};
      return thousandths * (each / of);
    }
    if (digits.bad_number || digits.number > kLargestNumber / each) return std::nullopt;
    at = {at.token + 1 + unit.tokens, false};
    return digits.number * each;
  }
  if (!take(here, false)) return std::nullopt;
  while (true) {
    if (take(here, false)) continue;
    const Token& between = token(here);
    if (between.type != TokenType::Word) break;
    if (between.word == table_.and_word
            ? !take(next(here), true)
            : table_.language != "ar" || between.word_without_and < 0 || !take({here.token, true}, true))
      break;
  }
  if (!any) return std::nullopt;
  at = here;
  return done + group;
}

// "7,500", "seven thousand five hundred", and both, as treaties write: "seven thousand five hundred (7,500)".
std::optional<std::int64_t> Parser::plain_number(Position& at) {
  const auto value = number_said_once(at);
  if (!value || !is_mark(token(at), '(')) return value;
  Position again = next(at);
  const auto repeated = number_said_once(again);
  if (!repeated || !is_mark(token(again), ')')) return value;
  if (*repeated != *value) wrong("TRM-048", token(next(at)));
  at = next(again);
  return value;
}

std::optional<std::int64_t> Parser::number_said_once(Position& at) {
  if (const auto value = number_in_words(at)) return value;
  const Token& here = token(at);
  if (here.type != TokenType::Number) return std::nullopt;
  if (here.bad_number) wrong("TRM-005", here);
  if (here.number > kLargestNumber) wrong("TRM-004", here);
  at = next(at);
  return std::min(here.number, kLargestNumber);
}

// A word that is a number: "half" (of a hundred), "seventh".
Parser::Parsed Parser::counting_word(Position at, std::string_view vocabulary) {
  // 43rd, 3º
  if (const Token& here = token(at); vocabulary == "ordinal" && here.type == TokenType::Word && !at.behind_and) {
    const std::string written = names::ascii_digits(text_.substr(here.begin, here.end - here.begin));
    const std::size_t digits = written.find_first_not_of("0123456789");
    static const std::set<std::string_view> kEndings = {"st", "nd", "rd", "th", "º", "ª", "er"};
    if (digits > 0 && digits < 5 && kEndings.contains(std::string_view(written).substr(digits))) {
      Node node;
      node.text = std::to_string(std::stoi(written.substr(0, digits)));
      node.number.low = node.number.high = std::stoll(node.text);
      node.span = node.number.span = span(at, next(at));
      return {std::make_shared<Node>(std::move(node)), next(at)};
    }
  }
  const Entry found = vocabulary_at(table_.vocabulary(vocabulary), at);
  if (found.entry == nullptr) return {};
  const Position end{at.token + found.tokens, false};
  Node node;
  node.text = found.entry->canonical;
  node.number.low = node.number.high = std::stoll(found.entry->canonical);
  node.span = span(at, end);
  node.number.span = node.span;
  return {std::make_shared<Node>(std::move(node)), end};
}

Parser::Parsed Parser::bracketed_number(Position at) {
  Position here = next(at);
  Node node;
  node.number.open = true;
  if (auto low = plain_number(here)) {
    node.number.low = *low;
    node.number.high = *low;
    const bool range = is_mark(token(here), '~');
    if (range) here = next(here);
    if (range || token(here).joined) {
      const auto high = plain_number(here);
      if (!high) {
        expected_part("number", here);
        return {};
      }
      node.number.high = *high;
      if (*high < *low) wrong("TRM-024", token({here.token - 1, false}));
    }
  } else {  // [El Salvador: 252; Venezuela: 80]
    while (true) {
      const Parsed party = name(Leaf::Party, here);
      if (!party.node) {
        expected_part("number", here);
        return {};
      }
      here = party.end;
      if (!is_mark(token(here), ':')) return {};
      here = next(here);
      const auto value = plain_number(here);
      if (!value) {
        expected_part("number", here);
        return {};
      }
      node.number.proposals.emplace_back(party.node->text, *value);
      if (!is_mark(token(here), ';') && !is_mark(token(here), ',')) break;
      here = next(here);
    }
    const auto less = [](const auto& left, const auto& right) { return left.second < right.second; };
    const auto& all = node.number.proposals;
    node.number.low = std::min_element(all.begin(), all.end(), less)->second;
    node.number.high = std::max_element(all.begin(), all.end(), less)->second;
  }
  if (!is_mark(token(here), ']')) {
    expected_part("number", here);
    return {};
  }
  const Position end = next(here);
  node.span = span(at, end);
  node.number.span = node.span;
  return {std::make_shared<Node>(std::move(node)), end};
}

Parser::Parsed Parser::number(Position at) {
  if (is_mark(token(at), '[')) return bracketed_number(at);
  Position end = at;
  if (at.behind_and && token(at).type == TokenType::Number) return {};
  const auto value = plain_number(end);
  if (!value) return {};
  Node node;
  node.number.low = *value;
  node.number.high = *value;
  node.span = span(at, end);
  node.number.span = node.span;
  return {std::make_shared<Node>(std::move(node)), end};
}

}  // namespace midspan::terms
