// SPDX-License-Identifier: Apache-2.0
// What people write who have read a page about the language and no list of its forms: each sentence is the tree of a
// canonical one, or an undertaking in its own words, and a note says so.
#include <gtest/gtest.h>

#include <algorithm>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;

// The sentence is read, and notes say so with the code.
void noted(const std::string& language, const std::string& sentence, const std::string& code) {
  const terms::Reading reading = terms::read(sample::with_sentence(language, sentence), "text");
  EXPECT_TRUE(reading.ok) << sentence << ": " << sample::codes(reading.findings);
  EXPECT_NE(sample::codes(reading.findings).find(code), std::string::npos) << sentence;
}

TEST(FirstWords, WhatCountsNobodyIsUndertaken) {
  for (const char* sentence : {"Each party keeps an account.", "No prisoner shall be confined in a prison ship.",
                               "ICRC transports those released free of charge.", "Prisoners may be released on parole.",
                               "At a later date and in a number that Israel decides, Israel releases prisoners."})
    noted("en", sentence, "TRM-112");
  // What holds a day, a number of people or a release that is denied may be a rule: whoever signs reads it first.
  for (const char* sentence :
       {"A committee of three settles disputes within 7 days.",
        "Two ships sail from Halifax every month, each carrying no more than 250 prisoners.",
        "Each released prisoner gives a written pledge not to return to the battlefield before the release."})
    noted("en", sentence, "TRM-172");
  for (const char* sentence : {"Durante el canje habrá una tregua en los lugares de entrega.",
                               "Las partes se comprometen a no secuestrar a familiares de militares ni de civiles."})
    noted("es", sentence, "TRM-112");
  noted("ar", "يلتزم الطرفان بزيارة جميع أماكن الاحتجاز قبل التنفيذ.", "TRM-112");
  // Whoever is named at its start promises, or behind a comma; two promises are two.
  same("en",
       {{"ICRC transports those released free of charge.",
         "ICRC undertakes \"transports those released free of charge\"."},
        {"Hamas gives a report on the missing pilots, and Israel gives a report on the four missing.",
         "Hamas undertakes \"gives a report on the missing pilots\". Israel undertakes \"gives a report on the four "
         "missing\"."}});
}

// What could release, keep, order or count somebody is none.
TEST(FirstWords, WhatDecidesIsNoUndertaking) {
  for (const auto& [language, sentence] :
       std::vector<std::pair<const char*, const char*>>{{"en", "The Hostages and whoever is with them leave quietly."},
                                                        {"en", "Prisoners with tattoos go first of all the many."},
                                                        {"en", "Nobody with a beard is replaced by anybody."},
                                                        {"en", "For each civilian there shall be somebody."},
                                                        {"en", "Among them somebody is tall."},
                                                        {"en", "Phase 2 shall be quiet."},
                                                        {"es", "Por cada civil habrá otro."},
                                                        {"es", "Quien tenga barba queda excluido para siempre."},
                                                        {"ar", "يشمل ذلك من يلزم كلهم معاً أولاً."}})
    EXPECT_FALSE(terms::read(sample::with_sentence(language, sentence), "text").ok) << sentence;
}

TEST(FirstWords, WhoIsMeantInWordsOfItsOwn) {
  same("en", {{"Sick and wounded who cannot return to service go first.",
               "The ill or wounded whose \"who cannot return to service\" is \"yes\" go first."},
              {"Israel releases 3 of the Pool described as \"unfit\".",
               "Israel releases 3 of the Pool whose \"unfit\" is \"yes\"."},
              {"Israel releases the women.", "Israel releases all of women."},
              {"Israel returns the remains of 199 Lebanese and Palestinian fighters to Hamas.",
               "Israel releases 199 of remains of nationality Lebanese or Palestinian to Hamas."}});
  noted("en", "Sick and wounded who cannot return to service go first.", "TRM-118");
  same("es", {{"Israel libera a las mujeres.", "Israel libera a la totalidad de las mujeres."},
              {"No será liberado quien haya sido condenado por secuestro ni quien esté solicitado en extradición.",
               "Ninguna persona de personas con condena por secuestro junto con personas cuyo \"esté solicitado en "
               "extradición\" es \"yes\" es liberada."}});
}

