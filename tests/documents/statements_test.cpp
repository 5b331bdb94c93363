// SPDX-License-Identifier: Apache-2.0
// The answer sheet goes out, is filled in by somebody with a spreadsheet, and comes back.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/bytes.hpp"
#include "documents/made_up.hpp"
#include "documents/statement_words.hpp"
#include "documents/statements.hpp"
#include "lists/read_list.hpp"
#include "locale/locale.hpp"

namespace midspan::documents {
namespace {

using people::Cell;
using people::StatementCode;

class AnswerSheet : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    list_ = made_up::list();
    const auto workbook = statement_workbook(
        list_, {"Bridge", "op", people::PartyId("south"), "South", "North", "2025-06-01", false}, GetParam());
    ASSERT_TRUE(workbook);
    lists::ReadOptions options;
    const auto read = lists::read_list(*workbook, "answers.xlsx", options);
    ASSERT_TRUE(read) << read.error().message.code;
    table_ = answer_table(*read);
    for (std::size_t row = 0; row < table_.rows.size(); ++row)
      for (std::size_t column = 0; column < table_.rows[row].size(); ++column) {
        std::string token;
        if (read_token(table_.rows[row][column].raw, token) == TokenForm::Good && first_ == 0) first_ = row;
        if (table_.rows[row][column].raw == word("doc.column.answer")) answer_ = column;
      }
    ASSERT_GT(first_, 0u);
    ASSERT_GT(answer_, 0u);
    for (std::size_t row = first_; row < table_.rows.size(); ++row) table_.rows[row].resize(answer_ + 4);
  }

  std::string word(std::string_view code) const { return locale::say(code, GetParam()); }
  std::vector<Cell>& row(std::size_t number) { return table_.rows.at(first_ + number - 1); }
  void fill(std::size_t number, std::string_view code, std::string day = {}, std::string detail = {},
            std::string remark = {}) {
    row(number)[answer_].raw = word(code);
    row(number)[answer_ + 1].raw = std::move(day);
    row(number)[answer_ + 2].raw = std::move(detail);
    row(number)[answer_ + 3].raw = std::move(remark);
  }
  Answers read() const { return read_as("south"); }
  Answers read_as(const char* party) const { return read_statements(table_, list_, people::PartyId(party), parties_); }
  static std::string codes(const Answers& answers) {
    std::string out;
    for (const auto& finding : answers.findings) out += finding.message.code + " ";
    return out;
  }

  const std::vector<people::Party> parties_{{people::PartyId("north"), people::PartyRole::Side, {{"en", "North"}}, {}},
                                            {people::PartyId("south"), people::PartyRole::Side, {{"en", "South"}}, {}}};
  people::ListVersion list_;
  AnswerTable table_;
  std::size_t first_ = 0;
  std::size_t answer_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Languages, AnswerSheet, testing::Values("en", "es", "ar"));

TEST_P(AnswerSheet, ComesBackEmpty) {
  const Answers answers = read();
  EXPECT_TRUE(answers.answers.empty());
  EXPECT_EQ(answers.unanswered, 14u);
  EXPECT_EQ(answers.absent, 0u);
  EXPECT_EQ(codes(answers), "DOC-031 ");
}

TEST_P(AnswerSheet, ComesBackWithEveryAnswer) {
  std::size_t number = 0;
  for (const CodeWords& words : code_words()) fill(++number, words.word, "2024-03-05", "detail", "remark");
  const Answers answers = read();
  EXPECT_EQ(codes(answers), "");
  ASSERT_EQ(answers.answers.size(), 14u);
  for (std::size_t i = 0; i < 14; ++i) {
    const Answer& answer = answers.answers[i];
    EXPECT_EQ(answer.statement.entry, list_.entries[i].id);
    EXPECT_EQ(answer.statement.party.text(), "south");
    EXPECT_EQ(answer.statement.code, code_words()[i].code);
    EXPECT_EQ(answer.statement.date.earliest, *base::parse_day("2024-03-05"));
    EXPECT_EQ(answer.statement.detail, "detail");
    EXPECT_EQ(answer.remark, "remark");
    EXPECT_EQ(answer.row, table_.first_row + first_ + i);
  }
}

