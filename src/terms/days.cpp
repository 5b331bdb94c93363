// SPDX-License-Identifier: Apache-2.0
// Days as agreements write them: by the calendar of the sun, by that of the moon, and counted from another day.
#include <cstdlib>

#include "names/dates.hpp"
#include "names/normalise.hpp"
#include "terms/parser.hpp"

namespace midspan::terms {

// "two weeks" is 14 days, "half a year" 6 months: how many of the unit that a vocabulary counts in.
Parser::Parsed Parser::counted_units(const Vocabulary& units, Position at) {
  Position end = at;
  const auto count = plain_number(end);
  const Entry unit = vocabulary_at(units, end);
  if (unit.entry == nullptr) return {};
  const std::int64_t each = std::stoll(unit.entry->canonical);
  // "weeks" alone are no number of them; a fortnight is.
  if (!count && unit.tokens < 2 && unit.entry == &units.entries.front() && table_.language != "ar") return {};
  if (count && *count > kLargestNumber / each) return {};
  end = {end.token + unit.tokens, false};
  Node node;
  node.number.low = node.number.high = count.value_or(1) * each;
  node.span = node.number.span = span(at, end);
  return {std::make_shared<Node>(std::move(node)), end};
}

Parser::Parsed Parser::year(Position at, int month, int day) {
  constexpr std::int64_t kFirst = 1500, kLast = 2200;
  const Parsed found = number(at);
  if (!found.node || found.node->open || found.node->number.open || found.node->number.low < kFirst ||
      found.node->number.low > kLast)
    return {};
  Node node = *found.node;
  node.day = base::day_of({static_cast<int>(node.number.low), month, day});
  return {std::make_shared<Node>(std::move(node)), found.end};
}

Parser::Parsed Parser::date(Position at) {
  // "Sunday, 27 March 1988": the day of the week says nothing more.
  if (const Entry weekday = vocabulary_at(weekdays_, at); weekday.entry != nullptr) {
    Position behind{at.token + weekday.tokens, false};
    if (is_mark(token(behind), ',')) behind = next(behind);
    Parsed found = date(behind);
    if (!found.node) return {};
    Node node = *found.node;
    node.span = span(at, found.end);
    return {std::make_shared<Node>(std::move(node)), found.end};
  }
  const Token& here = token(at);
  Node node;
  // "a fecha del 2 de junio", "the 2 June", "the 14th of August"
  if (here.type == TokenType::Word && !at.behind_and && table_.is_article(here.word))
    if (const Position behind = next(at); token(behind).type == TokenType::Number ||
                                          token(behind).type == TokenType::Date ||
                                          counting_word(behind, "ordinal").node)
      return date(behind);
  if (here.type == TokenType::Date) {
    if (here.bad_number) wrong("TRM-025", here);
    node.day = here.day;
    node.span = span(at, next(at));
    return {std::make_shared<Node>(std::move(node)), next(at)};
  }
  // "the first day of the month following 2018-07-14"
  if (const Entry next_month = vocabulary_at(next_month_, at); next_month.entry != nullptr) {
    const Parsed before = date({at.token + next_month.tokens, false});
    if (!before.node) return {};
    base::CivilDate civil = base::civil(before.node->day);
    civil.day = 1;
    if (++civil.month > 12) civil = {civil.year + 1, 1, 1};
    node.day = base::day_of(civil);
    node.span = span(at, before.end);
    return {std::make_shared<Node>(std::move(node)), before.end};
  }
  // 20 April 2025, 20 de abril de 2025, April 20, 2025.
  Position end = at;
  base::CivilDate civil;
  const auto skip_of = [&] {
    const auto of = table_.strings.find("date_of");
    if (of != table_.strings.end() && token(end).type == TokenType::Word &&
        dictionary_.text(token(end).word) == of->second)
      end = next(end);
  };
  const auto month = [&] {
    const Entry found = vocabulary_at(months_, end);
    if (found.entry == nullptr) return false;
    civil.month = std::stoi(found.entry->canonical);
    end = {end.token + found.tokens, false};
    return true;
  };
  const auto day = [&] {
    if (const Parsed ordinal = counting_word(end, "ordinal"); ordinal.node && ordinal.node->number.low <= 31) {
      civil.day = static_cast<int>(ordinal.node->number.low);  // "السابع من أكتوبر 2023"
      end = ordinal.end;
      return true;
    }
    if (token(end).type != TokenType::Number || token(end).number > 31) return false;
    civil.day = static_cast<int>(token(end).number);
    end = next(end);
    return true;
  };
  // "the end of May 2025", "the end of 2025"
  if (const Entry last = vocabulary_at(table_.vocabulary("last day of"), at); last.entry != nullptr) {
    end = {at.token + last.tokens, false};
    civil.month = 12;
    if (month()) skip_of();
    const Parsed of = year(end, civil.month, 1);
    if (!of.node) return {};
    node.day = base::day_of({base::civil(of.node->day).year, civil.month, 1});
    node.day = node.day + (base::days_in_month(base::civil(node.day).year, civil.month) - 1);
    node.span = span(at, of.end);
    return {std::make_shared<Node>(std::move(node)), of.end};
  }
  if (month()) {
    if (!day()) return {};
    if (is_mark(token(end), ',')) end = next(end);
  } else {
    if (!day()) return {};
    skip_of();
    if (!month()) return lunar_date(at);
    skip_of();
  }
  if (token(end).type != TokenType::Number || token(end).number > 9999 || token(end).number < 1000) return {};
  civil.year = static_cast<int>(token(end).number);
  end = next(end);
  node.span = span(at, end);
  if (!base::exists(civil)) wrong("TRM-025", here);
  else node.day = base::day_of(civil);
  return {std::make_shared<Node>(std::move(node)), end};
}

// "9 Muharram 1435": a month of the moon begins when it is seen, so the day is known to within one or two. Only with
// the day of the other calendar beside it is it a date; alone it is a question, and the reckoned day the suggestion.
Parser::Parsed Parser::lunar_date(Position at) {
  const Token& first = token(at);
  if (at.behind_and || first.type != TokenType::Number) return {};
  Position end = next(at);
  const auto skip = [&](std::string_view vocabulary) {
    if (const Entry found = vocabulary_at(table_.vocabulary(vocabulary), end); found.entry != nullptr)
      end = {end.token + found.tokens, false};
  };
  skip("of the month");
  const Entry month = vocabulary_at(table_.vocabulary("lunar month"), end);
  if (month.entry == nullptr) return {};
  end = {end.token + month.tokens, false};
  skip("of the month");
  // 1447هـ is one word.
  std::int64_t year = token(end).number;
  if (token(end).type == TokenType::Word) {
    const std::string written = names::ascii_digits(text_.substr(token(end).begin, token(end).end - token(end).begin));
    const std::size_t digits = written.find_first_not_of("0123456789");
    if (digits == 0 || digits > 4 || digits == std::string::npos) return {};
    const std::vector<int> era = word_ids(std::string_view(written).substr(digits), dictionary_);
    const Vocabulary& eras = table_.vocabulary("lunar era");
    if (era.empty() || !eras.by_first.contains(era.front())) return {};
    year = std::stoll(written.substr(0, digits));
  } else if (token(end).type != TokenType::Number) {
    return {};
  }
  if (year < 1 || year > 1600) return {};
  end = next(end);
  skip("lunar era");
  const auto reckoned = names::to_day({static_cast<int>(year), std::stoi(month.entry->canonical),
                                       static_cast<int>(std::min<std::int64_t>(first.number, 99))},
                                      people::Calendar::Hijri);
  Node node;
  if (!reckoned) {
    node.span = span(at, end);
    wrong("TRM-025", first);
    return {std::make_shared<Node>(std::move(node)), end};
  }
  node.day = *reckoned;
  const Position lunar = end;
  if (const Entry same = vocabulary_at(table_.vocabulary("corresponding"), end); same.entry != nullptr)
    end = {end.token + same.tokens, false};
  const bool bracket = is_mark(token(end), '(');
  if (bracket) end = next(end);
  const Parsed beside = end > lunar ? date(end) : Parsed{};
  constexpr base::Day kSeenEarlierOrLater = 2;
  const bool closes = !bracket || (beside.node && is_mark(token(beside.end), ')'));
  if (beside.node && closes && std::abs(beside.node->day - *reckoned) <= kSeenEarlierOrLater) {
    node.day = beside.node->day;
    end = bracket ? next(beside.end) : beside.end;
    node.span = span(at, end);
    return {std::make_shared<Node>(std::move(node)), end};
  }
  node.span = span(at, lunar);
  people::Finding finding;
  finding.message = {"TRM-040",
                     {{"found", spelled(at, lunar)},
                      {"earlier", base::format_day(*reckoned - 1)},
                      {"day", base::format_day(*reckoned)},
                      {"later", base::format_day(*reckoned + 1)}}};
  finding.place.begin = node.span.begin;
  finding.place.end = node.span.end;
  finding.severity = people::Severity::Wrong;
  leaf_findings_.emplace(first.begin, std::move(finding));
  return {std::make_shared<Node>(std::move(node)), lunar};
}

}  // namespace midspan::terms
