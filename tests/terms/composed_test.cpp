// SPDX-License-Identifier: Apache-2.0
// What is joined with "except", "not", an adjective or an amount: whom it is said of. Each sentence is the tree of one
// that leaves no doubt.
#include <gtest/gtest.h>

#include <array>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;
using sample::tree;

terms::Reading reading(const std::string& language, const std::string& sentences) {
  return terms::read(sample::with_sentence(language, sentences), "text");
}

std::string codes(const std::string& sentence) { return sample::codes(reading("en", sentence).findings); }

// "except women and minors" had released all minors, whoever holds them.
TEST(Composed, NeitherOfThem) {
  const char* const neither = "Israel releases all of the Pool except women except minors.";
  same("en", {{"Israel releases all of the Pool except women and minors.", neither},
              {"Israel releases all of the Pool, except women or minors.", neither},
              {"Israel releases all of the Pool but women and minors.", neither},
              {"Israel releases all of the Pool, except women, minors and those convicted of murder.",
               "Israel releases all of the Pool except women except minors except persons convicted of murder."},
              {"Israel releases all of the Pool, with the exception of list A, list B and list C.",
               "Israel releases all of the Pool except list A except list B except list C."},
              {"Israel releases all of the Pool not of nationality American or British.",
               "Israel releases all of the Pool not of nationality American not of nationality British."},
              {"Israel releases all of the Pool who are not convicted of murder or terrorism.",
               "Israel releases all of the Pool not convicted of murder not convicted of terrorism."}});
  same("es", {{"Israel libera a la totalidad de la Reserva excepto mujeres y menores.",
               "Israel libera a la totalidad de la Reserva excepto mujeres excepto menores."}});
  same("ar", {{"على إسرائيل الإفراج عن كامل «المجموعة» باستثناء النساء والقاصرين.",
               "على إسرائيل الإفراج عن كامل «المجموعة» باستثناء النساء باستثناء القاصرين."}});
  // "together with" comes to the whole.
  EXPECT_NE(tree("en", neither), tree("en", "Israel releases all of the Pool except women together with minors."));
}

// An age that children cannot have is of the men.
TEST(Composed, WhoseHandsTheyAreIn) {
  same("en", {{"Israel releases all women, children and men over 60 held by it.",
               "Israel releases all of (women together with minors together with men aged over 60) held by Israel."},
              {"Israel releases the sick and wounded prisoners held by it.",
               "Israel releases all of the ill or wounded held by Israel."},
              {"Israel releases 10 men and 5 women from the Pool.",
               "Israel releases 10 of men who are also the Pool. Israel releases 5 of women who are also the Pool."},
              {"20 women held by Israel are exchanged for 5 men held by Hamas.",
               "Israel releases 20 of women held by Israel in exchange for 5 of men held by Hamas."}});
  EXPECT_EQ(codes("Israel releases all women and men over 60 held by it."), "TRM-030");
}

TEST(Composed, AmountsSideBySide) {
  same("en",
       {{"Israel releases at most 50 of the Pool and a third of the Barred.",
         "Israel releases at most 50 of the Pool. Israel releases a third of the Barred."},
        {"Up to 50 men held by Israel and up to 20 women held by Hamas will be released by 1 May 2025.",
         "Israel releases at most 50 of men held by Israel by 2025-05-01. Hamas releases at most 20 of women "
         "held by Hamas by 2025-05-01."},
        {"Israel releases a quarter of its prisoners.", "Israel releases 25 per cent of persons held by Israel."}});
  EXPECT_EQ(codes("Israel releases the first 50 of the Pool."), "TRM-169");
}