TEST_P(AnswerSheet, MatchesWhenSortedAndMoved) {
  fill(3, "doc.code.held");
  fill(9, "doc.code.released", "2023");
  std::reverse(table_.rows.begin() + static_cast<std::ptrdiff_t>(first_), table_.rows.end());
  for (auto& row : table_.rows) {
    std::reverse(row.begin(), row.end());  // columns the other way round
    row.insert(row.begin() + static_cast<std::ptrdiff_t>(row.size() / 2),
               Cell{"a column of theirs", people::CellType::Text});
  }
  table_.rows.insert(table_.rows.begin() + static_cast<std::ptrdiff_t>(first_) + 2, std::vector<Cell>{});
  // Rows above the table are of other lengths: turn their headings as the rows below were turned.
  auto& head = table_.rows[first_ - 1];
  head.resize(std::max(head.size(), table_.rows[first_].size()));
  const Answers answers = read();
  ASSERT_EQ(answers.answers.size(), 2u) << codes(answers);
  EXPECT_EQ(answers.answers[0].statement.entry, list_.entries[2].id);
  EXPECT_EQ(answers.answers[1].statement.code, StatementCode::Released);
  EXPECT_TRUE(answers.answers[1].statement.date.known());
}

TEST_P(AnswerSheet, IsReadInAnyLanguageAndByProtocolWords) {
  row(1)[answer_].raw = "never-held";
  row(2)[answer_].raw = "  DETENIDA POR NOSOTROS ";
  row(3)[answer_].raw = "البحث جارٍ";
  row(4)[answer_].raw = "we decline to answer";
  const Answers answers = read();
  ASSERT_EQ(answers.answers.size(), 4u) << codes(answers);
  EXPECT_EQ(answers.answers[0].statement.code, StatementCode::NeverHeld);
  EXPECT_EQ(answers.answers[1].statement.code, StatementCode::Held);
  EXPECT_EQ(answers.answers[2].statement.code, StatementCode::UnderSearch);
  EXPECT_EQ(answers.answers[3].statement.code, StatementCode::Declines);
}

TEST_P(AnswerSheet, HeadingsInALanguageOfTheirOwnDoNoHarm) {
  for (Cell& cell : table_.rows[first_ - 1]) cell.raw = "заголовок";
  fill(1, "doc.code.held");
  const Answers answers = read();
  ASSERT_EQ(answers.answers.size(), 1u) << codes(answers);
  EXPECT_EQ(answers.answers[0].statement.entry, list_.entries[0].id);
}

TEST_P(AnswerSheet, NothingIsGuessed) {
  fill(1, "doc.code.held");
  row(1)[answer_].raw = "perhaps";
  fill(2, "doc.code.released", "when the snow melts");
  fill(3, "doc.code.transferred");
  row(4)[answer_ + 2].raw = "a detail without an answer";
  const Answers answers = read();
  EXPECT_EQ(codes(answers), "DOC-024 DOC-025 DOC-026 DOC-032 DOC-029 DOC-031 ");
  ASSERT_EQ(answers.answers.size(), 2u);
  EXPECT_FALSE(answers.answers[0].statement.date.known());
  EXPECT_EQ(answers.answers[0].statement.date.raw, "when the snow melts");
  EXPECT_EQ(answers.unanswered, 11u);
  EXPECT_EQ(answers.findings[0].place.row, table_.first_row + first_);
}

TEST_P(AnswerSheet, RowsThatAreMissingOrTwice) {
  fill(1, "doc.code.held");
  fill(2, "doc.code.held");
  table_.rows.push_back(row(1));
  table_.rows.push_back(row(2));
  table_.rows.back()[answer_].raw = word("doc.code.never-held");
  table_.rows.erase(table_.rows.begin() + static_cast<std::ptrdiff_t>(first_) + 9,
                    table_.rows.begin() + static_cast<std::ptrdiff_t>(first_) + 12);
  const Answers answers = read();
  EXPECT_EQ(codes(answers), "DOC-030 DOC-023 DOC-027 DOC-031 ");
  ASSERT_EQ(answers.answers.size(), 1u);
  EXPECT_EQ(answers.absent, 3u);
  EXPECT_EQ(answers.unanswered, 9u);
}

TEST_P(AnswerSheet, TokensThatAreNotOurs) {
  fill(1, "doc.code.held");
  fill(2, "doc.code.held");
  std::string& mistyped = row(1)[0].raw;
  mistyped[0] = mistyped[0] == 'A' ? 'B' : 'A';
  people::ListVersion another = made_up::list();
  another.id = people::VersionId("version-2");
  row(2)[0].raw = row_token(another, another.entries[1], people::PartyId("south"));
  const Answers answers = read();
  EXPECT_EQ(codes(answers), "DOC-022 DOC-021 DOC-027 DOC-031 ");
  EXPECT_TRUE(answers.answers.empty());
  EXPECT_EQ(answers.absent, 2u);
}

