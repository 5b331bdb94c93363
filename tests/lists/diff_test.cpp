// SPDX-License-Identifier: Apache-2.0
// What changed between two versions, and the report that goes back to the sender.
#include "lists/diff.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "lists/files.hpp"
#include "lists/report.hpp"

namespace midspan::lists::test {
namespace {

const std::string kBefore =
    "N,Nombre,Fecha de nacimiento,Cédula,Centro\n1,Ana Salas,25/03/1990,V-100,Uno\n2,Luis "
    "Gil,26/03/1990,V-200,Uno\n3,Eva Paz,27/03/1990,,Uno\n4,Ivo Sol,28/03/1990,,Uno\n";

TEST(Diff, SaysAddedRemovedAndChangedByField) {
  const auto before = read(kBefore);
  const auto after = read(
      "N,Nombre,Fecha de nacimiento,Cédula,Centro\n1,Luis Gil Ríos,26/03/1990,V-200,Dos\n2,Ana "
      "Salas,1990-03-25,V.100,Uno\n3,Eva Paz,27/03/1990,,Uno\n4,Rosa Rey,13/01/1980,V-300,Uno\n");
  const Difference difference = diff(before, after);
  EXPECT_EQ(difference.removed, (std::vector<std::size_t>{3}));
  EXPECT_EQ(difference.added, (std::vector<std::size_t>{3}));
  ASSERT_EQ(difference.changed.size(), 2U);
  EXPECT_EQ(difference.changed[0].before, 1U);
  EXPECT_EQ(difference.changed[0].matched_by, MatchedBy::Identifier);
  ASSERT_EQ(difference.changed[0].fields.size(), 2U);
  EXPECT_EQ(difference.changed[0].fields[0].heading, "Nombre");
  EXPECT_EQ(difference.changed[0].fields[0].after, "Luis Gil Ríos");
  EXPECT_FALSE(difference.changed[0].fields[0].same_meaning);
  ASSERT_EQ(difference.changed[1].fields.size(), 2U);  // written differently only
  EXPECT_TRUE(difference.changed[1].fields[0].same_meaning);
  EXPECT_TRUE(difference.changed[1].fields[1].same_meaning);
  ASSERT_EQ(difference.unchanged.size(), 1U);  // its line number moved with it
}

TEST(Diff, FindsARowWhoseNameWasCorrected) {
  const Difference difference =
      diff(read(kBefore), read("N,Nombre,Fecha de nacimiento,Cédula,Centro\n3,Eva María Paz,27/03/1990,,Uno\n"));
  ASSERT_EQ(difference.changed.size(), 1U);
  EXPECT_EQ(difference.changed[0].before, 2U);
  EXPECT_EQ(difference.changed[0].matched_by, MatchedBy::Likeness);
  EXPECT_EQ(difference.removed.size(), 3U);
}

// A patronymic came with the correction, and no birth tells that it is the same row; its place does.
TEST(Diff, FindsANameGivenInFullWhereNobodyElseCameOrWent) {
  const std::string before =
      "No,Name,Born\n1,Ivan Petrov,\n2,Oleksandre Bondar,1974\n3,Petro Gil,\n4,Marta Hrytsenko,\n";
  const std::string after =
      "No,Name,Born\n1,Ivan Petrov,\n2,Oleksandr Bondar Ivanovych,14.02.1974\n3,Petro Gil,\n4,Oleh Hrytsenko,\n";
  const Difference difference = diff(read(before), read(after));
  ASSERT_EQ(difference.changed.size(), 1U);
  EXPECT_EQ(difference.changed[0].before, 1U);
  EXPECT_EQ(difference.changed[0].matched_by, MatchedBy::Likeness);
  EXPECT_EQ(difference.added, (std::vector<std::size_t>{3})) << "a brother in the place of Marta";
  EXPECT_EQ(difference.removed, (std::vector<std::size_t>{3}));
}

// Where nobody gives dates of birth, all else that the row says tells whose name was corrected.
TEST(Diff, FindsACorrectedNameByTheRestOfItsRow) {
  const std::string before =
      "No,Nombre,Grado,Fuerza,Lugar\n1,Juilán Forero,Cabo,Ejército,Mitú\n2,Ana Paz,Cabo,Policía,Mitú\n";
  const std::string after =
      "No,Nombre,Grado,Fuerza,Lugar\n1,Julián Forero,Cabo,Ejército,Mitú\n2,Rosa Rey,Cabo,Policía,Mitú\n";
  const Difference difference = diff(read(before), read(after));
  ASSERT_EQ(difference.changed.size(), 1U);
  EXPECT_EQ(difference.changed[0].matched_by, MatchedBy::Likeness);
  EXPECT_EQ(difference.added.size(), 1U);  // somebody else in the place of Ana Paz
  EXPECT_EQ(difference.removed.size(), 1U);
}

TEST(Diff, ColumnsMayComeGoMoveAndBeRenamed) {
  const Difference difference =
      diff(read("Nombre,Centro,Edad\nAna Salas,Uno,30\n"), read("Sexo,Nombre y apellidos,Centro\nF,Ana Salas,Uno\n"));
  EXPECT_EQ(difference.columns_added, (std::vector<std::string>{"Sexo"}));
  EXPECT_EQ(difference.columns_removed, (std::vector<std::string>{"Edad"}));
  ASSERT_EQ(difference.changed.size(), 1U);
  EXPECT_EQ(difference.changed[0].fields.size(), 2U);
}

// Whatever the two lists are, each row of either is in exactly one place; a list compared with itself has not changed.
TEST(Diff, AccountsForEveryRow) {
  rc::check("every row once", [] {
    const auto text_of = [](const std::vector<int>& rows) {
      std::string text = "Nombre,Fecha de nacimiento,Cédula\nNadie Nunca,13/01/1970,X-0\n";
      for (const int row : rows)
        text += std::string(row % 3 == 0 ? "Ana" : "Luis") + " Salas" +
                std::string(1, static_cast<char>('a' + row % 5)) + "," + std::to_string(13 + row % 4) + "/03/1990," +
                (row % 2 == 0 ? "V-" + std::to_string(row) : "") + "\n";
      return text;
    };
    const auto before = read(text_of(*rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12))));
    const auto after = read(text_of(*rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12))));
    const Difference difference = diff(before, after);
    std::vector<std::size_t> olds = difference.removed;
    std::vector<std::size_t> news = difference.added;
    for (const auto* rows : {&difference.changed, &difference.unchanged})
      for (const RowChange& change : *rows) {
        olds.push_back(change.before);
        news.push_back(change.after);
      }
    std::sort(olds.begin(), olds.end());
    std::sort(news.begin(), news.end());
    RC_ASSERT(olds.size() == before.entries.size());
    RC_ASSERT(news.size() == after.entries.size());
    RC_ASSERT(std::adjacent_find(olds.begin(), olds.end()) == olds.end());
    RC_ASSERT(std::adjacent_find(news.begin(), news.end()) == news.end());
    const Difference self = diff(before, before);
    RC_ASSERT(self.added.empty() && self.removed.empty() && self.changed.empty());
  });
}