TEST(Composed, WhoIsNotReleased) {
  same("en", {{"Israel does not release persons convicted of murder.",
               "No person convicted of murder held by Israel is released."},
              {"Israel shall not release any of the Pool before 1 May 2025.",
               "No person of the Pool held by Israel is released before 2025-05-01."},
              {"No wounded Detainee is released before the funds are confirmed.",
               "No person of the Detainees who are ill or wounded is released before the funds are confirmed."}});
  same("es", {{"Israel no liberará a los condenados por asesinato.",
               "Israel no libera a personas con condena por asesinato."},
              {"Ningún Detenido herido será liberado antes de que el indulto esté firmado.",
               "Ninguna persona de los Detenidos que están enfermos o heridos es liberada antes de que el indulto esté "
               "firmado."}});
  same("ar", {{"لا تفرج إسرائيل عن المحكوم عليهم بالقتل.", "لا تفرج إسرائيل عن الأشخاص بإدانة في قتل."},
              {"المحكوم عليهم بالإعدام يُفرج عنهم أولاً.", "الأولوية في الإفراج هي الأشخاص بحكم الإعدام."},
              {"مقابل كل من المفرج عنهم بموجب المادة 1، تفرج إسرائيل عن 3 من «المجموعة».",
               "مقابل كل واحد من المفرج عنهم بموجب المادة 1 يُفرج عنه، على إسرائيل الإفراج عن 3 من «المجموعة»."}});
  // Whoever may not leave before something is no promise of anybody.
  const terms::Reading pledge = reading("en", "No Detainee leaves prison until he has signed a pledge not to fight.");
  ASSERT_TRUE(pledge.ok) << sample::codes(pledge.findings);
  EXPECT_EQ(sample::codes(pledge.findings), "TRM-114");
}

TEST(Composed, OutsideTheKey) {
  same("en",
       {{"The Hostages are outside the key.", "Releases of the Hostages are outside the key."},
        {"Releases under Article 1 are outside the key.",
         "Releases of the persons released under Article 1 are outside the key."},
        {"Israel releases all of the Pool outside the key.", "Israel releases all of the Pool without any return."}});
  EXPECT_EQ(codes("Israel releases 2 of the Pool outside the key."), "TRM-165");
  same("es", {{"Los Rehenes quedan fuera de la clave.", "Las liberaciones de los Rehenes quedan fuera de la clave."}});
  same("ar", {{"«الرهائن» خارج المفتاح.", "الإفراج عن «الرهائن» خارج المفتاح."}});
}

// Who it is, what becomes of the place and of the number, in either order and in many words.
TEST(Composed, CountingRules) {
  const char* const counted = "A person who refuses is not replaced and does count.";
  same("en", {{"Detainees who decline to be transferred count as released and nobody takes their place.", counted},
              {"Anyone refusing release is not replaced and is regarded as released.", counted},
              {"Those who refuse are considered released, and nobody takes their place.", counted},
              {"Prisoners who have died in captivity do not count but are replaced by others.",
               "A person who dies before the hand-over is replaced and does not count."}});
  same("es", {{"Los que se nieguen a salir cuentan como liberados y nadie los reemplaza.",
               "La persona que se niega no es reemplazada y cuenta."},
              {"Quien no quiera ser canjeado permanecerá donde esté y no será sustituido ni se contará.",
               "La persona que se niega no es reemplazada y no cuenta."}});
  same("ar", {{"من رفض الانتقال لا يُستبدل بغيره ولكنه يُحسب.", "من يرفض لا يُستبدل ويُحسب."}});
  EXPECT_EQ(codes("A prisoner who does not wish to be exchanged may stay, and another shall be sent in his stead."),
            "TRM-164");
}

TEST(Composed, MonthsAndTheNextDay) {
  same("en", {{"Israel releases 20 of the Pool in May 2025.",
               "Israel releases 20 of the Pool between 2025-05-01 and 2025-05-31."},
              {"Israel releases 20 of the Pool by 2025-05-31. Israel releases 5 of the Barred the next day.",
               "Israel releases 20 of the Pool by 2025-05-31. Israel releases 5 of the Barred on 2025-06-01."}});
  same("es", {{"Israel libera a 20 de la Reserva en mayo de 2025.",
               "Israel libera a 20 de la Reserva entre el 2025-05-01 y el 2025-05-31."}});
  same("ar", {{"على إسرائيل الإفراج عن 20 من «المجموعة» في مايو 2025.",
               "على إسرائيل الإفراج عن 20 من «المجموعة» بين 2025-05-01 و2025-05-31."}});
  EXPECT_FALSE(reading("en", "Israel releases 5 of the Barred the next day.").ok);  // after which?
}

