// SPDX-License-Identifier: Apache-2.0
// The answer sheet going out. Reading it back is statements_in.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/bytes.hpp"
#include "base/listed.hpp"
#include "documents/statement_words.hpp"
#include "documents/statements.hpp"
#include "documents/words.hpp"
#include "documents/xlsx/book.hpp"
#include "names/latin_name.hpp"
#include "names/script.hpp"
#include "people/lines.hpp"
#include "people/statement_words.hpp"

namespace midspan::documents {

namespace {

using people::Entry;
using people::ListVersion;

// Facts that tell one person from another, and no more: a list is answered by the other side, which must not learn from
// it where a family lives or how someone is. A column without any value is left out.
struct FactColumn {
  std::string_view heading;
  double width = 0;
  std::string (*text)(const Entry&, const Words&);
};

// A reading aid for whoever does not read the list's script, as on annexes.
std::string in_latin(const Entry& entry, const Words&) {
  const std::string name = entry.values().name.raw;
  return names::script_of(name) == people::Script::Latin ? std::string() : names::latin_name(name) + "\u00a0*";
}

std::string other_names(const Entry& entry, const Words&) {
  std::string names;
  const people::EntryValues values = entry.values();
  for (const people::NameForm& name : values.other_names) base::add_listed(names, name.raw, "; ");
  return names;
}

std::string nationalities(const Entry& entry, const Words& words) {
  std::string names;
  const people::EntryValues values = entry.values();
  for (const std::string& nationality : values.nationalities) base::add_listed(names, words.country(nationality), "; ");
  return names;
}

std::string identifiers(const Entry& entry, const Words&) {
  std::string numbers;
  const people::EntryValues values = entry.values();
  for (const people::Identifier& identifier : values.identifiers) base::add_listed(numbers, identifier.raw, "; ");
  return numbers;
}

const FactColumn kFacts[] = {
    {"doc.column.name", 30, [](const Entry& entry, const Words&) { return entry.values().name.raw; }},
    {"doc.column.other-script", 26, in_latin},
    {"doc.column.other-names", 22, other_names},
    {"doc.column.father", 20, [](const Entry& entry, const Words&) { return entry.values().father.raw; }},
    {"doc.column.mother", 20, [](const Entry& entry, const Words&) { return entry.values().mother.raw; }},
    {"doc.column.born", 14, [](const Entry& entry, const Words&) { return entry.values().birth.raw; }},
    {"doc.column.birth-place", 18, [](const Entry& entry, const Words&) { return entry.values().birth_place; }},
    {"doc.column.nationality", 18, nationalities},
    {"doc.column.identity", 20, identifiers},
    {"doc.column.rank", 14,
     [](const Entry& entry, const Words&) {
       const people::EntryValues values = entry.values();
       return base::listed(std::array{values.rank, values.unit});
     }},
    {"doc.column.captured", 14, [](const Entry& entry, const Words&) { return entry.values().captured.raw; }},
    {"doc.column.held-since", 14, [](const Entry& entry, const Words&) { return entry.values().held_since.raw; }},
};

std::vector<const FactColumn*> columns_with_values(const ListVersion& list, const Words& words) {
  std::vector<const FactColumn*> out;
  for (const FactColumn& column : kFacts) {
    const bool any = std::any_of(list.entries.begin(), list.entries.end(),
                                 [&](const Entry& entry) { return !column.text(entry, words).empty(); });
    if (any || &column == &kFacts[0]) out.push_back(&column);
  }
  return out;
}

void write_codes(Book& book, const Words& words) {
  book.add_sheet("codes");
  book.column_width(0, 34);
  book.column_width(1, 90);
  book.column_width(2, 24);
  book.print(false, words("doc.page.sheet"));
  book.text(0, 0, words("doc.column.answer"), kHead);
  book.text(0, 1, words("doc.column.code-help"), kHead);
  book.text(0, 2, words("doc.column.code"), kHead);
  std::size_t row = 1;
  for (const CodeWords& code : code_words()) {
    book.text(row, 0, words(code.word), kGrid | kStrong);
    book.text(row, 1, words(code.help), kGrid);
    book.text(row, 2, people::protocol_word(code.code), kGrid | kAtLeft);
    ++row;
  }
  book.protect();
}

}  // namespace

std::string row_token(const ListVersion& list, const Entry& entry, const people::PartyId& asked) {
  return token_from_digest(base::sha256(
      fmt::format("midspan row\n{}\n{}\n{}\n{}", list.id.text(), entry.id.text(), entry.number, asked.text())));
}

base::Result<std::string> statement_workbook(const ListVersion& list, const StatementRequest& request,
                                             std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  const std::unique_ptr<Book> book = MIDSPAN_TRY(Book::create({words.right_to_left(), words("doc.answers.title"), {}}));
  book->add_sheet(words("doc.answers.sheet"));
  book->print(true, words("doc.page.sheet"));
  const std::vector<const FactColumn*> facts = columns_with_values(list, words);
  const std::size_t answer = facts.size() + 2;
  book->column_width(0, 19);
  book->column_width(1, 6);
  for (std::size_t i = 0; i < facts.size(); ++i) book->column_width(i + 2, facts[i]->width);
  book->column_width(answer, 26);
  book->column_width(answer + 1, 14);
  book->column_width(answer + 2, 30);
  book->column_width(answer + 3, 30);

  std::size_t row = 0;
  const auto line = [&](const std::string& text, unsigned looks) { book->text(row++, 0, text, looks); };
  if (request.unsealed) line(words("doc.marking"), kTitle);
  line(words("doc.answers.title"), kTitle);
  line(visible(fmt::format("{} · {}", request.operation_title, request.operation_id)), kNoWrap | kStrong);
  line(words("doc.answers.from-to", {{"asking", visible(request.asking_name)}, {"asked", visible(request.asked_name)}}),
       kNoWrap);
  line(visible(fmt::format("{} {} · {}", list.list.text(), list.number,
                           words.digits(static_cast<std::int64_t>(list.entries.size())))),
       kNoWrap);
  if (!request.reply_by.empty())
    line(words("doc.answers.reply-by", {{"day", words.day(request.reply_by)}}), kNoWrap | kStrong);
  line(words("doc.answers.how"), kNoWrap);
  line(words("doc.answers.sort"), kNoWrap);
  const bool derived =
      std::any_of(facts.begin(), facts.end(), [](const FactColumn* column) { return column->text == in_latin; });
  if (derived) line(words("doc.legend.derived"), kNoWrap);
  ++row;

  book->text(row, 0, words("doc.column.token"), kHead);
  book->text(row, 1, words("doc.column.number"), kHead);
  for (std::size_t i = 0; i < facts.size(); ++i) book->text(row, i + 2, words(facts[i]->heading), kHead);
  book->text(row, answer, words("doc.column.answer"), kHead);
  book->text(row, answer + 1, words("doc.column.answer-day"), kHead);
  book->text(row, answer + 2, words("doc.column.detail"), kHead);
  book->text(row, answer + 3, words("doc.column.remark"), kHead);
  const std::size_t head = row++;
  book->freeze(head + 1);
  book->repeat_rows(head, head);
  const people::Lines lines(list);
  for (const Entry& entry : list.entries) {
    book->text(row, 0, row_token(list, entry, request.asked), kGrid | kAtLeft);
    book->text(row, 1, lines.of(entry), kGrid | kAtLeft);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const std::string text = visible(facts[i]->text(entry, words));
      const bool own = reads_right_to_left(text, words.right_to_left());
      const unsigned leaning = own == words.right_to_left() ? kPlain : own ? kAtRight : kAtLeft;
      book->text(row, i + 2, text, kGrid | leaning | (i == 0 ? kStrong : kPlain));
    }
    for (std::size_t i = 0; i < 4; ++i) book->text(row, answer + i, {}, kOpen);
    ++row;
  }
  if (!list.entries.empty()) {
    book->filter(head, 0, row - 1, answer + 3);
    book->choose_from(head + 1, row - 1, answer, words("doc.column.answer"), words("doc.answers.choose"),
                      fmt::format("=codes!$A$2:$A${}", code_words().size() + 1));
  }
  book->protect();
  write_codes(*book, words);
  return book->finish();
}

}  // namespace midspan::documents
