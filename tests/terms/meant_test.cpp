// SPDX-License-Identifier: Apache-2.0
// What was read otherwise than it was meant, and what people leave out or put elsewhere. Each sentence is the tree of a
// canonical one; notes say what was added.
#include <gtest/gtest.h>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;

std::string codes(const std::string& sentence) {
  return sample::codes(terms::read(sample::with_sentence("en", sentence), "text").findings);
}

bool refused(const std::string& language, const std::string& sentence) {
  return !terms::read(sample::with_sentence(language, sentence), "text").ok;
}

// A party releases people whom it holds: half of them is half of these, and all of them is all of these.
TEST(Meant, WhomAPartyReleasesItHolds) {
  same("en",
       {{"Israel and Hamas release half of the soldiers.",
         "Israel releases half of the soldiers held by Israel. Hamas releases half of the soldiers held by Hamas."},
        {"Israel releases all soldiers to Hamas.", "Israel releases all soldiers held by it to Hamas."},
        {"Israel and Hamas exchange 20 women each.",
         "Israel releases 20 of women held by it to Hamas. Hamas releases 20 of women held by it to Israel."}});
  // What a definition or a list says is theirs to say; whom one party holds for another is not told by whose hands.
  const std::string head = "Agreement \"x\".\nParties: Israel, Hamas.\n";
  const std::string custody = "Custody on behalf: Israel for Hamas.\n";
  const std::string text =
      "\"the Pool\" means soldiers.\nArticle 1. Hamas releases all women.\nArticle 2. Hamas releases all "
      "of the Pool.\n";
  const auto holders = [&](const std::string& header) {
    const std::string tree = terms::canonical_tree(terms::read(header + text, "t").agreement);
    std::size_t count = 0;
    for (std::size_t at = tree.find("held by"); at != std::string::npos; at = tree.find("held by", at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(holders(head), 1);
  EXPECT_EQ(holders(head + custody), 0);
}

// An adjective before the first noun, or behind the last, is said of all of them; a note says so.
TEST(Meant, NationalsOfOneCountry) {
  same("en", {{"Israel releases all Venezuelan soldiers and civilians.",
               "Israel releases all of persons in category military of nationality Venezuelan together with persons in "
               "category civilian of nationality Venezuelan."},
              {"Israel releases all Venezuelan civilian hostages and prisoners held by it.",
               "Israel releases all of (persons in category civilian of nationality Venezuelan together with persons "
               "of nationality Venezuelan) held by Israel."},
              {"Israel releases all civilians and Venezuelan soldiers.",
               "Israel releases all of persons in category civilian together with persons in category military of "
               "nationality Venezuelan."}});
  same("es", {{"Israel libera a todos los militares y civiles venezolanos.",
               "Israel libera a la totalidad de personas de la categoría militar de nacionalidad venezolana junto con "
               "personas de la categoría civil de nacionalidad venezolana."}});
  EXPECT_EQ(codes("Israel releases all Venezuelan soldiers and civilians."), "TRM-168");
  EXPECT_EQ(codes("Israel releases all civilians and Venezuelan soldiers."), "");
}

TEST(Meant, OfficersAndMenAreSoldiers) {
  same("en", {{"Israel releases all officers and men held by it.", "Israel releases all of soldiers held by it."}});
  same("es", {{"Israel libera a todos los oficiales y tropa en su poder.",
               "Israel libera a la totalidad de militares en su poder."}});
}

// A superlative that is counted chooses: the column "the oldest 10" had been asked for.
TEST(Meant, TheOldestTen) {
  const char* const canonical = "Israel releases 10 of the Pool to Hamas. Within the Pool, the oldest first.";
  same("en", {{"Israel releases the oldest 10 of the Pool to Hamas.", canonical},
              {"Israel releases the ten oldest of the Pool to Hamas.", canonical},
              {"Israel releases the 10 longest held prisoners.",
               "Israel releases 10 of the Prisoners. Within the Prisoners, the longest held first."}});
  same("es", {{"Israel libera a los 10 de más edad de la Reserva.",
               "Israel libera a 10 de la Reserva. Dentro de la Reserva, los de más edad primero."}});
  EXPECT_TRUE(refused("en", "Israel releases the bravest 10 of the Pool."));
}

TEST(Meant, WhatCountsIsNoPromise) {
  for (const char* sentence :
       {"Israel may exclude a prisoner.", "Not more than 300 prisoners are transferred at a time.",
        "The number of those released shall not exceed 500.",
        "Israel releases 7 of the Pool at once and considers the rest.",
        "The exchange takes place as soon as the treaty is signed and no later than 30 days after.",
        "The family of the pasha is given back to him.", "The Pool is released by lot."})
    EXPECT_TRUE(refused("en", sentence)) << sentence;
  for (const char* sentence : {"Los desertores se incluirán en el canje.", "Los heridos podrán volver a sus banderas."})
    EXPECT_TRUE(refused("es", sentence)) << sentence;
  same("en", {{"Those convicted of murder remain in prison.", "No person convicted of murder is released."},
              {"Israel returns the bodies of all Venezuelan soldiers.",
               "Israel releases all of remains of nationality Venezuelan."}});
}

TEST(Meant, ColumnsOfPlacesYearsAndSentences) {
  same("en",
       {{"Israel releases all of the Pool held in Mordovia or Kursk.",
         "Israel releases all of the Pool held in \"Mordovia\" together with the Pool held in \"Kursk\"."},
        {"Israel releases all of the Pool captured before 2023.",
         "Israel releases all of the Pool captured on or before 2022-12-31."},
        {"Israel releases all of the Pool captured after 2021.",
         "Israel releases all of the Pool captured on or after 2022-01-01."},
        {"Israel releases all of the Pool detained since 2018.",
         "Israel releases all of the Pool held since 2018-01-01 or after."},
        {"Israel releases all of the Pool whose sentence is more than 5 years.",
         "Israel releases all of the Pool sentenced to more than 5 years."},
        {"Israel releases all of the Pool from 18 to 25 years old.",
         "Israel releases all of the Pool aged between 18 and 25."},
        {"Israel releases all of the Pool who have been wounded.",
         "Israel releases all of the Pool who are ill or wounded."},
        {"Israel releases all wounded or sick officers.",
         "Israel releases all of persons of rank officer who are ill or wounded."},
        {"Israel releases 20 of the Pool by the end of May 2025.", "Israel releases 20 of the Pool by 2025-05-31."},
        {"Israel releases 20 of the Pool before the end of 2025.", "Israel releases 20 of the Pool before 2025-12-31."},
        {"Israel releases 5 captains and 1 general.",
         "Israel releases 5 of persons of rank captain. Israel releases 1 of persons of rank general."}});
  same("es", {{"Israel libera a todos los de la Reserva capturados antes de 2023.",
               "Israel libera a la totalidad de la Reserva capturados antes de 2023-01-01."},
              {"Israel libera a 20 de la Reserva antes del final de mayo de 2025.",
               "Israel libera a 20 de la Reserva antes de 2025-05-31."}});
  same("ar", {{"على إسرائيل الإفراج عن كامل «المجموعة» الذين أُسروا قبل عام 2023.",
               "على إسرائيل الإفراج عن كامل «المجموعة» بأسر قبل 2023-01-01."}});
}

TEST(Meant, SaidElsewhere) {
  same("en",
       {{"The exchange begins on 1 May 2025 and takes place at Geneva.",
         "The releases begin on 2025-05-01. Hand-overs take place at \"Geneva\"."},
        {"The exchange begins on the day of the signing.", "The releases begin 0 days after the signing."},
        {"Besides, Israel releases 10 of the Pool.", "Israel releases 10 of the Pool."},
        {"Israel and Hamas release 300 each.",
         "Israel releases 300 of persons held by Israel. Hamas releases 300 of persons held by Hamas."},
        {"Israel and Hamas exchange 1000 for 1000.",
         "Israel releases 1000 of persons held by Israel to Hamas. Hamas releases 1000 of persons held by Hamas to "
         "Israel."},
        {"Israel and Hamas each release 10 women.",
         "Israel releases 10 of women held by Israel. Hamas releases 10 of women held by Hamas."},
        {"For each of the Hostages released under Article 1, Israel releases 3 of the Pool.",
         "For each of the Hostages who are also the persons released under Article 1 released, Israel releases 3 of "
         "the Pool."},
        {"No prisoner shall be released before all the wounded have been released.", "The ill or wounded go first."},
        {"Those who refuse shall not be replaced and shall not count.",
         "A person who refuses is not replaced and does not count."},
        {"At least 10 of those released are officers.", "Among them, at least 10 are officers."}});
  same("es",
       {{"Quien se niegue no será reemplazado ni contará.", "La persona que se niega no es reemplazada y no cuenta."},
        {"Israel y Hamas canjean 300 cada uno.",
         "Israel libera a 300 de personas en poder de Israel. Hamas libera a 300 de personas en poder de "
         "Hamas."}});
}

TEST(Meant, NotExchangedButReleased) {
  same("en", {{"Boys under 18 held by Israel are not exchanged but handed over to Hamas.",
               "Israel releases all of boys aged under 18 held by Israel to Hamas without any return."}});
}

TEST(Meant, TwoPartiesPromise) {
  const terms::Reading reading =
      terms::read(sample::with_sentence("en", "Israel and Hamas each appoint a commissioner."), "text");
  ASSERT_TRUE(reading.ok);
  const std::string text = terms::format(reading.agreement, "en");
  EXPECT_NE(text.find("Israel undertakes \"to appoint a commissioner\"."), std::string::npos) << text;
  EXPECT_NE(text.find("Hamas undertakes \"to appoint a commissioner\"."), std::string::npos) << text;
}

// A time that stands before whom the sentence is about, with a comma or without.
TEST(Meant, TheTimeStandsBefore) {
  const char* const canonical = "Israel releases all of the Pool to Hamas within 10 days of the signing.";
  same("en", {{"Israel shall, within ten days of the signing, release all of the Pool to Hamas.", canonical},
              {"Israel shall release within ten days of the signing all of the Pool to Hamas.", canonical},
              {"Within ten days of the signing all of the Pool are released by Israel to Hamas.", canonical},
              {"Within ten days of the signing, the exchange takes place at Geneva.",
               "The exchange takes place at \"Geneva\" within 10 days of the signing."},
              {"Within 15 days the parties exchange lists.", "The parties exchange lists within 15 days."},
              {"Each party shall, within 10 days of the signing, release all of the persons held by it.",
               "Each party releases all of the persons held by it within 10 days of the signing."}});
  same("es", {{"En un plazo de diez días desde la firma todas las mujeres en poder de Israel son liberadas.",
               "Israel libera a todas las mujeres en poder de Israel en un plazo de 10 días desde la firma."}});
  same("ar", {{"خلال 10 أيام من التوقيع تفرج إسرائيل عن كامل «المجموعة».",
               "على إسرائيل الإفراج عن كامل «المجموعة» خلال 10 أيام من التوقيع."}});
}

// Of a header nobody writes the colon or the full stop twice.
TEST(Meant, LinesEndWithoutAFullStop) {
  const terms::Reading with = terms::read(
      "Agreement \"A\". Version of 2014-12-26, English.\nParties: Ukraine, \"Donetsk Republic\".\nMediators: OSCE.\n"
      "\"the Rebels\" means persons held by Ukraine.\nArticle 1. Ukraine releases 222 of the Rebels to Donetsk "
      "Republic.\n"
      "Article 2. All hand-overs take place in one round.\n",
      "text");
  const terms::Reading without = terms::read(
      "agreement \"A\"\nversion of 2014-12-26, english\nparties Ukraine, \"Donetsk Republic\"\nmediators OSCE\n"
      "\"the Rebels\" means persons held by Ukraine\nArticle 1. Ukraine releases 222 of the Rebels to Donetsk "
      "Republic\n"
      "Article 2. All hand-overs take place in one round\n",
      "text");
  ASSERT_TRUE(with.ok && without.ok) << sample::codes(without.findings);
  EXPECT_EQ(terms::canonical_tree(with.agreement), terms::canonical_tree(without.agreement));
  EXPECT_TRUE(without.findings.empty()) << sample::codes(without.findings);
}

}  // namespace
}  // namespace midspan