// A name may have an "and"; it had been two parties.
TEST(Composed, APartyOfTwoNames) {
  const terms::Reading read =
      terms::read("Acuerdo \"A\". Versión de 1995-12-14, español. Partes: Bosnia y Herzegovina, Croacia.\n", "text");
  EXPECT_EQ(read.agreement.parties.size(), 2U);
}

// What the finding proposes, taken literally, is understood; and its other words are the writer's.
TEST(Composed, TheSentenceWithoutWhatNoFormHas) {
  for (const auto& [written, found, shorter] : std::vector<std::array<std::string, 3>>{
           {"Israel releases all of the Pool under the eyes of the world to Hamas within 10 days of the signing.",
            "under the eyes of the world", "Israel releases all of the Pool to Hamas within 10 days of the signing."},
           {"Israel sadly releases 30 of the Pool to Hamas.", "sadly", "Israel releases 30 of the Pool to Hamas."}}) {
    const terms::Reading read = reading("en", written);
    ASSERT_EQ(sample::codes(read.findings), "TRM-047") << written;
    for (const auto& [name, value] : read.findings.front().message.arguments) {
      if (name == "found") {
        EXPECT_EQ(value, base::Argument(found));
      }
      if (name == "mend") {
        EXPECT_EQ(value, base::Argument(shorter));
      }
    }
    EXPECT_TRUE(reading("en", shorter).ok) << shorter;
  }
  // Without "not" it would say the contrary.
  EXPECT_NE(codes("Israel releases all of the Pool not to Hamas."), "TRM-047");
}

// "10 male and 5 female prisoners": the noun stands once. "a commodore for twenty": so does what it is given for.
TEST(Composed, WhatStandsOnce) {
  same("en",
       {{"Israel releases 10 male and 5 female Prisoners to Hamas.",
         "Israel releases 10 of the Prisoners who are men to Hamas. Israel releases 5 of the Prisoners who are women "
         "to Hamas."},
        {"An admiral shall be exchanged for sixty men, a captain for fifteen and a midshipman for three.",
         "An admiral shall be exchanged for sixty men, a captain for fifteen men and a midshipman for three men."},
        {"An admiral is worth sixty men, a captain fifteen.",
         "An admiral is worth sixty men, a captain is worth fifteen men."},
        {"This agreement takes effect when both sides have signed it and lapses if the ceasefire is broken.",
         "This agreement enters into force when all parties have signed. This agreement ends when the ceasefire is "
         "broken."},
        {"Priority is given to the wounded, to the women and to the minors.",
         "Priority is given to the wounded, the women and the minors."}});
  EXPECT_NE(tree("en", "A captain is exchanged for fifteen men, a private for three."),
            tree("en", "A captain is exchanged for fifteen men."));
}

// An age on either side, without "who are".
TEST(Composed, OverSixtyOrUnderEighteen) {
  const char* const either = "Israel releases all of (persons aged over 60 together with persons aged under 18).";
  same("en", {{"Israel releases all of persons over sixty or under eighteen.", either},
              {"Israel releases all persons older than 60 years or under the age of 18.", either}});
  same("es",
       {{"Israel libera a la totalidad de personas mayores de 60 años o menores de 18 años.",
         "Israel libera a la totalidad de (personas mayores de 60 años junto con personas menores de 18 años)."}});
  same("ar", {{"على إسرائيل الإفراج عن كامل الأشخاص فوق سن 60 أو دون سن 18.",
               "على إسرائيل الإفراج عن كامل (الأشخاص فوق سن 60 بالإضافة إلى الأشخاص دون سن 18)."}});
}

