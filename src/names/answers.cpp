// SPDX-License-Identifier: Apache-2.0
#include "names/answers.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "base/embedded.hpp"
#include "names/dates.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"
#include "people/statement_words.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_answers);

namespace midspan::names {

namespace {

using people::ConsentAnswer;
using people::HoldKind;
using people::StatementCode;

constexpr std::size_t kLongestCell = 300;  // bytes: more is a story, and no answer
constexpr std::size_t kLongestPhrase = 6;  // words

constexpr std::pair<ConsentAnswer, std::string_view> kConsents[] = {{ConsentAnswer::Yes, "yes"},
                                                                    {ConsentAnswer::No, "no"},
                                                                    {ConsentAnswer::Undecided, "undecided"},
                                                                    {ConsentAnswer::Missing, "missing"}};
constexpr std::pair<HoldKind, std::string_view> kHolds[] = {{HoldKind::CourtOrder, "court-order"},
                                                            {HoldKind::Refoulement, "refoulement"},
                                                            {HoldKind::Medical, "medical"},
                                                            {HoldKind::Penal, "penal"},
                                                            {HoldKind::Identity, "identity"},
                                                            {HoldKind::Minor, "minor"},
                                                            {HoldKind::FamilyUnit, "family-unit"},
                                                            {HoldKind::PartyObjection, "party-objection"},
                                                            {HoldKind::Other, "other"}};

template <typename Code>
using Phrases = std::map<std::string, Code, std::less<>>;  // folded, a space between words

struct Answers {
  Phrases<StatementCode> statements;
  Phrases<ConsentAnswer> consents;
  Phrases<HoldKind> holds;
  std::set<std::string, std::less<>> not_words;
  std::set<std::string, std::less<>> alone;  // phrases that answer only where nothing else is in the cell
};

template <typename Code>
void add(Phrases<Code>& phrases, std::span<const std::pair<Code, std::string_view>> codes, std::string_view name,
         std::string_view values) {
  const auto code = std::find_if(codes.begin(), codes.end(), [&](const auto& one) { return one.second == name; });
  MIDSPAN_ASSERT(code != codes.end());
  phrases.emplace(fold(name), code->first);
  for_each_part(values, '|', [&](std::string_view phrase) { phrases.emplace(fold(phrase), code->first); });
}

const Answers& answers() {
  static const Answers kAnswers = [] {
    Answers made;
    for_each_row(MIDSPAN_EMBEDDED(names_answers), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 3) return;
      if (cells[0] == "statement") add<StatementCode>(made.statements, people::kStatementWords, cells[1], cells[2]);
      else if (cells[0] == "consent") add<ConsentAnswer>(made.consents, kConsents, cells[1], cells[2]);
      else if (cells[0] == "hold") add<HoldKind>(made.holds, kHolds, cells[1], cells[2]);
      else
        for_each_part(cells[2], '|', [&](std::string_view word) {
          (cells[0] == "alone" ? made.alone : made.not_words).insert(fold(word));
        });
    });
    return made;
  }();
  return kAnswers;
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  for_each_part(folded, ' ', [&](std::string_view word) { words.push_back(word); });
  return words;
}

// From word `at` on: the longest phrase of a table, in words; 0 for none.
template <typename Table>
std::size_t longest_phrase(const Table& table, std::span<const std::string_view> words, std::size_t at,
                           typename Table::const_iterator& found) {
  for (std::size_t count = std::min(kLongestPhrase, words.size() - at); count > 0; --count) {
    const char* const begin = words[at].data();
    const std::string_view last = words[at + count - 1];
    found = table.find(std::string_view(begin, static_cast<std::size_t>(last.data() + last.size() - begin)));
    if (found != table.end()) return count;
  }
  return 0;
}

// "Died 3.2.2025", "falleció el 3.2.2025": folded, what stands before the day, where nothing stands behind it.
std::string phrase_of(const std::string& text) {
  static constexpr std::string_view kBeforeADay[] = {" on", " el", " le", " il", " am",
                                                     " em", " в",  " у",  " في", " يوم"};
  constexpr std::string_view kDigits = "0123456789";
  const std::string digits = ascii_digits(text);
  const std::size_t day = digits.find_first_of(kDigits);
  if (day == 0 || day == std::string::npos) return fold(text);
  const std::string_view rest = std::string_view(digits).substr(day);
  const auto count = std::count_if(rest.begin(), rest.end(), [&](char c) { return kDigits.find(c) != kDigits.npos; });
  const std::string behind = fold(rest.substr(rest.find_last_of(kDigits) + 1));  // "г.", "р."
  if (count > 8 || behind.size() > 2 || !parse_date(rest).known()) return fold(text);
  std::string before = fold(digits.substr(0, day));
  for (const std::string_view word : kBeforeADay)
    if (before.ends_with(word)) before.resize(before.size() - word.size());
  return before;
}

template <typename Code>
std::optional<AnswerRead<Code>> read_answer(std::string_view cell, const Phrases<Code>& phrases) {
  if (cell.size() > kLongestCell) return std::nullopt;
  if (cell.find('?') != std::string_view::npos || cell.find("؟") != std::string_view::npos) return std::nullopt;
  std::string text(cell);
  for (std::size_t at = text.find("№"); at != std::string::npos; at = text.find("№", at))
    text.replace(at, std::string_view("№").size(), "#");  // which is folded to "no"
  const std::string folded = fold(text);
  if (const auto whole = phrases.find(phrase_of(text)); whole != phrases.end())
    return AnswerRead<Code>{whole->second, true};
  const std::vector<std::string_view> words = words_of(folded);
  std::optional<Code> code;
  for (std::size_t at = 0; at < words.size();) {
    auto found = phrases.end();
    const std::size_t count = longest_phrase(phrases, words, at, found);
    auto denied = answers().not_words.end();
    const std::size_t doubts = longest_phrase(answers().not_words, words, at, denied);
    if (doubts > count || (doubts != 0 && doubts == count)) return std::nullopt;  // "no" inside a sentence denies
    if (count == 0) {
      ++at;
      continue;
    }
    if (answers().alone.contains(found->first) || (code && *code != found->second)) return std::nullopt;
    code = found->second;
    at += count;
  }
  if (!code) return std::nullopt;
  return AnswerRead<Code>{*code, false};
}

}  // namespace

std::optional<AnswerRead<StatementCode>> statement_answer(std::string_view cell) {
  return read_answer(cell, answers().statements);
}

std::optional<StatementCode> gone_by_remark(std::string_view remark) {
  const auto answer = statement_answer(remark);
  if (!answer || !answer->whole) return std::nullopt;
  switch (answer->code) {
    case StatementCode::Released:
    case StatementCode::Exchanged:
    case StatementCode::Escaped:
    case StatementCode::DiedInCustody:
    case StatementCode::DiedBeforeCustody: return answer->code;
    default: return std::nullopt;
  }
}

std::optional<AnswerRead<ConsentAnswer>> consent_answer(std::string_view cell) {
  return read_answer(cell, answers().consents);
}

std::optional<AnswerRead<HoldKind>> hold_answer(std::string_view cell) { return read_answer(cell, answers().holds); }

}  // namespace midspan::names
