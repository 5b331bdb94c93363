// SPDX-License-Identifier: Apache-2.0
// "who are women or aged over 60": alternatives behind one noun, which the second of them has as well.
#include <gtest/gtest.h>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

using namespace midspan;

namespace {

using sample::one_tree;
using sample::tree;

TEST(Traits, EachAlternativeIsOfTheSameNoun) {
  one_tree("Israel releases all of the Pool who are women together with the Pool aged over 60.",
           "Israel releases all of the Pool who are women or aged over 60.",
           "Israel libera a toda la Reserva que sean mujeres o mayores de 60 años.",
           "تفرج إسرائيل عن جميع «المجموعة» ممن هم نساء أو فوق سن 60.");
  one_tree("Israel releases all of the Pool who are women together with the Pool who are minors.",
           "Israel releases all of the Pool who are women and minors.",
           "Israel libera a toda la Reserva que sean mujeres y menores.",
           "تفرج إسرائيل عن جميع «المجموعة» ممن هم نساء وقاصرون.");
  // One thing in two words is one group.
  one_tree("Israel releases all of the Pool who are gravely ill.",
           "Israel releases all of the Pool who are seriously wounded or seriously ill.",
           "Israel libera a toda la Reserva que estén gravemente heridos o gravemente enfermos.",
           "تفرج إسرائيل عن جميع «المجموعة» ممن هم من ذوي الحالات الخطيرة أو من ذوي المرض الشديد.");
}

// "The wounded Pool" is of the Pool, not whoever is wounded.
TEST(Traits, AdjectivesBesideAGroup) {
  one_tree("Israel releases all of the Pool who are ill or wounded.", "Israel releases all sick and wounded Pool.",
           "Israel libera a toda la Reserva que sean enfermos o heridos.",
           "تفرج إسرائيل عن جميع «المجموعة» الجرحى والمرضى.");
  one_tree("Israel releases all of the Pool in category civilian.", "Israel releases all the civilian Pool.",
           "Israel libera a toda la Reserva civiles.", "تفرج إسرائيل عن جميع «المجموعة» المدنيين.");
  one_tree("Israel releases 20 of the Pool who are ill or wounded.", "Israel releases 20 of the wounded Pool.",
           "Israel libera a 20 de la Reserva heridos.", "تفرج إسرائيل عن 20 من «المجموعة» الجرحى.");
  EXPECT_EQ(tree("en", "Israel releases all sick, female and minor Pool to Hamas."),
            tree("en",
                 "Israel releases all of the Pool who are ill or wounded together with the Pool who are women together "
                 "with the Pool who are minors to Hamas."));
  // Without a list there is none; what is said of others stays theirs.
  EXPECT_EQ(tree("en", "Israel releases all sick and wounded prisoners held by Hamas."),
            tree("en", "Israel releases all of persons held by Hamas who are ill or wounded."));
}

TEST(Traits, NoneOfThemWhereItSaysNot) {
  one_tree("Israel releases all of the Pool who are not women who are not minors.",
           "Israel releases all of the Pool who are not women or minors.",
           "Israel libera a toda la Reserva que no sean mujeres o menores.",
           "تفرج إسرائيل عن جميع «المجموعة» ممن ليسوا نساء أو قاصرين.");
}

TEST(Traits, WhatFollowsIsSaidOfAll) {
  const std::string meant = tree("en",
                                 "Israel releases all of persons held by Hamas who are women together with persons "
                                 "held by Hamas who are minors.");
  EXPECT_EQ(tree("en", "Israel releases all persons who are women or minors held by Hamas."), meant);
  EXPECT_EQ(tree("en", "Israel releases all persons held by Hamas who are either women or who are minors."), meant);
  EXPECT_EQ(
      tree("en", "Israel releases all of the Pool who are gravely ill, aged over 60 or women."),
      tree("en",
           "Israel releases all of the Pool who are gravely ill together with the Pool aged over 60 together with "
           "the Pool who are women."));
}

}  // namespace