TEST(FirstWords, SeriesAndShortForms) {
  same("en",
       {{"Surgeons, chaplains, students and boys under twelve years of age shall be released without equivalent.",
         "(Surgeons and chaplains and students and boys aged under 12) are released without any return."},
        {"100 of persons held by Israel are released every day for 15 days.",
         "Israel releases 100 a day of persons held by Israel for 15 days."},
        {"Israel releases 3 of the Pool in Phase 2, within 45 days after Phase 1.",
         "Israel releases 3 of the Pool in Phase 2. Phase 2 takes place within 45 days of the completion of Phase 1."},
        {"Israel releases 3 of the Pool to Hamas through ICRC within 2 days.",
         "Israel releases 3 of the Pool to Hamas within 2 days through ICRC."}});
  same("es", {{"Por cada militar o policía liberado, Israel libera a 2 de la Reserva; por cada civil liberado, a 1.",
               "Por cada militar o policía liberado, Israel libera a 2 de la Reserva. Por cada civil liberado, Israel "
               "libera a 1 de la Reserva."}});
  same("ar", {{"تفرج إسرائيل عن 14 من «المجموعة» مقابل 8 من الأشخاص لدى حماس، منهم 6 سعوديين.",
               "تفرج إسرائيل عن 14 من «المجموعة» مقابل 8 من الأشخاص لدى حماس. من بينهم 6 سعوديين."},
              {"لا يُفرج عن أحد إلا بموافقته على الوجهة.", "لا يُرسل أي شخص إلى أي بلد دون موافقته."}});
}

TEST(FirstWords, EquivalentsAreASchedule) {
  const std::string text = sample::with_sentence("en",
                                                 "An admiral is exchanged for an admiral or for sixty men; a captain "
                                                 "for a captain or fifteen men; a lieutenant for six men.");
  const terms::Reading reading = terms::read(text, "text");
  ASSERT_TRUE(reading.ok) << sample::codes(reading.findings);
  EXPECT_EQ(sample::codes(reading.findings), "TRM-117");
  ASSERT_EQ(reading.agreement.schedules.size(), 1U);
  ASSERT_EQ(reading.agreement.schedules.front().lines.size(), 5U);  // and the men in whom it is counted
  EXPECT_EQ(reading.agreement.schedules.front().lines[1].rank, "captain");
  EXPECT_EQ(reading.agreement.schedules.front().lines[1].weight.low, 15);
  EXPECT_EQ(reading.agreement.schedules.front().lines[3].rank, "private");
  EXPECT_EQ(reading.agreement.schedules.front().lines[3].weight.low, 1);
}

TEST(FirstWords, ConditionsInFrontAndBehind) {
  same("en",
       {{"Once ICRC has confirmed who they are, Israel releases 30 of the Pool on the same day.",
         "Once \"ICRC has confirmed who they are\", Israel releases 30 of the Pool within 0 days of \"ICRC has "
         "confirmed "
         "who they are\"."},
        {"Persons convicted of kidnapping or of crimes against foreigners are not released unless the council agrees.",
         "No person of persons convicted of kidnapping or \"crimes against foreigners\" is released before \"the "
         "council "
         "agrees\"."}});
}

// What could release two different numbers is asked about, with two sentences that are read.
TEST(FirstWords, TwoReadingsAreTwoSentences) {
  for (const auto& [language, sentence] : std::vector<std::pair<const char*, const char*>>{
           {"en", "Israel releases an equal number or all it holds."},
           {"es", "Israel libera a igual número o a todos los que tenga en su poder."},
           {"ar", "تفرج إسرائيل عن عدد مماثل أو كل من لديها."}}) {
    const terms::Reading reading = terms::read(sample::with_sentence(language, sentence), "text");
    ASSERT_EQ(sample::codes(reading.findings), "TRM-046") << sentence;
    for (const auto& [name, value] : reading.findings.front().message.arguments)
      if (name == "equal" || name == "all") {
        const std::string& mend = std::get<std::string>(value);
        EXPECT_TRUE(terms::read(sample::with_sentence(language, mend), "text").ok) << mend;
      }
  }
}

// A key, a group and a permission are nobody's description, and whoever is told until when goes nowhere by it.
TEST(FirstWords, DescriptionsAreShort) {
  same("en", {{"In exchange Israel frees three Hostages for every soldier.",
               "For each of soldiers released, Israel releases 3 of the Hostages."}});
  same("es", {{"A cambio, Israel libera a tres Rehenes por cada militar.",
               "Por cada uno de militares que sea liberado, Israel libera a 3 de los Rehenes."}});
  same("ar", {{"في المقابل تطلق إسرائيل سراح ثلاثة من «الرهائن» عن كل جندي.",
               "مقابل كل واحد من الجنود يُفرج عنه، على إسرائيل الإفراج عن 3 من «الرهائن»."}});
  noted("en", "Families may visit the prisoners until they are released.", "TRM-112");
}

}  // namespace
}  // namespace midspan