TEST_P(AnswerSheet, OfOnePartyIsNotTakenForAnothers) {
  fill(1, "doc.code.held");
  table_.rows.erase(table_.rows.begin(), table_.rows.begin() + 3);  // titles may be gone
  const Answers answers = read_as("north");
  EXPECT_TRUE(answers.answers.empty());
  ASSERT_TRUE(answers.made_for);
  EXPECT_EQ(answers.made_for->text(), "south");
}

TEST_P(AnswerSheet, OfOlderMakeSaysForWhomInItsTitle) {
  for (std::size_t number = 1; number <= list_.entries.size(); ++number) {
    const people::Entry& entry = list_.entries[number - 1];
    row(number)[0].raw = token_from_digest(
        base::sha256(fmt::format("midspan row\n{}\n{}\n{}", list_.id.text(), entry.id.text(), entry.number)));
  }
  fill(1, "doc.code.held");
  EXPECT_EQ(read().answers.size(), 1u);
  ASSERT_TRUE(read_as("north").made_for);
  EXPECT_EQ(read_as("north").made_for->text(), "south");
}

TEST_P(AnswerSheet, MixedRowsAreNotTaken) {
  fill(1, "doc.code.held");
  fill(2, "doc.code.never-held");
  std::swap(row(1)[0], row(2)[0]);  // somebody sorted the first column alone
  row(3)[2].raw = "Corrected Name";
  fill(3, "doc.code.held");
  const Answers answers = read();
  EXPECT_EQ(codes(answers), "DOC-033 DOC-033 DOC-028 DOC-031 ");
  ASSERT_EQ(answers.answers.size(), 1u);
  EXPECT_EQ(answers.answers[0].statement.entry, list_.entries[2].id);
}

TEST_P(AnswerSheet, ASheetOfMixedRowsAloneIsStillASheet) {
  for (std::size_t at = 1; at + 1 <= 14; at += 2) std::swap(row(at)[0], row(at + 1)[0]);
  for (std::size_t at = 1; at <= 14; ++at) fill(at, "doc.code.held");
  const Answers answers = read();
  EXPECT_TRUE(answers.is_sheet) << "or it would be read by its names, and taken whole";
  EXPECT_TRUE(answers.answers.empty());
}

TEST_P(AnswerSheet, AnotherSheetIsNoAnswerSheet) {
  AnswerTable other;
  other.rows = {{{"Name", people::CellType::Text}}, {{"Somebody", people::CellType::Text}}};
  const Answers answers = read_statements(other, list_, people::PartyId("south"), parties_);
  EXPECT_EQ(codes(answers), "DOC-020 ");
  EXPECT_FALSE(answers.is_sheet);
  EXPECT_EQ(answers.absent, 14u);
}

TEST(RowToken, IsReadHoweverItIsTyped) {
  const people::ListVersion list = made_up::list();
  const std::string token = row_token(list, list.entries[0], people::PartyId("south"));
  EXPECT_EQ(token.size(), 16u);
  std::string typed;
  for (const char c : token)
    if (c != '-')
      typed.push_back(c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  std::string normal;
  EXPECT_EQ(read_token(typed, normal), TokenForm::Good);
  EXPECT_EQ(normal, token);
  EXPECT_EQ(read_token("Pérez", normal), TokenForm::None);
  EXPECT_EQ(read_token(token + "0", normal), TokenForm::None);
}

TEST(RowToken, NeighboursThatChangedPlacesShow) {
  const people::ListVersion list = made_up::list();
  for (const people::Entry& entry : list.entries) {
    const std::string token = row_token(list, entry, people::PartyId("south"));
    for (std::size_t i = 0; i + 1 < 12; ++i) {
      std::string swapped = token;
      const std::size_t at = i + i / 4;
      const std::size_t next = i + 1 + (i + 1) / 4;
      std::swap(swapped[at], swapped[next]);
      // Values 0 and 31 are one to the check; the token would still be nobody's.
      const bool same = swapped == token || std::set<char>{swapped[at], swapped[next]} == std::set<char>{'0', 'Z'};
      std::string normal;
      EXPECT_EQ(read_token(swapped, normal), same ? TokenForm::Good : TokenForm::Mistyped) << token;
    }
  }
}

TEST(RowToken, IsNobodysTwice) {
  people::ListVersion list = made_up::list();
  std::set<std::string> tokens;
  for (std::size_t i = 0; i < 20'000; ++i) {
    people::Entry entry;
    entry.number = i;
    entry.id = people::EntryId("e" + std::to_string(i));
    tokens.insert(row_token(list, entry, people::PartyId("south")));
  }
  EXPECT_EQ(tokens.size(), 20'000u);
}

}  // namespace
}  // namespace midspan::documents
