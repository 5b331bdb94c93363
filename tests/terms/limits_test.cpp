// SPDX-License-Identifier: Apache-2.0
// What a sentence takes out, narrows or makes wait stays with what it was said of; where that is not understood,
// nothing is proposed or promised in its place that says more.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;

std::string codes(const std::string& language, const std::string& sentence) {
  return sample::codes(terms::read(sample::with_sentence(language, sentence), "text").findings);
}

TEST(Limits, WhoIsExceptedIsNotReleased) {
  const char* meant = "Israel releases all of the Hostages except the Women except persons convicted of murder.";
  sample::one_tree(meant, "Israel releases all of the Hostages except the Women and those convicted of murder.",
                   "Israel libera a todos los Rehenes excepto las Mujeres y los condenados por asesinato.",
                   "على إسرائيل الإفراج عن كامل «الرهائن» باستثناء «النساء الأسيرات» والأشخاص المدانين بالقتل.");
}

TEST(Limits, AListIsOfTheNounBeforeIt) {
  same("en", {{"Israel releases all surgeons and persons in list NAMED.",
               "Israel releases all of persons in category medical staff together with persons in list NAMED."},
              {"Israel releases all women, minors and persons in list NAMED.",
               "Israel releases all of persons who are women together with persons who are minors together with "
               "persons in list NAMED."}});
}

TEST(Limits, WhatIsSaidOfBothIsSaidBeforeAnException) {
  same("en", {{"Israel releases all American prisoners of war and civilian internees except list NAMED.",
               "Israel releases all of persons of nationality American in category prisoner of war together with "
               "persons of nationality American in category civilian except list NAMED."}});
}

TEST(Limits, ANounThatNobodyKnowsSharesWhatIsSaidOfAll) {
  same("en", {{"Israel releases all surgeons, pursers and passengers held by it.",
               "Israel releases all of (persons in category medical staff together with persons in category "
               "\"pursers\" together with persons in category passenger) held by Israel."}});
}

TEST(Limits, ANounThatNobodyKnowsIsSaidOnce) {
  const auto findings =
      terms::read(sample::with_sentence("en", "Israel releases all pursers and secretaries held by it."), "text")
          .findings;
  EXPECT_EQ(std::count_if(findings.begin(), findings.end(),
                          [](const people::Finding& each) { return each.message.code == "TRM-114"; }),
            2);
}

TEST(Limits, ATimeIsOfBothReleases) {
  const char* es =
      "Israel libera a 10 de la Reserva antes de 1937-05-01. Hamas libera a 5 de los Rehenes antes de 1937-05-01.";
  same("es", {{"Israel liberará a 10 de la Reserva, y Hamas a 5 de los Rehenes, antes del 1 de mayo de 1937.", es},
              {"Antes del 1 de mayo de 1937, Israel liberará a 10 de la Reserva y Hamas a 5 de los Rehenes.", es}});
}

// Without its last words each of them would forbid more, or something else.
TEST(Limits, WhatIsCutOffAProhibitionIsNoPromise) {
  for (const auto& [language, sentence] :
       {std::pair{"es", "Los Rehenes no volverán a tomar las armas durante la guerra."},
        std::pair{"es", "Los Rehenes no serán liberados salvo que sean canjeados por otro de la misma edad."},
        std::pair{"en", "No person sought by the tribunal shall be released."}})
    EXPECT_EQ(codes(language, sentence), "TRM-049") << sentence;
}

TEST(Limits, WhatPointsBackNamesNoEvent) {
  EXPECT_EQ(codes("en", "Israel releases 3 of the Pool on the same day."), "TRM-050");
  same("en", {{"Israel releases 3 of the Pool in Phase 2. Hamas releases 2 of the Hostages on the same day.",
               "Israel releases 3 of the Pool in Phase 2. Hamas releases 2 of the Hostages in Phase 2."}});
}

}  // namespace
}  // namespace midspan
