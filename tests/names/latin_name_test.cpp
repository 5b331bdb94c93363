// SPDX-License-Identifier: Apache-2.0
#include "names/latin_name.hpp"

#include <gtest/gtest.h>

using midspan::names::latin_name;

namespace {

TEST(LatinName, CyrillicAsTravelDocumentsSpellIt) {
  EXPECT_EQ(latin_name("Жуков Юрий Ильич"), "Zhukov Iurii Ilich");
  EXPECT_EQ(latin_name("ЩЕРБАКОВ СЕМЁН"), "Shcherbakov Semen");
  EXPECT_EQ(latin_name("Подъёмщиков Эдуард"), "Podieemshchikov Eduard");
  EXPECT_EQ(latin_name("Єгоренко Юлія Гнатівна"), "Yehorenko Yuliia Hnativna");
  EXPECT_EQ(latin_name("Дем’янчук Їжак"), "Demianchuk Yizhak");
  EXPECT_EQ(latin_name("Воўк Генадзь"), "Vouk Henadz");
  EXPECT_EQ(latin_name("Ђорђевић Његош"), "Dordevic Njegos");
}

TEST(LatinName, InitialsAndDoubleNamesKeepTheirForm) {
  EXPECT_EQ(latin_name("Зинченко А.М."), "Zinchenko A.M.");
  EXPECT_EQ(latin_name("Зинченко А. М."), "Zinchenko A. M.");
  EXPECT_EQ(latin_name("Нечуй-Вітер Олег (Сокіл)"), "Nechui-Viter Oleh (Sokil)");
}

TEST(LatinName, OtherScriptsAreReadAndLatinStays) {
  EXPECT_EQ(latin_name("O'Neil García"), "O'Neil García");
  EXPECT_EQ(latin_name("محمد"), "Muhammad");
  EXPECT_EQ(latin_name("Παπαδόπουλος"), "Papadopoulos");
  EXPECT_EQ(latin_name(""), "");
  EXPECT_EQ(latin_name("\xFF . -"), "-");
}

}  // namespace