Sentences codes() {
  return {[](const base::Message& message) {
            if (message.code != "lists.place") return message.code;
            return std::get<std::string>(message.arguments[0].second) + " " +
                   std::get<std::string>(message.arguments[1].second);
          },
          [](const base::Message&) { return std::string(); }};
}

TEST(Report, HasTheSendersLayoutAndOneCommentARow) {
  const auto version =
      read("LISTA,,\n,,\nN,Nombre,Nacionalidad\n1,,marciana\n2,Ana Salas,cubana\n3,=Eva Paz,cubana\nTotal,5,\n");
  const Report table = report(version, codes());
  ASSERT_EQ(table.rows.size(), 7U);
  EXPECT_EQ(table.rows[0].cells[0], "LISTA");
  EXPECT_EQ(table.rows[2].kind, ReportRow::Kind::Header);
  EXPECT_EQ(table.rows[3].comment, "LST-128\nC4 LST-180");
  EXPECT_EQ(table.rows[3].worst, people::Severity::Wrong);
  EXPECT_EQ(table.rows[3].marked, (std::vector<std::size_t>{3}));
  EXPECT_EQ(table.rows[4].comment, "");
  EXPECT_EQ(table.rows[6].comment, "A7 LST-123");
  const std::string text = report_csv(version, codes());
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBFLISTA,,,\r\n"));
  EXPECT_NE(text.find("3,'=Eva Paz,cubana,B6 LST-153\r\n"), std::string::npos) << text;
}

TEST(Report, CanBeReadAgain) {
  const auto version = read(kBefore);
  const auto again = read(report_csv(version, codes()));
  ASSERT_EQ(again.entries.size(), version.entries.size());
  EXPECT_TRUE(diff(version, again).removed.empty());
  for (std::size_t at = 0; at < again.entries.size(); ++at)
    EXPECT_EQ(again.entries[at].cells()[1].raw, version.entries[at].cells()[1].raw);
}

}  // namespace
}  // namespace midspan::lists::test
