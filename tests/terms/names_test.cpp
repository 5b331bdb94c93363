// SPDX-License-Identifier: Apache-2.0
// Names of groups and places beside the words of the language, and inputs that no lawyer means.
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "names/countries.hpp"
#include "terms/sample.hpp"
#include "terms/terms.hpp"

namespace midspan {
namespace {

using people::Release;
using people::Set;

terms::Reading english(const std::string& text) {
  return terms::read("Agreement \"Names\". Version of 2025-01-01, English.\nParties: Norway, Chile.\n" + text, "text");
}

const Release* release_of(const terms::Reading& reading, std::size_t article = 0) {
  if (reading.agreement.articles.size() <= article || reading.agreement.articles[article].clauses.empty())
    return nullptr;
  return std::get_if<Release>(&reading.agreement.articles[article].clauses.front().body);
}

TEST(Names, ADefinedNameComesBeforeTheWordsOfTheLanguage) {
  for (const char* written : {"the Men over 50", "the men over 50", "\"the Men over 50\""}) {
    const terms::Reading reading = english(
        std::string("\"the Men over 50\" means men held by Chile aged over 50.\nArticle 1. Chile releases all of ") +
        written + " to Norway.\n");
    ASSERT_TRUE(reading.ok) << written << ": " << sample::codes(reading.findings);
    const Release* release = release_of(reading);
    ASSERT_NE(release, nullptr);
    EXPECT_EQ(release->of.kind, Set::Kind::Defined) << written;
    EXPECT_EQ(release->of.name, "Men over 50") << written;
  }
}

// The detained are «المحتجزون» where they are defined and المحتجزين behind a preposition.
TEST(Names, ArabicNamesAreDeclined) {
  for (const char* group : {"المحتجزين", "«المحتجزين»", "المحتجزون"}) {
    const terms::Reading reading =
        terms::read(std::string("اتفاق «أسماء». نسخة 2025-01-01، بالعربية.\nالأطراف: النرويج، «الصقور المقاتلون».\n"
                                "«المحتجزون» هم الأشخاص المحتجزون لدى النرويج.\n"
                                "المادة 1. تفرج النرويج عن 2 من ") +
                        group + " إلى الصقور المقاتلين.\n",
                    "text");
    ASSERT_TRUE(reading.ok) << group << ": " << sample::codes(reading.findings);
    ASSERT_NE(release_of(reading), nullptr);
    EXPECT_EQ(release_of(reading)->of.kind, Set::Kind::Defined) << group;
    EXPECT_EQ(release_of(reading)->of.name, "المحتجزون") << group;
  }
}

// Of every country, in every language: what is printed is read back as the same party.
TEST(Names, EveryCountryIsAParty) {
  std::size_t countries = 0;
  std::string code = "AAA";
  const auto in_turn = [&](char& letter, const auto& then) {
    for (letter = 'A'; letter <= 'Z'; ++letter) then();
  };
  in_turn(code[0], [&] {
    in_turn(code[1], [&] {
      in_turn(code[2], [&] {
        if (!names::is_country(code) || code == "NOR") return;
        ++countries;
        const std::string name = names::country_name(code, "en");
        const terms::Reading written =
            terms::read("Agreement \"Names\".\nParties: \"" + name + "\", Norway.\nArticle 1. \"" + name +
                            "\" releases 3 of persons from \"" + name + "\" to Norway.\n",
                        "text");
        ASSERT_TRUE(written.ok) << name << ": " << sample::codes(written.findings);
        EXPECT_EQ(written.agreement.parties, (std::vector<std::string>{name, "Norway"}));
        for (const std::string& language : terms::languages()) {
          const std::string printed = terms::format(written.agreement, language);
          const terms::Reading again = terms::read(printed, "text");
          EXPECT_TRUE(again.ok) << printed << sample::codes(again.findings);
          EXPECT_EQ(terms::canonical_tree(again.agreement), terms::canonical_tree(written.agreement)) << printed;
          EXPECT_EQ(again.agreement.parties, written.agreement.parties) << printed;
        }
      });
    });
  });
  EXPECT_GT(countries, 240U);
}

TEST(Names, ACountryOfTwoNamesIsOneParty) {
  const auto parties = [](const std::string& line) { return terms::read(line, "text").agreement.parties; };
  using Parties = std::vector<std::string>;
  const std::pair<std::string, std::string> kBoth[] = {{"Bosnia and Herzegovina", "Bosnia & Herzegovina"},
                                                       {"Trinidad & Tobago", "Trinidad & Tobago"},
                                                       {"Antigua and Barbuda", "Antigua & Barbuda"},
                                                       {"São Tomé and Príncipe", "São Tomé & Príncipe"},
                                                       {"Sao Tome & Principe", "São Tomé & Príncipe"},
                                                       {"Saint Kitts and Nevis", "St. Kitts & Nevis"},
                                                       {"Saint Vincent and the Grenadines", "St. Vincent & Grenadines"},
                                                       {"Serbia and Montenegro", "Serbia and Montenegro"}};
  for (const auto& [written, canonical] : kBoth)
    EXPECT_EQ(parties("Agreement \"Names\".\nParties: " + written + " and Norway.\n"), (Parties{canonical, "Norway"}));
  EXPECT_EQ(parties("Agreement \"Names\".\nParties: Norway & Chile.\n"), (Parties{"Norway", "Chile"}));
  EXPECT_EQ(parties("Acuerdo \"Nombres\".\nPartes: Bosnia y Herzegovina, San Cristóbal y Nieves y Noruega.\n"),
            (Parties{"Bosnia & Herzegovina", "St. Kitts & Nevis", "Norway"}));
  EXPECT_EQ(parties("اتفاق «أسماء».\nالأطراف: البوسنة والهرسك، ترينيداد وتوباغو، النرويج.\n"),
            (Parties{"Bosnia & Herzegovina", "Trinidad & Tobago", "Norway"}));
}

TEST(Names, WomenInSmallLettersAreAllWomen) {
  const terms::Reading reading = english(
      "\"the Women\" means women held by Chile.\nArticle 1. Chile releases all of the women to Norway.\n"
      "Article 2. Chile releases all of the Women to Norway.\n");
  ASSERT_TRUE(reading.ok);
  EXPECT_EQ(release_of(reading)->of.kind, Set::Kind::Persons);
  EXPECT_EQ(release_of(reading, 1)->of.kind, Set::Kind::Defined);
}

TEST(Names, NumbersTellNamesApart) {
  const terms::Reading reading = english(
      "\"the Group 1\" means persons held by Chile serving life.\n\"the Group 10\" means persons held by Chile.\n"
      "Article 1. Chile releases 3 of the Group 10 to Norway.\nArticle 2. Chile releases 2 of the Group 1 to "
      "Norway.\n");
  ASSERT_TRUE(reading.ok) << sample::codes(reading.findings);
  EXPECT_EQ(release_of(reading)->of.name, "Group 10");
  EXPECT_EQ(release_of(reading, 1)->of.name, "Group 1");
}

TEST(Names, GazaAndTheWestBankAreTwoPlaces) {
  const terms::Reading reading = english(
      "Article 1. Chile releases 3 of list A to Gaza.\nArticle 2. Chile releases 3 of list A to the West Bank.\n"
      "Article 3. Chile releases 3 of list A to \"West Bank\".\n");
  ASSERT_TRUE(reading.ok) << sample::codes(reading.findings);
  EXPECT_EQ(release_of(reading, 0)->to, "Gaza");
  EXPECT_EQ(release_of(reading, 1)->to, "West Bank");
  EXPECT_EQ(release_of(reading, 2)->to, "West Bank");
  const std::string spanish = terms::format(reading.agreement, "es");
  EXPECT_NE(spanish.find("Cisjordania"), std::string::npos) << spanish;
  EXPECT_EQ(terms::digest(terms::read(spanish, "es").agreement), terms::digest(reading.agreement));
}

TEST(Names, ReleasedOnTheSpotIsADirection) {
  const terms::Reading reading = english("Article 1. Chile releases 3 of list A where they are held.\n");
  ASSERT_TRUE(reading.ok) << sample::codes(reading.findings);
  EXPECT_EQ(release_of(reading)->to, "where held");
  EXPECT_EQ(sample::codes(terms::check(reading.agreement)).find("TRM-108"), std::string::npos);
  EXPECT_NE(terms::format(reading.agreement, "en").find("where they are held"), std::string::npos);
  for (const char* language : {"es", "ar"})
    EXPECT_EQ(terms::digest(terms::read(terms::format(reading.agreement, language), language).agreement),
              terms::digest(reading.agreement))
        << language;
  EXPECT_EQ(terms::digest(english("Article 1. Chile frees 3 of list A on the spot.\n").agreement),
            terms::digest(reading.agreement));
}

TEST(Names, AChoiceOfSoManyIsNotOutOfNone) {
  const terms::Reading reading = english("Article 1. Chile chooses 3 of list A; Norway may strike at most 1.\n");
  ASSERT_TRUE(reading.ok) << sample::codes(reading.findings);
  const std::string text = terms::format(reading.agreement, "en");
  EXPECT_NE(text.find("Chile chooses 3 of list A; Norway may strike at most 1."), std::string::npos) << text;
}

std::string all(const std::string& text) {
  const terms::Reading reading = english(text);
  return sample::codes(reading.findings) + " " + sample::codes(terms::check(reading.agreement, nullptr, "text", text));
}

TEST(BadInputs, CirclesTwinsAndPhasesBeforeThemselvesAreSaid) {
  EXPECT_NE(all("\"the A\" means the B aged over 5.\n\"the B\" means the C.\n\"the C\" means the A except list X.\n"
                "Article 1. Chile releases 1 of the A to Norway.\n")
                .find("TRM-121"),
            std::string::npos);
  EXPECT_NE(all("\"the A\" means list X.\n\"the A\" means list Y.\nArticle 1. Chile releases 1 of the A to Norway.\n")
                .find("TRM-123"),
            std::string::npos);
  EXPECT_NE(all("Article 1. Chile releases 1 of list X to Norway in Phase 1.\n"
                "Article 2. Phase 1 begins only when Phase 1 is complete.\n")
                .find("TRM-127"),
            std::string::npos);
  EXPECT_NE(all("Article 1. Chile releases 1 of the Unheard Of to Norway.\n").find("TRM-010"), std::string::npos);
  EXPECT_NE(all("Article 1. Chile releases 1000000000001 of list X to Norway.\n").find("TRM-004"), std::string::npos);
  EXPECT_NE(sample::codes(terms::read("Agreement \"Twins\". Version of 2025-01-01, English.\n"
                                      "Parties: Norway, norway, Chile.\n",
                                      "text")
                              .findings)
                .find("TRM-007"),
            std::string::npos);
}

const people::Finding* finding_of(const terms::Reading& reading, const std::string& code) {
  for (const people::Finding& each : reading.findings)
    if (each.message.code == code) return &each;
  return nullptr;
}

std::string marked(const std::string& text, const people::Finding* finding) {
  if (finding == nullptr) return "nothing";
  return text.substr(finding->place.begin, finding->place.end - finding->place.begin);
}

TEST(BadInputs, AListOfSeveralWordsWithoutQuotes) {
  const std::string text =
      "Agreement \"A\". Version of 2025-01-01, English.\nParties: Norway, Chile.\n"
      "Article 1. Chile releases 5 of list FIVE OF IRAN to Norway.\n";
  const terms::Reading reading = terms::read(text, "text");
  EXPECT_EQ(marked(text, finding_of(reading, "TRM-027")), "FIVE OF IRAN") << sample::codes(reading.findings);
}

TEST(BadInputs, ACapitalThatNobodyDefinedIsNotEverybody) {
  for (const auto& [header, sentence, marks] : std::vector<std::tuple<std::string, std::string, std::string>>{
           {"Agreement \"A\". Version of 2025-01-01, English.\nParties: Norway, Chile.\n",
            "Article 1. Chile releases all of the Women held by Chile to Norway.\n", "the Women"},
           {"Acuerdo \"A\". Versión de 2025-01-01, español.\nPartes: Noruega, Chile.\n",
            "Artículo 1. Chile libera a la totalidad de los Presos y los entrega a Noruega.\n", "los Presos"}}) {
    const std::string text = header + sentence;
    const terms::Reading reading = terms::read(text, "text");
    EXPECT_FALSE(reading.ok);
    EXPECT_EQ(marked(text, finding_of(reading, "TRM-028")), marks) << sample::codes(reading.findings);
  }
  // At the head of a sentence, in small letters, and in a text all of capitals it is a plain word.
  EXPECT_TRUE(english("Article 1. Persons in list X go to Chile. Chile releases 1 of the women held by Chile.\n").ok);
  EXPECT_TRUE(english("ARTICLE 1. CHILE RELEASES ALL OF THE PERSONS HELD BY CHILE TO NORWAY.\n").ok);
}

TEST(BadInputs, HowManyIsAskedFor) {
  const terms::Reading reading = english("Article 1. Chile releases women held by Chile to Norway.\n");
  const people::Finding* finding = finding_of(reading, "TRM-029");
  ASSERT_NE(finding, nullptr) << sample::codes(reading.findings);
  EXPECT_EQ(finding->message.arguments.back(),
            (std::pair<std::string, base::Argument>{"mend", std::string("all of women held by Chile")}));
  // A noun or a group that the text defines, with its article, is all of it.
  EXPECT_TRUE(english("Article 1. Chile releases the women held by Chile to Norway.\n").ok);
  EXPECT_TRUE(
      english("\"the Captain\" means list X held by Chile.\nArticle 1. Chile releases the Captain to Norway.\n").ok);
}

TEST(BadInputs, ALetterFromTheOtherSideIsSaidAndAnOverrideIsRefused) {
  EXPECT_NE(
      all("\"the Gr\u0648up\" means list X.\nArticle 1. Chile releases 1 of the Gr\u0648up to Norway.\n").find("TRM-0"),
      std::string::npos);
  EXPECT_NE(all("Article 1. Chile releases 1\u202E23 of list X to Norway.\n").find("TRM-018"), std::string::npos);
  EXPECT_NE(all("Article 1. Chile rele\u202Eases 23 of list X to Norway.\n").find("TRM-018"), std::string::npos);
}

}  // namespace
}  // namespace midspan