// So many a week are groups of so many, a week apart; "within a week" is a time.
TEST(Composed, SoManyAWeek) {
  const char* const groups = "The releases take place in groups of at most 150 persons every 7 days.";
  same("en", {{"Not more than 150 prisoners shall be released in any week.", groups},
              {"No more than 150 persons may cross per week.", groups},
              {"The releases proceed at a rate of 150 persons a week.", groups},
              {"Israel releases all of the Pool at a rate of 100 per week.",
               "Israel releases all of the Pool in groups of 100 persons every 7 days."},
              {"Israel releases all of the Pool in a week.", "Israel releases all of the Pool within 7 days."}});
  same("es", {{"No más de 150 presos serán liberados por semana.",
               "Las liberaciones tienen lugar en grupos de 150 personas cada 7 días."}});
  same("ar", {{"لا يُفرج عن أكثر من 150 شخصاً في الأسبوع.", "تجري الإفراجات في مجموعات من 150 شخصاً كل 7 أيام."}});
}

// Batches of unlike size, that come to what is released; other sums are refused.
TEST(Composed, TheFirstOf200) {
  same("en",
       {{"Israel releases 700 of the Pool in three batches, the first of 200, the second of 300 and the third of 200.",
         "Israel releases 200 of the Pool in Phase 1, 300 in Phase 2 and 200 in Phase 3."},
        {"Israel releases a total of 5 prisoners in two batches: 2 in Phase 1 and 3 in Phase 2.",
         "Israel releases 2 prisoners in Phase 1. Israel releases 3 prisoners in Phase 2."}});
  same("es", {{"Israel libera a 7 de la Reserva en dos tandas: la primera de 3 y la segunda de 4.",
               "Israel libera a 3 de la Reserva en la Fase 1 y a 4 en la Fase 2."}});
  same("ar", {{"تفرج إسرائيل عن 7 من «المجموعة» على دفعتين: الأولى من 3 والثانية من 4.",
               "على إسرائيل الإفراج عن 3 من «المجموعة» في المرحلة 1، و4 في المرحلة 2."}});
  EXPECT_FALSE(
      reading("en", "Israel releases 700 of the Pool in two batches, the first of 200 and the second of 300.").ok);
}

// "are not freed but transferred" had been: none of them is released, and all of them are.
TEST(Composed, NotFreedButTransferred) {
  const char* const passes = "The Prisoners pass into the custody of Hamas.";
  same("en", {{"The Prisoners are not freed but transferred to Hamas.", passes},
              {"The Prisoners shall not be released, but handed over to Hamas.", passes},
              {"The Prisoners shall not be released but deported to Egypt.", "The Prisoners go to Egypt."}});
  EXPECT_FALSE(reading("en", "The Prisoners are not released and handed over to Hamas.").ok);
  same("es", {{"Los Prisioneros no son liberados sino entregados a Hamas.",
               "Los Prisioneros pasan a la custodia de Hamas."}});
}

TEST(Composed, NeitherPartyReleases) {
  same("en",
       {{"Israel and Hamas do not release persons convicted of murder.",
         "Israel does not release persons convicted of murder. Hamas does not release persons convicted of murder."},
        {"Neither party shall release persons convicted of murder.", "No person convicted of murder is released."}});
  same("es", {{"Ninguna de las partes liberará a personas con condena por asesinato.",
               "Ninguna persona con condena por asesinato es liberada."}});
  same("ar", {{"لا يفرج أي من الطرفين عن الأشخاص بإدانة في قتل.", "لا يُفرج عن أي شخص بإدانة في قتل."}});
}

TEST(Composed, OnlyIfHeHasAgreed) {
  const char* const consent = "No person is sent to any country without consent.";
  same("en", {{"A detainee is transferred across the front line only if he has agreed to it in writing.", consent},
              {"Prisoners are exchanged only with their written consent.", consent},
              {"No prisoner is released before the ICRC has interviewed him in private.",
               "ICRC asks each person in private."},
              {"If a prisoner refuses to be exchanged, he is not replaced and counts as released.",
               "A person who refuses is not replaced and does count."},
              {"If a detainee dies before he is freed, he is replaced and does not count.",
               "A person who dies before the hand-over is replaced and does not count."},
              {"Children accompanying a released mother travel with her but are not counted.",
               "Minors who accompany a released person do not count."},
              {"No release under Article 1 takes place before all the releases under Article 1 have been completed.",
               "The releases of Article 1 begin only when Article 1 is complete."}});
}

