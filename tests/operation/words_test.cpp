// SPDX-License-Identifier: Apache-2.0
#include "operation/words.hpp"

#include <gtest/gtest.h>

#include "made_up.hpp"
#include "names/answers.hpp"
#include "operation/lookup.hpp"
#include "operation/people_json.hpp"

namespace midspan::operation {
namespace {

TEST(Words, AnswersAsHoldersWriteThem) {
  EXPECT_EQ(statement_code("Detenido"), people::StatementCode::Held);
  EXPECT_EQ(statement_code("  NO CONSTA "), people::StatementCode::NeverHeld);
  EXPECT_EQ(statement_code("fallecida"), people::StatementCode::DiedInCustody);
  EXPECT_EQ(statement_code("محتجز"), people::StatementCode::Held);
  EXPECT_EQ(statement_code("освобожден"), people::StatementCode::Released);
  EXPECT_FALSE(statement_code("quizás"));
  EXPECT_EQ(names::gone_by_remark("помер 03.02.2025"), people::StatementCode::DiedInCustody);
  EXPECT_EQ(names::gone_by_remark("Falleció el 3/2/2025"), people::StatementCode::DiedInCustody);
  EXPECT_EQ(names::gone_by_remark("died 3.2.2025 in hospital"), std::nullopt);
  EXPECT_EQ(names::gone_by_remark("released until 3.2.2025"), std::nullopt);
  EXPECT_EQ(names::gone_by_remark("released 3.2.2025, taken again 5.3.2025"), std::nullopt);
  EXPECT_EQ(statement_code("Se encuentra detenido en La Picota"), people::StatementCode::Held);
  EXPECT_EQ(statement_code("No figura en el sistema"), people::StatementCode::NeverHeld);
  EXPECT_EQ(statement_code("غير موجود في سجلاتنا"), people::StatementCode::NeverHeld);
  EXPECT_EQ(statement_code("содержится в СИЗО № 2"), people::StatementCode::Held);
  for (const char* const unclear :
       {"no figura detenido", "fue detenido y liberado", "posiblemente fallecido", "detenido?", "was held until 2019",
        "paradero desconocido", "not detained any more", "не известно, погиб"})
    EXPECT_FALSE(statement_code(unclear)) << unclear;
  EXPECT_EQ(consent_answer("Sí"), people::ConsentAnswer::Yes);
  EXPECT_EQ(consent_answer("sí, acepta ir a Francia"), people::ConsentAnswer::Yes);
  EXPECT_EQ(consent_answer("no acepta viajar"), people::ConsentAnswer::No);
  EXPECT_FALSE(consent_answer("acepta, pero no a Francia"));
  EXPECT_FALSE(consent_answer("no sabe si acepta"));
}

TEST(Words, AnswersInTheLanguagesThatListsCome) {
  EXPECT_EQ(statement_code("да, у нас"), people::StatementCode::Held);
  EXPECT_EQ(statement_code("у нас нет"), people::StatementCode::NeverHeld);
  EXPECT_FALSE(statement_code("может быть, у нас"));
  EXPECT_EQ(statement_code("გვყავს"), people::StatementCode::Held);
  EXPECT_EQ(statement_code("არ გვყოლია"), people::StatementCode::NeverHeld);
  EXPECT_EQ(statement_code("Never held by us"), people::StatementCode::NeverHeld);
  EXPECT_EQ(statement_code("bizde değil"), people::StatementCode::NeverHeld);
  EXPECT_EQ(consent_answer("კი"), people::ConsentAnswer::Yes);
  EXPECT_EQ(consent_answer("არა"), people::ConsentAnswer::No);
  EXPECT_EQ(consent_answer("hayır"), people::ConsentAnswer::No);
  EXPECT_EQ(consent_answer("מסכים"), people::ConsentAnswer::Yes);
  EXPECT_EQ(hold_kind("постановление суда"), people::HoldKind::CourtOrder);
  EXPECT_EQ(hold_kind("нетранспортабелен"), people::HoldKind::Medical);
  for (const char* const unclear : {"под следствием", "подлежит репатриации", "", "no court order"})
    EXPECT_FALSE(hold_kind(unclear)) << unclear;
}

TEST(Words, EveryCodeReadsBackAsItself) {
  for (int code = 0; code <= static_cast<int>(people::StatementCode::Declines); ++code) {
    const auto value = static_cast<people::StatementCode>(code);
    ASSERT_FALSE(word(value).empty());
    EXPECT_EQ(statement_code(word(value)), value);
  }
}

TEST(Lookup, ByNumberByLineOrByNameAndBirth) {
  State state;
  people::ListVersion& target = made_up::list(state, "HELD", "north", people::ListKind::Held);
  target.entries = {made_up::entry("h1", 1, "Ana María Rivas Paz", "1990-02-03"),
                    made_up::entry("h2", 2, "Luis Mora", "1985-01-01"),
                    made_up::entry("h3", 3, "Luis Mora", "1991-05-05")};
  people::EntryValues numbered = target.entries[1].values();
  numbered.identifiers.push_back({people::ColumnRole::NationalId, "V-12.345", "V12345"});
  target.entries[1].set_values(numbered);
  const EntryLookup lookup(target);

  people::ListVersion table;
  table.columns = {{"line", people::ColumnRole::LineNumber, 100}, {"name", people::ColumnRole::FullName, 100}};
  const auto find = [&](const std::string& line, const std::string& name, const std::string& birth, std::string& code) {
    people::Entry row = made_up::entry("", 1, name, birth);
    row.set_cells({{line, people::CellType::Text}, {name, people::CellType::Text}});
    people::Findings findings;
    const people::Entry* found = lookup.find(table, row, findings);
    code = findings.empty() ? "" : findings[0].message.code;
    return found == nullptr ? std::string() : found->id.text();
  };
  std::string code;
  EXPECT_EQ(find("2", "", "", code), "h2");
  EXPECT_EQ(find("", "RIVAS PAZ, Ana Maria", "", code), "h1") << "the order of names and accents do not matter";
  EXPECT_EQ(find("", "Luis Mora", "1991-05-05", code), "h3");
  EXPECT_EQ(find("", "Luis Mora", "", code), "");
  EXPECT_EQ(code, "OPR-041");
  EXPECT_EQ(find("1", "Luis Mora", "", code), "");
  EXPECT_EQ(code, "OPR-043") << "a line that is someone else is never taken";
  EXPECT_EQ(find("", "Nadie Nunca", "", code), "");
  EXPECT_EQ(code, "OPR-040");
}

// Two camps, each numbered from 1, with a namesake in both; the third line of the second has no number of its own.
people::ListVersion& two_camps(State& state) {
  people::ListVersion& list = made_up::list(state, "HELD", "north", people::ListKind::Held);
  list.columns = {{"No", people::ColumnRole::LineNumber, 100}, {"Name", people::ColumnRole::FullName, 100}};
  list.sheets = {{"Camp A", 0}, {"Camp B", 3}};
  const auto add = [&](const char* id, std::size_t row, const char* line, const char* name) {
    people::Entry entry = made_up::entry(id, list.entries.size() + 1, name);
    entry.row = row;
    entry.set_cells({{line, people::CellType::Text}, {name, people::CellType::Text}});
    list.entries.push_back(entry);
  };
  add("a1", 2, "1", "Ana Rivas");
  add("a2", 3, "2", "Luis Mora");
  add("b1", 5, "1", "Eva Prado");
  add("b2", 6, "2", "Luis Mora");
  add("b3", 7, "2", "Raul Gil");
  return list;
}

TEST(Lookup, EveryEntryIsAtThePlaceThatIsPrintedOfIt) {
  State state;
  const people::ListVersion& list = two_camps(state);
  Places places(state);
  for (const people::Entry& entry : list.entries)
    EXPECT_EQ(entry_at(state, places.of(list, entry)), &entry) << places.of(list, entry);
  EXPECT_EQ(places.of(list, list.entries[0]), "HELD:Camp A!1");
  EXPECT_EQ(places.of(list, list.entries[4]), "HELD:#Camp B!4");
  EXPECT_EQ(entry_at(state, "HELD:2!1"), &list.entries[2]) << "the second sheet, by its place";
  EXPECT_EQ(entry_at(state, "HELD:#4"), &list.entries[4]) << "only one sheet has a fourth row";
  EXPECT_EQ(entries_at(state, "HELD:1").size(), 2U);
  EXPECT_EQ(entry_at(state, "HELD:1"), nullptr);
}

TEST(Lookup, ALineOfSeveralIsToldApartByTheSheetTheNameAndTheBirth) {
  State state;
  const EntryLookup lookup(two_camps(state));
  people::ListVersion table;
  table.columns = {{"Camp", people::ColumnRole::Ignored, 0},
                   {"No", people::ColumnRole::LineNumber, 100},
                   {"Name", people::ColumnRole::FullName, 100}};
  const auto find = [&](const std::string& camp, const std::string& line, const std::string& name) {
    people::Entry row = made_up::entry("", 1, name);
    row.set_cells({{camp, people::CellType::Text}, {line, people::CellType::Text}, {name, people::CellType::Text}});
    people::Findings findings;
    const people::Entry* found = lookup.find(table, row, findings);
    return found != nullptr ? found->id.text() : findings.front().message.code;
  };
  EXPECT_EQ(find("", "1", "Eva Prado"), "b1");
  EXPECT_EQ(find("Camp B", "2", "Luis Mora"), "b2");
  EXPECT_EQ(find("Camp A", "2", "Luis Mora"), "a2");
  EXPECT_EQ(find("camp a", "1", ""), "a1");
  EXPECT_EQ(find("", "1", ""), "OPR-041");
  EXPECT_EQ(find("", "2", "Luis Mora"), "OPR-041");
  EXPECT_EQ(find("Camp A", "1", "Eva Prado"), "OPR-043");
}

TEST(Lookup, TheColumnOfAnswersIsTheOneThatMostlyAnswers) {
  const auto table = [](const std::vector<std::string>& second) {
    people::ListVersion version;
    version.columns = {{"Name", people::ColumnRole::FullName, 95}, {"What they say", people::ColumnRole::Ignored, 0}};
    for (const std::string& answer : second) {
      people::Entry entry =
          made_up::entry("e" + std::to_string(version.entries.size()), version.entries.size() + 1, "Ana Vidal");
      entry.set_cells({{"Ana Vidal", people::CellType::Text}, {answer, people::CellType::Text}});
      version.entries.push_back(entry);
    }
    return version;
  };
  const auto understood = [](std::string_view text) { return consent_answer(text).has_value(); };
  EXPECT_EQ(
      answer_column(table({"yes", "no", "yes", "", "yes", "ask again in May"}), people::ColumnRole::Consent, understood)
          .value(),
      1U);
  EXPECT_EQ(
      answer_column(table({"yes", "ask again in May"}), people::ColumnRole::Consent, understood).error().message.code,
      "OPR-044");
  EXPECT_EQ(answer_column(table({"", ""}), people::ColumnRole::Consent, understood).error().message.code, "OPR-044");
}

TEST(PeopleJson, AnEntryComesBackAsItWent) {
  people::Entry entry = made_up::entry("h1", 7, "عبد الله أحمد", "1990-02-03");
  entry.set_cells({{"7", people::CellType::Number},
                   {"عبد الله أحمد", people::CellType::Text},
                   {"=1+1", people::CellType::Formula}});
  people::EntryValues values = entry.values();
  values.nationalities = {"YEM"};
  values.health = people::Health::Wounded;
  values.identifiers.push_back({people::ColumnRole::Passport, "a 1", "A1"});
  entry.set_values(values);
  const auto back = entry_from_json(to_json(entry));
  ASSERT_TRUE(back);
  EXPECT_EQ(base::json::canonical(to_json(*back)), base::json::canonical(to_json(entry)));
  EXPECT_EQ(back->values(), values);
  EXPECT_EQ(back->cells(), entry.cells());
}

TEST(Words, InALanguageElseInEnglish) {
  const std::map<std::string, std::string> texts{{"ar", "نهر"}, {"en", "River"}};
  EXPECT_EQ(in_language(texts, "ar"), "نهر");
  EXPECT_EQ(in_language(texts, "es"), "River");
  EXPECT_EQ(in_language({{"ar", "نهر"}}, "es"), "نهر");
  EXPECT_EQ(in_language({}, "es"), "");
}

}  // namespace
}  // namespace midspan::operation
