// SPDX-License-Identifier: Apache-2.0
#include "names/tokens.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace midspan::names {
namespace {

using people::TokenKind;

std::string kinds(std::string_view raw, const NameHints& hints = {}) {
  static constexpr std::string_view kNames[] = {"?",   "G",  "F",  "GF",  "Fam", "Nis", "Kun", "Laq",
                                                "Pat", "S1", "S2", "Hon", "p",   "I",   "Nick"};
  std::string out;
  for (const people::NameToken& token : parse_name(raw, hints).tokens) {
    if (!out.empty()) out += " ";
    out += kNames[static_cast<std::size_t>(token.kind)];
    out += ":" + token.text;
  }
  return out;
}

TEST(Names, ArabicChains) {
  EXPECT_EQ(kinds("محمد احمد علي حسن"), "G:محمد F:احمد GF:علي Fam:حسن");
  EXPECT_EQ(kinds("Ahmad ibn Yusuf al-Halabi"), "G:Ahmad p:ibn F:Yusuf Nis:al-Halabi");
  EXPECT_EQ(kinds("عبد الرحمن محمد الحلبي"), "G:عبد الرحمن F:محمد Nis:الحلبي");
  EXPECT_EQ(kinds("Abd al-Rahman Saleh"), "G:Abd al-Rahman Fam:Saleh");
  EXPECT_EQ(kinds("Abd al Rahman Saleh"), "G:Abd al Rahman Fam:Saleh");
  EXPECT_EQ(kinds("Abdul Karim Saleh Omar"), "G:Abdul Karim F:Saleh Fam:Omar");
  EXPECT_EQ(kinds("Salah al-Din Yusuf"), "G:Salah al-Din Fam:Yusuf");
  EXPECT_EQ(kinds("أبو عمر"), "Kun:أبو عمر");
  EXPECT_EQ(kinds("Abu Omar"), "Kun:Abu Omar");
  EXPECT_EQ(kinds("الدكتور محمد صالح"), "Hon:الدكتور G:محمد Fam:صالح");
  EXPECT_EQ(kinds("Haji Mohammad Nasir"), "Hon:Haji G:Mohammad Fam:Nasir");
  EXPECT_EQ(kinds("Ahmad bin Yusuf bin Ali"), "G:Ahmad p:bin F:Yusuf p:bin GF:Ali");
  EXPECT_EQ(kinds("AL-HALABI, Ahmad Yusuf"), "Nis:AL-HALABI G:Ahmad F:Yusuf");
}

TEST(Names, Iberian) {
  EXPECT_EQ(kinds("PÉREZ GÓMEZ, Ana María", {.language = "es"}), "S1:PÉREZ S2:GÓMEZ G:Ana G:María");
  EXPECT_EQ(kinds("José Luis de la Cruz Romero", {.country = "VEN"}), "G:José G:Luis p:de p:la S1:Cruz S2:Romero");
  EXPECT_EQ(kinds("María José Rondón", {.country = "VEN"}), "G:María G:José S1:Rondón");
  EXPECT_EQ(kinds("Yender Rondón Araujo", {.country = "VEN"}), "G:Yender S1:Rondón S2:Araujo");
  EXPECT_EQ(kinds("RONDON ARAUJO JOSE LUIS", {.country = "VEN"}), "S1:RONDON S2:ARAUJO G:JOSE G:LUIS");
  EXPECT_EQ(kinds("Ana García-Márquez", {.language = "es"}), "G:Ana S1:García S2:Márquez");
  EXPECT_EQ(kinds("Juan Ortega y Salas", {.language = "es"}), "G:Juan S1:Ortega p:y S2:Salas");
}

TEST(Names, Slavic) {
  EXPECT_EQ(kinds("Иванов Иван Петрович"), "Fam:Иванов G:Иван Pat:Петрович");
  EXPECT_EQ(kinds("Иван Петрович Иванов"), "G:Иван Pat:Петрович Fam:Иванов");
  EXPECT_EQ(kinds("Олена Бондаренко"), "G:Олена Fam:Бондаренко");
  EXPECT_EQ(kinds("Иванов И. П."), "Fam:Иванов I:И. I:П.");
  EXPECT_EQ(kinds("Ivanov Ivan Petrovich"), "Fam:Ivanov G:Ivan Pat:Petrovich");
  EXPECT_EQ(father_of_patronymic("Петрович"), "петр");
  EXPECT_EQ(father_of_patronymic("Петровна"), "петр");
  EXPECT_EQ(father_of_patronymic("Анатольевич"), "анатолий");
  EXPECT_EQ(father_of_patronymic("Сергеевна"), "сергей");
  EXPECT_EQ(father_of_patronymic("Сергійович"), "сергий");
  EXPECT_EQ(father_of_patronymic("Ильинична"), "илья");
  EXPECT_EQ(father_of_patronymic("Игоревич"), "игорь");
  EXPECT_EQ(father_of_patronymic("Иван"), "");
}

TEST(Names, OtherPlaces) {
  EXPECT_EQ(kinds("U Tin Maung", {.country = "MMR"}), "Hon:U G:Tin G:Maung");
  EXPECT_EQ(kinds("Daw Khin Aye"), "Hon:Daw G:Khin G:Aye");
  EXPECT_EQ(kinds("Haile Mariam Desta Bekele", {.country = "ETH"}), "G:Haile Mariam F:Desta GF:Bekele");
  EXPECT_EQ(kinds("王小明"), "Fam:王 G:小明");
  EXPECT_EQ(kinds("欧阳小明"), "Fam:欧阳 G:小明");
  EXPECT_EQ(kinds("김민수"), "Fam:김 G:민수");
  EXPECT_EQ(kinds("Kim Min-su", {.country = "KOR"}), "Fam:Kim G:Min-su");
  EXPECT_EQ(kinds("Dr. J. Smith"), "Hon:Dr. I:J. Fam:Smith");
  EXPECT_EQ(kinds("J.R. Smith"), "I:J. I:R. Fam:Smith");
  EXPECT_EQ(kinds("Ludwig van Beethoven"), "G:Ludwig p:van Fam:Beethoven");
  EXPECT_EQ(kinds("John Smith Jr."), "G:John Fam:Smith Hon:Jr.");
  EXPECT_EQ(kinds("Ben Smith"), "G:Ben Fam:Smith");
  EXPECT_EQ(kinds("Juan PÉREZ"), "G:Juan Fam:PÉREZ");
  EXPECT_EQ(kinds(""), "");
  EXPECT_EQ(kinds("Sheikh"), "?:Sheikh");
  EXPECT_EQ(kinds("Ana", {.role = people::ColumnRole::GivenName}), "G:Ana");
}

TEST(Names, FurtherForms) {
  const auto forms = parse_names("Ahmad Saleh \"Abu Omar\" alias Tarek");
  ASSERT_EQ(forms.size(), 3U);
  EXPECT_EQ(forms[1].raw, "Abu Omar");
  EXPECT_EQ(forms[1].role, people::NameRole::NomDeGuerre);
  EXPECT_EQ(forms[2].raw, "Tarek");
  EXPECT_EQ(forms[2].role, people::NameRole::Alias);
  EXPECT_EQ(identifying_words(forms[0]), (std::vector<std::string>{"ahmad", "saleh"}));
  EXPECT_EQ(parse_names("محمد صالح المعروف أبو عمر").size(), 2U);
  EXPECT_EQ(parse_names("Сергей Иванов (Сергій Іванов)").size(), 2U);
  EXPECT_EQ(parse_names("Juan Pérez").size(), 1U);
}

RC_GTEST_PROP(Names, EveryLetterIsInATokenInOrder, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "Ahmad", " ", "al", "-", "Abd", "أبو", "عبد", "الرحمن", ",", "(", ")", "\"", "bin", "alias", "J.", "de la",
      "Иван", "Петрович", "王小明", "U ", "Dr. ", "\xFF", "/", "·", "Haile ", "Mariam"));
  std::string raw;
  for (const std::string& piece : pieces) raw += piece;
  const people::NameForm form = parse_name(raw);
  RC_ASSERT(form.raw == raw);
  std::size_t at = 0;
  for (const people::NameToken& token : form.tokens) {
    RC_ASSERT(token.begin >= at && token.end > token.begin && token.end <= raw.size());
    RC_ASSERT(raw.substr(token.begin, token.end - token.begin) == token.text);
    for (std::size_t gap = at; gap < token.begin; ++gap) RC_ASSERT(!isalnum(static_cast<unsigned char>(raw[gap])));
    at = token.end;
  }
}

TEST(Names, LongCellsTakeNoTime) {
  std::string cell;
  while (cell.size() < 100000) cell += "Abd al-Rahman \"x\" (y) ";
  EXPECT_LE(parse_name(cell).tokens.size(), 70U);
  EXPECT_FALSE(parse_names(cell).empty());
  EXPECT_EQ(parse_name(std::string(100000, 'a')).tokens.size(), 1U);
}

}  // namespace
}  // namespace midspan::names