// One time behind two releases that "and" joins, or before them, is of both; "the next day" is of the second.
TEST(Composed, BothWithinSixtyDays) {
  const char* const both =
      "Israel releases 5 of the Pool within 60 days of ratification. Hamas releases 4 of the Hostages "
      "within 60 days of ratification.";
  same("en",
       {{"Within sixty days of ratification Israel releases 5 of the Pool and Hamas releases 4 of the Hostages.", both},
        {"Israel releases 5 of the Pool and Hamas releases 4 of the Hostages within 60 days of ratification.", both},
        {"Israel releases 5 of the Pool; Hamas releases 4 of the Hostages on day 7.",
         "Israel releases 5 of the Pool. Hamas releases 4 of the Hostages on day 7."},
        {"Israel releases 5 of the Pool, and Hamas releases 4 of the Hostages after the hand-over.",
         "Israel releases 5 of the Pool. Hamas releases 4 of the Hostages after the hand-over."}});
  same("en", {{"Israel releases 5 of the Pool on 2025-05-01 and Hamas releases 4 of the Hostages the next day.",
               "Israel releases 5 of the Pool on 2025-05-01. Hamas releases 4 of the Hostages on 2025-05-02."},
              {"No person is released until he has been interviewed in private by ICRC.",
               "ICRC asks each person in private."},
              {"No person is released before he has been interviewed by ICRC in private.",
               "ICRC asks each person in private."}});
  EXPECT_FALSE(reading("en", "Israel releases 5 of the Pool and Hamas releases 4 of the Hostages the next day.").ok);
  same("es", {{"Israel libera a 5 de la Reserva y Hamas libera a 4 de los Rehenes el día 7.",
               "Israel libera a 5 de la Reserva el día 7. Hamas libera a 4 de los Rehenes el día 7."}});
}

// What they are is no other people: "or pregnant" had added all the pregnant, whoever holds them.
TEST(Composed, OrPregnant) {
  same("en", {{"Israel releases all of the Pool who are sick, aged over 60 or pregnant.",
               "Israel releases all of the Pool who are sick, aged over 60 or described as \"pregnant\"."}});
  EXPECT_FALSE(reading("en", "Israel releases all of the Pool aged over 60 or pregnant.").ok);
}

// "captured by Hamas after a day" had been released after that day.
TEST(Composed, WhenTheyWereTaken) {
  same("en", {{"Israel releases all soldiers captured by it after 2016-01-01.",
               "Israel releases all soldiers captured after 2016-01-01 held by Israel."},
              {"Israel releases 5 of persons detained by Israel between 2016-01-01 and 2017-01-01.",
               "Israel releases 5 of persons held since between 2016-01-01 and 2017-01-01 held by Israel."},
              {"Israel releases 5 of persons arrested by Israel since 2016-01-01 on 2025-05-01.",
               "Israel releases 5 of persons held since 2016-01-01 or after held by Israel on 2025-05-01."}});
  same("es", {{"Israel libera a 5 de personas capturadas por Israel después de 2016-01-01.",
               "Israel libera a 5 de personas capturadas después de 2016-01-01 en poder de Israel."}});
}

// "Each officer is exchanged for three" had been all officers for three persons.
TEST(Composed, EachForSoMany) {
  same("en", {{"Each soldier held by Hamas is exchanged for three Prisoners held by Israel.",
               "For each of soldiers held by Hamas released, Israel releases 3 of the Prisoners held by Israel."},
              {"For every ten Hostages who walk free, Israel releases 3 of the Pool.",
               "For every 10 of the Hostages released, Israel releases 3 of the Pool."},
              {"Whoever is released undertakes not to take up arms.", "No released person takes up arms again."},
              {"Israel releases all of the Pool in groups of not more than five, at intervals of one week.",
               "Israel releases all of the Pool in groups of 5 persons every 7 days."}});
}

}  // namespace
}  // namespace midspan
